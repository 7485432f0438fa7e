internal import AppStoreCore
internal import Foundation
internal import Hummingbird

/// The page to sign in at.
struct SignInView {
    let next: String
    let typedName: String
    let problem: String?
}

extension PageSite {
    /// The form to sign in with; whoever is signed in goes on at once.
    func signInForm(_ call: PageCall) async throws -> Response {
        let next = PageAddress.local(call.query["next"])
        guard call.session == nil else { return redirect(to: next) }
        return page("sign-in", "Sign in", SignInView(next: next, typedName: "", problem: nil), call)
    }

    /// Begins a session.
    func signIn(_ call: PageCall) async throws -> Response {
        let next = PageAddress.local(call.form["next"])
        let name = call.form["user"]?.trimmingCharacters(in: .whitespaces) ?? ""
        do throws(AppStoreError) {
            try await checkPassword(call.form["password"] ?? "", of: name, call)
        } catch {
            guard error.pageStatus != .internalServerError else { throw error }
            let view = SignInView(next: next, typedName: name, problem: error.sentences)
            var headers: HTTPFields = [:]
            if case .tooManyAttempts(let seconds) = error.code { headers[.retryAfter] = "\(seconds)" }
            return page("sign-in", "Sign in", view, call, status: error.pageStatus, headers: headers)
        }
        return redirect(to: next, headers: [.setCookie: try await beginSession(of: name, call)])
    }

    /// Begins a session.
    ///
    /// - Returns: its cookie.
    func beginSession(of user: String, _ call: PageCall) async throws -> String {
        cookie(try await sessions.begin(user, at: clock()), lifetime: Int(WebSessions.lifetime), call)
    }

    /// Checks a user's password.
    func checkPassword(_ password: String, of name: String, _ call: PageCall) async throws(AppStoreError) {
        // A token may be narrower than its user, and a session may make tokens.
        guard !PersonalToken.isForPrograms(password) else {
            let hint = "use your password here; tokens are for programs"
            throw AppStoreError(.credentials, detail: "a personal token cannot sign in to the pages", hint: hint)
        }
        do {
            try await access.authentication.signIn(name, password, from: call.remote)
        } catch let error as AppStoreError {
            throw error
        } catch {
            throw AppStoreError(.database, detail: "\(error)")
        }
    }

    /// Ends the session.
    func signOut(_ call: PageCall) async throws -> Response {
        guard call.session != nil, let secret = PageCall.sessionSecret(of: call.request) else {
            return redirect(to: "/")
        }
        try checkFormToken(of: call)
        try await sessions.end(secret)
        return redirect(to: "/", headers: [.setCookie: cookie("", lifetime: 0, call)])
    }

    /// The header that sets the session's cookie.
    func cookie(_ value: String, lifetime: Int, _ call: PageCall) -> String {
        let secure = call.origin.isSecure ? "; Secure" : ""
        return "\(Authentication.sessionCookie)=\(value); Path=/; Max-Age=\(lifetime); HttpOnly; SameSite=Lax\(secure)"
    }
}

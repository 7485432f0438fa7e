internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

/// The users, for an administrator to change.
struct UsersView {
    /// A user.
    struct Listed {
        let listedName: String
        let shownName: String?
        let mail: String?
        let since: String
        let storedSize: String
        let roleName: String
        let roles: [TokenForm.Box]
        let isDisabled: Bool
        /// Nobody locks themselves out.
        let isSelf: Bool
    }

    let isUsers = true
    let problem: String?
    let userCount: String
    let users: [Listed]
    let previousAddress: String?
    let nextAddress: String?

    /// So many users are on a page.
    static let pageSize = 50
    /// No page is further on.
    static let lastPage: Int64 = 100_000
}

extension UsersView.Listed {
    init(_ user: User, stored: Int64, isSelf: Bool) {
        listedName = user.name
        shownName = user.displayName
        mail = user.email
        since = PageText.day(user.created)
        storedSize = PageText.size(stored)
        roleName = user.role.rawValue
        roles = Role.allCases.map { role in
            .init(boxValue: role.rawValue, boxLabel: role.rawValue, isTicked: role == user.role)
        }
        isDisabled = user.isDisabled
        self.isSelf = isSelf
    }
}

extension PageSite {
    /// The users, page by page.
    func userList(_ call: PageCall) async throws -> Response { try await userList(call, problem: nil) }

    /// Gives a user another role, or lets one sign in or not.
    func changeUser(_ call: PageCall) async throws -> Response {
        let actor = try user(of: call).name
        let name = call.form["user"] ?? ""
        do {
            guard name != actor else {
                let hint = "let another administrator do it, or use `appstore user`"
                throw AppStoreError(.invalid, detail: "administrators do not change themselves", hint: hint)
            }
            switch (call.form["role"].flatMap(Role.init(rawValue:)), call.form["state"]) {
            case (let role?, _): try await users.setRole(role, of: name, by: actor, at: clock())
            case (nil, "disabled"): try await users.setDisabled(true, name, by: actor, at: clock())
            case (nil, "enabled"): try await users.setDisabled(false, name, by: actor, at: clock())
            default:
                let hint = "use the buttons of the page of users"
                throw AppStoreError(.invalid, detail: "the form does not say what is changed", hint: hint)
            }
        } catch let error as AppStoreError where error.pageStatus != .internalServerError {
            return try await userList(call, problem: error.sentences, status: error.pageStatus)
        }
        return redirect(to: "/users")
    }

    private func userList(
        _ call: PageCall,
        problem: String?,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let number = Int(call.query["page"].flatMap { BoundedNumber.read($0, in: 1...UsersView.lastPage) } ?? 1)
        let all = try await users.list()
        let range = ((number - 1) * UsersView.pageSize..<number * UsersView.pageSize).clamped(to: 0..<all.count)
        let own = call.principal.name
        let listed = try await database.read { database in
            try all[range].map { user in
                UsersView.Listed(
                    user,
                    stored: try StorageQuota.stored(by: user.name, in: database),
                    isSelf: user.name == own
                )
            }
        }
        let view = UsersView(
            problem: problem,
            userCount: PageText.count(all.count, "user"),
            users: listed,
            previousAddress: number > 1 ? "/users?page=\(number - 1)" : nil,
            nextAddress: number * UsersView.pageSize < all.count ? "/users?page=\(number + 1)" : nil
        )
        return page("users", "Users", view, call, status: status)
    }
}

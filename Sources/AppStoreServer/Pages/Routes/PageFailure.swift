internal import AppStoreCore
internal import Hummingbird
internal import Reporting

/// Why a page is not shown: what its place is taken by.
enum PageFailure: Error {
    /// There is nothing at the path, or nothing for who asks.
    case missing
    /// The method does not go with the path; those that do.
    case method([String])
    /// Somebody has to sign in first.
    case signIn
    /// It is known what is there, and it is not allowed.
    case denied(Decision.Reason)
    /// The form was not sent by a page of this session.
    case foreignForm
    /// The form's body is not one.
    case badForm

    /// The failure of a decision; nil for what is allowed.
    init?(_ decision: Decision) {
        switch decision {
        case .allow: return nil
        case .hide: self = .missing
        case .challenge: self = .signIn
        case .deny(let reason): self = .denied(reason)
        }
    }
}

/// A page that says what went wrong.
struct FailurePage {
    let heading: String
    let text: String
    /// One next step.
    let hint: String?
}

extension AppStoreError {
    /// The status of the answer.
    var pageStatus: HTTPResponse.Status {
        switch code {
        case .invalid, .refused: .badRequest
        case .notFound: .notFound
        case .exists: .conflict
        case .credentials: .forbidden
        case .tooManyAttempts: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .database, .files, .folder, .inUse: .internalServerError
        }
    }

    /// The problems as sentences for a page.
    var sentences: String {
        problems.map { problem in
            [problem.message, problem.hint].compactMap { $0 }.map(Self.sentence).joined(separator: " ")
        }.joined(separator: " ")
    }

    private static func sentence(_ text: String) -> String {
        let capital = text.prefix(1).uppercased() + text.dropFirst()
        return capital.last.map { ".?!".contains($0) } == true ? capital : capital + "."
    }
}

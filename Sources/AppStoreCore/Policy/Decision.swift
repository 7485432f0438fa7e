/// What is answered to somebody who wants to do something.
package enum Decision: Sendable, Hashable {
    /// It may be done.
    case allow
    /// Answer as if it did not exist.
    case hide
    /// Ask to log in first; what is there is not told.
    case challenge
    /// It may not be done, and why.
    case deny(Reason)

    /// Why something may not be done although the user knows what is there.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The user is disabled.
        case disabled
        /// The repository belongs to somebody else.
        case notOwner
        /// The repository would be under another user's name.
        case foreignNamespace
        /// Readers publish nothing.
        case readersPublishNothing
        /// The user's role is not enough.
        case role
        /// The token by which the user came does not give it.
        case tokenScope
        /// Nobody reviews their own work.
        case ownWork
        /// The action does not go with the resource.
        case notApplicable

        /// The reason for people, in the form of error messages.
        package var message: String {
            switch self {
            case .disabled: "the user is disabled"
            case .notOwner: "the repository belongs to another user"
            case .foreignNamespace: "repositories are made under the own name only, as 'NAME/…'"
            case .readersPublishNothing: "the user's role is 'reader', publishing needs 'creator'"
            case .role: "the user's role does not allow it"
            case .tokenScope: "the token does not allow it"
            case .ownWork: "moderators do not review their own datalabs"
            case .notApplicable: "it cannot be done here"
            }
        }
    }
}

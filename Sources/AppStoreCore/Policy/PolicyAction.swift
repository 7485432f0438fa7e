/// What somebody wants to do: with a repository, or with the AppStore itself.
package enum PolicyAction: String, Sendable, Hashable, CaseIterable {
    // With a repository.

    /// Read a manifest or a blob.
    case pull
    /// Read an image that nobody has approved, where there is a review.
    case pullUnreviewed
    /// Read the list of tags.
    case listTags
    /// Read what refers to a manifest.
    case listReferrers
    /// Use a blob of it in another repository.
    case mountFrom
    /// Upload, or set a tag.
    case push
    /// Delete a tag, a manifest or a blob.
    case delete
    /// See its datalab in the catalogue, in search and on its page.
    case seeInCatalogue
    /// Make it public or private.
    case changeVisibility
    /// Change the list of users of a private datalab.
    case changeReaders
    /// Give its datalab a star, or take it back.
    case star
    /// Start its datalab at the hub.
    case launch
    /// Approve or reject a version.
    case moderate

    // With the AppStore.

    /// Ask whether there is a registry, as `docker login` does.
    case useRegistry
    /// Search the catalogue; what is found is decided for each datalab.
    case search
    /// See oneself, and make or revoke own tokens.
    case manageOwnAccount
    /// See what waits for review.
    case seeReviews
    /// See and change users.
    case administerUsers
    /// See the metrics.
    case seeMetrics
    /// See the audit log.
    case seeAudit
    /// Collect garbage, check, back up.
    case maintain

    /// Whether it is done with a repository.
    package var concernsRepository: Bool {
        switch self {
        case .pull, .pullUnreviewed, .listTags, .listReferrers, .mountFrom, .push, .delete, .seeInCatalogue: true
        case .changeVisibility, .changeReaders, .star, .launch, .moderate: true
        case .useRegistry, .search, .manageOwnAccount, .seeReviews, .administerUsers: false
        case .seeMetrics, .seeAudit, .maintain: false
        }
    }

    /// The right a token must give for it; nil for what no scope of a token gives.
    package var right: TokenScope.Right? {
        switch self {
        case .pull, .pullUnreviewed, .listTags, .listReferrers, .mountFrom, .seeInCatalogue: .pull
        case .push: .push
        case .delete: .delete
        default: nil
        }
    }
}

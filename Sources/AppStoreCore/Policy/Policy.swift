internal import AppStoreAPI

/// Who may do what: the one place where that is decided.
///
/// The rules:
/// - A public repository is readable by everybody, without login.
/// - A private one is there for its owner, the users it lists, administrators, and moderators while a version of it waits for
///   review. Everybody else gets the answer that a missing one would give.
/// - A repository belongs to the user who is its owner, and to the user whose name it is under.
/// - Creators make repositories under their own name, administrators anywhere; only the owner and administrators push to one
///   and delete from it; readers never publish.
/// - A datalab is in the catalogue when a version of it is listed; its owner, moderators (while it waits) and administrators
///   see it before.
/// - Whoever has logged in and sees a datalab in the catalogue may launch it.
/// - Where versions are reviewed, a repository's images are what is approved for all but its owner, moderators and
///   administrators.
/// - A token gives what its user may and its scopes name; beyond that its holder may what anonymous may. `metrics` is a scope of
///   its own, for administrators' tokens.
package enum Policy {
    /// Decides.
    ///
    /// - Parameters:
    ///   - principal: who asks.
    ///   - action: for what.
    ///   - resource: with what.
    /// - Returns: what to answer.
    package static func decide(_ principal: Principal, _ action: PolicyAction, on resource: PolicyResource) -> Decision
    {
        switch principal {
        case .disabled:
            return .deny(.disabled)
        case .anonymous:
            return decide(nil, action, resource)
        case .user(let name, let role, let scopes):
            let user = Asker(name: name, role: role)
            guard let scopes else { return decide(user, action, resource) }
            return decide(user, scopes, action, resource)
        }
    }

    /// A user without the limits of a token.
    private struct Asker {
        let name: String
        let role: Role

        func owns(_ repository: String, _ access: RepositoryAccess) -> Bool {
            access.owner == name || isNamespace(of: repository)
        }

        func isNamespace(of repository: String) -> Bool {
            repository.hasPrefix("\(name)/")
        }
    }

    /// Decides for a user within the scopes of a token.
    private static func decide(
        _ user: Asker,
        _ scopes: [TokenScope],
        _ action: PolicyAction,
        _ resource: PolicyResource,
    ) -> Decision {
        let decision = decide(user, action, resource)
        if decide(nil, action, resource) == .allow { return .allow }
        guard case .repository(let name, let access) = resource else {
            if action == .seeMetrics, scopes.contains(.metrics) { return decision }
            // Asking whether there is a registry is how a token is tried.
            let isTrial = action == .useRegistry && scopes != [.metrics]
            return decision == .allow && !isTrial ? .deny(.tokenScope) : decision
        }
        if let right = action.right, scopes.contains(where: { $0.covers(right, in: name) }) { return decision }
        // Beyond its scopes a token must not tell a private repository from a missing one.
        let shown = access?.isPublic == true ? decision : decide(user, action, .repository(name, nil))
        return shown == .allow ? .deny(.tokenScope) : shown
    }

    private static func decide(_ user: Asker?, _ action: PolicyAction, _ resource: PolicyResource) -> Decision {
        switch resource {
        case .server:
            action.concernsRepository ? .deny(.notApplicable) : decideServer(user, action)
        case .repository(let name, let access):
            if !action.concernsRepository {
                .deny(.notApplicable)
            } else if let access, sees(user, name, access) {
                decideExisting(user, action, name, access)
            } else {
                decideMissing(user, action, name)
            }
        }
    }

    /// Whether a repository is there for somebody.
    private static func sees(_ user: Asker?, _ name: String, _ access: RepositoryAccess) -> Bool {
        if access.isPublic { return true }
        guard let user else { return false }
        return user.owns(name, access) || access.readers.contains(user.name) || user.role == .administrator
            || (user.role == .moderator && access.awaitsReview)
    }

    private static func decideMissing(_ user: Asker?, _ action: PolicyAction, _ name: String) -> Decision {
        guard let user else { return action == .seeInCatalogue ? .hide : .challenge }
        guard action == .push else { return .hide }
        if user.role == .administrator { return .allow }
        if user.role == .reader { return .deny(.readersPublishNothing) }
        return user.isNamespace(of: name) ? .allow : .deny(.foreignNamespace)
    }

    private static func decideExisting(
        _ user: Asker?,
        _ action: PolicyAction,
        _ name: String,
        _ access: RepositoryAccess,
    ) -> Decision {
        switch action {
        case .pull, .listTags, .listReferrers, .mountFrom: return .allow
        case .seeInCatalogue: return isInCatalogue(for: user, name, access) ? .allow : .hide
        default: break
        }
        guard let user else { return .challenge }
        let owns = user.owns(name, access)
        switch action {
        case .push, .delete:
            if user.role == .administrator { return .allow }
            if user.role == .reader { return .deny(.readersPublishNothing) }
            return owns ? .allow : .deny(.notOwner)
        case .pullUnreviewed:
            return owns || user.role >= .moderator ? .allow : .deny(.role)
        case .changeVisibility, .changeReaders:
            return owns || user.role == .administrator ? .allow : .deny(.notOwner)
        case .star, .launch:
            return isInCatalogue(for: user, name, access) ? .allow : .hide
        default:
            if user.role == .administrator { return .allow }
            if user.role < .moderator { return .deny(.role) }
            return owns ? .deny(.ownWork) : .allow
        }
    }

    private static func isInCatalogue(for user: Asker?, _ name: String, _ access: RepositoryAccess) -> Bool {
        if access.isListed { return true }
        guard let user else { return false }
        return user.owns(name, access) || user.role == .administrator
            || (user.role == .moderator && access.awaitsReview)
    }

    private static func decideServer(_ user: Asker?, _ action: PolicyAction) -> Decision {
        if action == .search { return .allow }
        guard let user else { return .challenge }
        switch action {
        case .useRegistry, .manageOwnAccount: return .allow
        case .seeReviews: return user.role >= .moderator ? .allow : .deny(.role)
        default: return user.role == .administrator ? .allow : .deny(.role)
        }
    }
}

internal import AppStoreAPI
internal import AppStoreCore
internal import HTTPTypes

/// One page, or one form of a page; what answers GET answers HEAD too.
typealias PageRoute = Route<PageSite, PageCall, PolicyAction?>

/// The pages of the AppStore, and their forms.
enum PageRoutes {
    /// Every page.
    ///
    /// Requests are dispatched from this table alone: what is not in it does not exist. The first that fits answers. With a
    /// slash at its end a datalab's address is nothing but its name, for names that end as another page does.
    static let all: [PageRoute] = [
        .init(.get, "/", .search) { try await $0.catalogue($1) },
        .init(.get, "/values", .search) { try await $0.values($1) },
        .init(.get, "/datalabs/{name}/icon", .seeInCatalogue) { try await $0.icon($1) },
        .init(.get, "/datalabs/{name}/settings", .changeVisibility) { try await $0.settings($1) },
        .init(.post, "/datalabs/{name}/settings", .changeVisibility) { try await $0.changeSettings($1) },
        .init(.get, "/datalabs/{name}/delete", .delete) { try await $0.deletion($1) },
        .init(.post, "/datalabs/{name}/delete", .delete) { try await $0.delete($1) },
        .init(.post, "/datalabs/{name}/star", .star) { try await $0.star($1) },
        .init(.post, "/datalabs/{name}/review", .moderate) { try await $0.review($1) },
        .init(.get, "/datalabs/{name}/versions/{reference}", .seeInCatalogue) { try await $0.version($1) },
        .init(.get, "/datalabs/{name}/", .seeInCatalogue) { try await $0.datalab($1) },
        .init(.get, "/datalabs/{name}", .seeInCatalogue) { try await $0.datalab($1) },
        .init(.get, "/launch/{name}[:{reference}]", .launch) { try await $0.launchForm($1) },
        .init(.post, "/launch/{name}[:{reference}]", .launch) { try await $0.launch($1) },
        .init(.get, "/running", .manageOwnAccount) { try await $0.runningDatalabs($1) },
        .init(.get, "/running/{reference}", .manageOwnAccount) { try await $0.runningDatalab($1) },
        .init(.get, "/running/{reference}/state", .manageOwnAccount) { try await $0.runningState($1) },
        .init(.get, "/running/{reference}/log", .manageOwnAccount) { try await $0.runningLog($1) },
        .init(.post, "/running/{reference}/stop", .manageOwnAccount) { try await $0.stopRunning($1) },
        .init(.get, "/oauth/authorize", .manageOwnAccount) { try await $0.authorize($1) },
        .init(.get, "/reviews", .seeReviews) { try await $0.reviews($1) },
        .init(.get, "/people/{reference}", .search) { try await $0.person($1) },
        .init(.get, "/store", .maintain) { try await $0.storeFigures($1) },
        .init(.post, "/store/collect", .maintain) { try await $0.collect($1) },
        .init(.get, "/users", .administerUsers) { try await $0.userList($1) },
        .init(.post, "/users/change", .administerUsers) { try await $0.changeUser($1) },
        .init(.get, "/audit", .seeAudit) { try await $0.audit($1) },
        .init(.get, "/account", .manageOwnAccount) { try await $0.account($1) },
        .init(.post, "/account/sessions/end", .manageOwnAccount) { try await $0.endSessions($1) },
        .init(.post, "/account/tokens", .manageOwnAccount) { try await $0.makeToken($1) },
        .init(.post, "/account/tokens/revoke", .manageOwnAccount) { try await $0.revokeToken($1) },
        .init(.post, "/account/password", .manageOwnAccount) { try await $0.changePassword($1) },
        .init(.get, "/sign-in", nil) { try await $0.signInForm($1) },
        .init(.post, "/sign-in", nil) { try await $0.signIn($1) },
        .init(.post, "/sign-out", nil) { try await $0.signOut($1) },
        .init(.get, "/style.css", nil) { try $0.asset("style.css", $1) },
        .init(.get, "/progress.js", nil) { try $0.asset("progress.js", $1) },
        .init(.get, "/favicon.svg", nil) { try $0.asset("favicon.svg", $1) },
        .init(.get, "/favicon.ico", nil) { try $0.asset("favicon.svg", $1) },
        .init(.get, "/icons/{name}", nil) { try $0.asset("icon-\($1.name)", $1) },
    ]
}

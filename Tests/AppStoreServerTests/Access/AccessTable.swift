/// What every route answers to everybody, for a public datalab, a private one and one that is not there.
///
/// The statuses are in the order of `Company.User`: anonymous, another user, a listed user, the owner, an administrator.
enum AccessTable {
    /// The statuses for one route.
    struct Row {
        let open: [Int]
        let closed: [Int]
        let missing: [Int]

        /// A route of a repository.
        init(_ open: [Int], _ closed: [Int], _ missing: [Int]) {
            self.open = open
            self.closed = closed
            self.missing = missing
        }

        /// A route without a repository.
        init(_ all: [Int]) {
            self.init(all, all, all)
        }

        subscript(visibility: Company.Visibility) -> [Int] {
            switch visibility {
            case .open: open
            case .closed: closed
            case .missing: missing
            }
        }
    }

    /// What reads: of a private one as of a missing one, unless it may be seen.
    private static let reading = Row([200, 200, 200, 200, 200], [401, 404, 200, 200, 200], [401, 404, 404, 404, 404])
    /// What reads the catalogue, which asks nobody to log in.
    private static let browsing = Row(
        [200, 200, 200, 200, 200],
        [404, 404, 200, 200, 200],
        [404, 404, 404, 404, 404]
    )

    /// What only the owner and administrators do, with the status it has for them, and for the first push of a repository.
    private static func writing(_ done: Int, missing: Int) -> Row {
        let row = [401, 403, 403, done, done]
        return Row(row, row, [401, 403, 403, missing, missing])
    }

    /// What only who began an upload, the owner, does.
    private static func uploading(_ done: Int) -> Row {
        Row([401, 403, 403, done, 404], [401, 403, 403, done, 404], [401, 403, 403, 404, 404])
    }

    /// What only the owner and administrators do with what is there.
    private static func managing(_ done: Int) -> Row {
        Row([401, 403, 403, done, done], [401, 404, 403, done, done], [401, 404, 404, 404, 404])
    }

    private static let everybody = Row([200, 200, 200, 200, 200])
    private static let userOnly = Row([401, 200, 200, 200, 200])
    private static let administratorOnly = Row([401, 403, 403, 403, 200])

    /// The expectation for each route, by method and pattern.
    static let rows: [String: Row] = [
        // The registry.
        "GET /v2/": userOnly,
        "HEAD /v2/": userOnly,
        "GET /v2/_catalog": everybody,
        "GET /v2/{name}/tags/list": reading,
        "GET /v2/{name}/manifests/{reference}": reading,
        "HEAD /v2/{name}/manifests/{reference}": reading,
        "PUT /v2/{name}/manifests/{reference}": writing(201, missing: 404),
        "DELETE /v2/{name}/manifests/{reference}": managing(202),
        // A repository that is not there has no referrers; a list of none tells nothing.
        "GET /v2/{name}/referrers/{reference}": Row(
            [200, 200, 200, 200, 200],
            [401, 200, 200, 200, 200],
            [401, 200, 200, 200, 200]
        ),
        "POST /v2/{name}/blobs/uploads/": writing(202, missing: 202),
        "POST /v2/{name}/blobs/uploads": writing(202, missing: 202),
        "GET /v2/{name}/blobs/uploads/{reference}": uploading(204),
        "PATCH /v2/{name}/blobs/uploads/{reference}": uploading(202),
        "PUT /v2/{name}/blobs/uploads/{reference}": uploading(201),
        "DELETE /v2/{name}/blobs/uploads/{reference}": uploading(204),
        "GET /v2/{name}/blobs/{reference}": reading,
        "HEAD /v2/{name}/blobs/{reference}": reading,
        "DELETE /v2/{name}/blobs/{reference}": managing(202),
        // The API.
        "GET /api/v1/openapi.json": everybody,
        "GET /api/v1/datalabs": everybody,
        "GET /api/v1/facets/{facet}": everybody,
        "GET /api/v1/datalabs/{name}": browsing,
        "GET /api/v1/datalabs/{name}/versions": browsing,
        "GET /api/v1/datalabs/{name}/icon": browsing,
        "DELETE /api/v1/datalabs/{name}": managing(204),
        "DELETE /api/v1/datalabs/{name}/versions/{digest}": managing(204),
        "DELETE /api/v1/repositories/{name}": managing(204),
        "GET /api/v1/repositories/{name}/manifests": managing(200),
        "PUT /api/v1/datalabs/{name}/star": Row(
            [401, 200, 200, 200, 200],
            [401, 404, 200, 200, 200],
            [401, 404, 404, 404, 404]
        ),
        "DELETE /api/v1/datalabs/{name}/star": Row(
            [401, 200, 200, 200, 200],
            [401, 404, 200, 200, 200],
            [401, 404, 404, 404, 404]
        ),
        "PUT /api/v1/datalabs/{name}/visibility": managing(204),
        "PUT /api/v1/datalabs/{name}/review": Row(
            [401, 403, 403, 403, 204],
            [401, 404, 403, 403, 204],
            [401, 404, 404, 404, 404]
        ),
        "GET /api/v1/reviews": administratorOnly,
        "GET /api/v1/me": userOnly,
        // With a wrong old password: a right one would be another user afterwards.
        "PUT /api/v1/me/password": Row([401, 403, 403, 403, 403]),
        "GET /api/v1/tokens": userOnly,
        "POST /api/v1/tokens": Row([401, 201, 201, 201, 201]),
        "DELETE /api/v1/tokens/{token}": Row([401, 204, 204, 204, 204]),
        "GET /api/v1/users": administratorOnly,
        // The pages; being sent to sign in counts as 401.
        "GET /": everybody,
        "GET /datalabs/{name}": browsing,
        "GET /datalabs/{name}/": browsing,
        "GET /datalabs/{name}/versions/{reference}": browsing,
        "GET /datalabs/{name}/icon": browsing,
        "GET /datalabs/{name}/settings": managing(200),
        "POST /datalabs/{name}/settings": managing(303),
        "GET /datalabs/{name}/delete": managing(200),
        "POST /datalabs/{name}/delete": managing(303),
        "POST /datalabs/{name}/star": Row(
            [401, 303, 303, 303, 303],
            [401, 404, 303, 303, 303],
            [401, 404, 404, 404, 404]
        ),
        "POST /datalabs/{name}/review": Row(
            [401, 403, 403, 403, 303],
            [401, 404, 403, 403, 303],
            [401, 404, 404, 404, 404]
        ),
        // Without a hub nothing can be launched; with one: LaunchTableTests.
        "GET /launch/{name}[:{reference}]": Row([401, 404, 404, 404, 404]),
        "POST /launch/{name}[:{reference}]": Row([401, 404, 404, 404, 404]),
        "GET /running": Row([401, 404, 404, 404, 404]),
        "GET /running/{reference}": Row([401, 404, 404, 404, 404]),
        "GET /running/{reference}/state": Row([401, 404, 404, 404, 404]),
        "GET /running/{reference}/log": Row([401, 404, 404, 404, 404]),
        "POST /running/{reference}/stop": Row([401, 404, 404, 404, 404]),
        "GET /oauth/authorize": Row([401, 404, 404, 404, 404]),
        "GET /progress.js": everybody,
        "GET /reviews": administratorOnly,
        "GET /people/{reference}": Row([404, 404, 404, 404, 404]),
        "GET /store": administratorOnly,
        "POST /store/collect": Row([401, 403, 403, 403, 303]),
        "GET /users": administratorOnly,
        "POST /users/change": Row([401, 403, 403, 403, 404]),
        "GET /audit": administratorOnly,
        "GET /values": Row([404, 404, 404, 404, 404]),
        "GET /account": userOnly,
        "POST /account/password": Row([401, 403, 403, 403, 403]),
        "POST /account/sessions/end": Row([401, 303, 303, 303, 303]),
        "POST /account/tokens": userOnly,
        "POST /account/tokens/revoke": Row([401, 303, 303, 303, 303]),
        "GET /sign-in": Row([200, 303, 303, 303, 303]),
        "POST /sign-in": Row([403, 303, 303, 303, 303]),
        "POST /sign-out": Row([303, 303, 303, 303, 303]),
        "GET /style.css": everybody,
        "GET /favicon.svg": everybody,
        "GET /favicon.ico": everybody,
        "GET /icons/{name}": everybody,
        // The rest.
        "GET /health": everybody,
        "GET /metrics": administratorOnly,
        "GET /token": everybody,
        "POST /token": Row([400, 200, 200, 200, 200]),
        "POST /hub/launches": Row([404, 404, 404, 404, 404]),
        "GET /hub/catalogue": Row([404, 404, 404, 404, 404]),
        "GET /hub/users": Row([404, 404, 404, 404, 404]),
        "POST /oauth/token": Row([404, 404, 404, 404, 404]),
        "GET /oauth/userinfo": Row([404, 404, 404, 404, 404]),
    ]
}

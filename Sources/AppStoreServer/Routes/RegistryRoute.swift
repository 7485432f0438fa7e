internal import AppStoreCore
internal import Hummingbird

/// One endpoint of the registry: how it is asked for, what must be allowed, and what answers.
struct RegistryRoute: Sendable {
    /// What answers a request that is allowed.
    typealias Answer = @Sendable (RegistryHandlers, RegistryCall) async throws -> Response

    /// The request's method.
    let method: HTTPRequest.Method
    /// The form of its path.
    let pattern: RoutePattern
    /// What is asked of ``Access`` before anything is done.
    let action: PolicyAction
    /// What answers.
    let answer: Answer

    init(_ method: HTTPRequest.Method, _ pattern: RoutePattern, _ action: PolicyAction, _ answer: @escaping Answer) {
        self.method = method
        self.pattern = pattern
        self.action = action
        self.answer = answer
    }

    /// Every endpoint (distribution-spec 1.1 and its development head, "Endpoints"; `_catalog` is Docker's).
    ///
    /// Requests are dispatched from this table alone: what is not in it does not exist. The first that fits answers.
    static let all: [RegistryRoute] = [
        RegistryRoute(.get, "/v2/", .useRegistry) { try await $0.ping($1) },
        RegistryRoute(.head, "/v2/", .useRegistry) { try await $0.ping($1) },
        RegistryRoute(.get, "/v2/_catalog", .search) { try await $0.catalog($1) },
        RegistryRoute(.get, "/v2/{name}/tags/list", .listTags) { try await $0.tags($1) },
        RegistryRoute(.get, "/v2/{name}/manifests/{reference}", .pull) { try await $0.manifest($1) },
        RegistryRoute(.head, "/v2/{name}/manifests/{reference}", .pull) { try await $0.manifest($1) },
        RegistryRoute(.put, "/v2/{name}/manifests/{reference}", .push) { try await $0.putManifest($1) },
        RegistryRoute(.delete, "/v2/{name}/manifests/{reference}", .delete) { try await $0.deleteManifest($1) },
        RegistryRoute(.get, "/v2/{name}/referrers/{reference}", .listReferrers) { try await $0.referrers($1) },
        RegistryRoute(.post, "/v2/{name}/blobs/uploads/", .push) { try await $0.beginUpload($1) },
        RegistryRoute(.post, "/v2/{name}/blobs/uploads", .push) { try await $0.beginUpload($1) },
        RegistryRoute(.get, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.uploadStatus($1) },
        RegistryRoute(.patch, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.patchUpload($1) },
        RegistryRoute(.put, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.finishUpload($1) },
        RegistryRoute(.delete, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.cancelUpload($1) },
        RegistryRoute(.get, "/v2/{name}/blobs/{reference}", .pull) { try await $0.blob($1) },
        RegistryRoute(.head, "/v2/{name}/blobs/{reference}", .pull) { try await $0.blobHead($1) },
        RegistryRoute(.delete, "/v2/{name}/blobs/{reference}", .delete) { try await $0.deleteBlob($1) },
    ]
}

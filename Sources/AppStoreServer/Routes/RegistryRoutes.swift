internal import AppStoreAPI
internal import AppStoreCore
internal import HTTPTypes

/// One endpoint of the registry.
typealias RegistryRoute = Route<RegistryHandlers, RegistryCall, PolicyAction>

/// The endpoints of the registry.
enum RegistryRoutes {
    /// Every endpoint (distribution-spec 1.1 and its development head, "Endpoints"; `_catalog` is Docker's).
    ///
    /// Requests are dispatched from this table alone: what is not in it does not exist. The first that fits answers.
    static let all: [RegistryRoute] = [
        .init(.get, "/v2/", .useRegistry) { try await $0.ping($1) },
        .init(.head, "/v2/", .useRegistry) { try await $0.ping($1) },
        .init(.get, "/v2/_catalog", .search) { try await $0.catalog($1) },
        .init(.get, "/v2/{name}/tags/list", .listTags) { try await $0.tags($1) },
        .init(.get, "/v2/{name}/manifests/{reference}", .pull) { try await $0.manifest($1) },
        .init(.head, "/v2/{name}/manifests/{reference}", .pull) { try await $0.manifest($1) },
        .init(.put, "/v2/{name}/manifests/{reference}", .push) { try await $0.putManifest($1) },
        .init(.delete, "/v2/{name}/manifests/{reference}", .delete) { try await $0.deleteManifest($1) },
        .init(.get, "/v2/{name}/referrers/{reference}", .listReferrers) { try await $0.referrers($1) },
        .init(.post, "/v2/{name}/blobs/uploads/", .push) { try await $0.beginUpload($1) },
        .init(.post, "/v2/{name}/blobs/uploads", .push) { try await $0.beginUpload($1) },
        .init(.get, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.uploadStatus($1) },
        .init(.patch, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.patchUpload($1) },
        .init(.put, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.finishUpload($1) },
        .init(.delete, "/v2/{name}/blobs/uploads/{reference}", .push) { try await $0.cancelUpload($1) },
        .init(.get, "/v2/{name}/blobs/{reference}", .pull) { try await $0.blob($1) },
        .init(.head, "/v2/{name}/blobs/{reference}", .pull) { try await $0.blobHead($1) },
        .init(.delete, "/v2/{name}/blobs/{reference}", .delete) { try await $0.deleteBlob($1) },
    ]
}

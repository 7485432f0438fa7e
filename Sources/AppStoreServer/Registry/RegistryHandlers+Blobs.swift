internal import AppStoreAPI
internal import AppStoreCore
internal import ContentStore
internal import Hummingbird
internal import NIOCore
internal import OCIModel
internal import SystemPackage

extension RegistryHandlers {
    /// `HEAD blobs/<digest>` (end-2): a client that finds a blob may leave its upload out, so the blob is kept for it.
    func blobHead(_ call: RegistryCall) async throws -> Response {
        let digest = try call.digest()
        try await checkReview(of: digest, in: call.name(), for: call.principal)
        let size = try await repositories.lease(digest, in: call.name())
        var headers = Self.headers(of: digest)
        headers[.contentLength] = "\(size)"
        return Response(status: .ok, headers: headers)
    }

    /// `GET blobs/<digest>` (end-2), whole or one range of it (RFC 9110, "Range Requests").
    func blob(_ call: RegistryCall) async throws -> Response {
        let digest = try call.digest(), name = try call.name()
        try await checkReview(of: digest, in: name, for: call.principal)
        let size = try await repositories.size(of: digest, in: name)
        let tag = "\"\(digest)\""
        var headers = Self.headers(of: digest)
        if Self.isKnown(tag, to: call.request) { return Response(status: .notModified, headers: headers) }
        let wanted = call.request.headers[.ifRange].map { $0 == tag } ?? true ? call.request.headers[.range] : nil
        switch ByteRange(wanted, of: size) {
        case .whole:
            let body = try await body(of: digest, 0..<size, size, call)
            return Response(status: .ok, headers: headers, body: body)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            let body = try await body(of: digest, range, size, call)
            return Response(status: .partialContent, headers: headers, body: body)
        case .unsatisfiable:
            let message = "'Range' is '\(wanted ?? "")', and the blob has \(size) bytes"
            throw RegistryFailure(
                .rangeNotSatisfiable,
                RegistryRefusal(.sizeInvalid, message),
                headers: [.contentRange: "bytes */\(size)"]
            )
        }
    }

    /// Refuses a blob that no approved image has, to whom only those are shown.
    private func checkReview(of digest: Digest, in name: RepositoryName, for principal: Principal) async throws {
        guard try await !isReadable(digest, in: name, for: principal) else { return }
        throw RegistryRefusal.unknown(digest, in: name)
    }

    /// Whether a blob is in what somebody may read of a repository.
    func isReadable(_ digest: Digest, in name: RepositoryName, for principal: Principal) async throws -> Bool {
        guard try await access.view(principal, of: name) == .approved else { return true }
        return try await repositories.isApproved(digest, in: name)
    }

    private func body(
        of digest: Digest,
        _ range: Range<Int64>,
        _ size: Int64,
        _ call: RegistryCall
    ) async throws -> ResponseBody {
        do {
            if let small = try await contents.read(digest, size: size, disk) {
                let slice = small.getSlice(at: Int(range.lowerBound), length: range.count)
                return ResponseBody(byteBuffer: slice ?? ByteBuffer())
            }
            let file = try await disk.run { [blobs = repositories.blobs] in try BlobFile(blobs.path(of: digest)) }
            return file.body(range, disk, call.channel)
        } catch let error as StoreError where error.code == .system(.noSuchFileOrDirectory) {
            // Collected since memory learned of it.
            try repositories.forget(digest, in: call.name())
            throw RegistryRefusal(.blobUnknown, "there is no blob '\(digest)' any more")
        }
    }

    /// `DELETE blobs/<digest>` (end-10).
    func deleteBlob(_ call: RegistryCall) async throws -> Response {
        try await repositories.remove(try call.digest(), from: call.name())
        return Response(status: .accepted)
    }

    private static func headers(of digest: Digest) -> HTTPFields {
        var headers: HTTPFields = [
            .contentType: "application/octet-stream", .eTag: "\"\(digest)\"", .acceptRanges: "bytes",
        ]
        headers[.contentDigest] = "\(digest)"
        return headers
    }
}

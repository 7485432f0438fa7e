internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

extension RegistryHandlers {
    /// `POST blobs/uploads/` (end-4, end-11): begins an upload, takes a whole blob, or mounts one.
    func beginUpload(_ call: RegistryCall) async throws -> Response {
        let name = try call.name()
        if let digest = try call.digest(parameter: "mount") {
            if let mounted = try await mount(digest, call, to: name) { return mounted }
            return try await session(call, for: name, digest.algorithm)
        }
        if let digest = try call.digest(parameter: "digest") {
            let (upload, room) = try await begin(
                call,
                for: name,
                digest.algorithm,
                expecting: call.contentLength() ?? 0
            )
            do {
                try await receive(call, into: upload, from: 0, within: room, finishingAs: digest)
            } catch {
                // Nobody knows of this upload, so nobody can go on with it.
                try await cancel(upload)
                throw error
            }
            return created(digest, in: name)
        }
        let word = call.parameter("digest-algorithm") ?? Digest.Algorithm.sha256.rawValue
        guard let algorithm = Digest.Algorithm(rawValue: word) else {
            throw RegistryRefusal(.digestInvalid, "'\(word)' is not a known kind of digest; sha256 and sha512 are")
        }
        return try await session(call, for: name, algorithm)
    }

    private func session(
        _ call: RegistryCall,
        for name: RepositoryName,
        _ algorithm: Digest.Algorithm
    ) async throws -> Response {
        let (upload, _) = try await begin(call, for: name, algorithm, expecting: nil)
        return Response(status: .accepted, headers: try await progress(of: upload))
    }

    /// Begins an upload where there is room for what is expected with the same request; nothing is when it is nil.
    private func begin(
        _ call: RegistryCall,
        for name: RepositoryName,
        _ algorithm: Digest.Algorithm,
        expecting bytes: Int64?
    ) async throws -> (Upload, StorageRoom?) {
        let room = try await room(for: name, call)
        try uploads.ledger.check(max(1, bytes ?? 0), within: room)
        let upload = try await disk.run { [uploads] in
            try uploads.begin(
                for: name,
                algorithm,
                by: call.principal.name,
                account: room?.account ?? "",
                isOneRequest: bytes != nil
            )
        }
        return (upload, room)
    }

    private func room(for name: RepositoryName, _ call: RegistryCall) async throws -> StorageRoom? {
        try await quota?.room(for: name, by: call.principal.name, in: access.database, uploads.ledger)
    }

    /// Mounts a blob from the repository named, or from any that whoever asks may pull from.
    private func mount(_ digest: Digest, _ call: RegistryCall, to name: RepositoryName) async throws -> Response? {
        let sources: [RepositoryName]
        if let text = call.parameter("from") {
            guard let source = RepositoryName(text) else {
                throw RegistryRefusal(.nameInvalid, "'\(text)' is not the name of a repository")
            }
            sources = [source]
        } else {
            sources = try await repositories.holders(of: digest)
        }
        for source in sources where try await access.allows(call.principal, .mountFrom, on: source) {
            guard try await isReadable(digest, in: source, for: call.principal) else { continue }
            let isMounted = try await repositories.mount(digest, from: source, to: name, by: call.principal.name)
            if isMounted { return created(digest, in: name) }
        }
        if let source = try await sourceBeyondToken(sources, call) {
            throw access.challenge(call.request, .push, name, mountingFrom: source, error: "insufficient_scope")
        }
        return nil
    }

    /// The first of the sources that another token may give: one that this token was not asked for.
    ///
    /// A source that the client names is answered so whether it exists or not; others only where the client's credentials show
    /// them.
    private func sourceBeyondToken(_ sources: [RepositoryName], _ call: RegistryCall) async throws -> RepositoryName? {
        guard let token = call.asker.registryToken else { return nil }
        let isNamed = call.parameter("from") != nil
        let user = call.principal.limited(to: token.limit)
        for source in sources where !token.wasAsked(for: source.text) {
            if isNamed { return source }
            if try await access.allows(user, .mountFrom, on: source) { return source }
        }
        return nil
    }

    /// `GET blobs/uploads/<id>` (end-13): how far an upload is.
    func uploadStatus(_ call: RegistryCall) async throws -> Response {
        let upload = try await upload(of: call)
        return Response(status: .noContent, headers: try await progress(of: upload))
    }

    /// `PATCH blobs/uploads/<id>` (end-5): more bytes, with or without saying where they go.
    func patchUpload(_ call: RegistryCall) async throws -> Response {
        let upload = try await upload(of: call)
        do {
            try await receive(
                call,
                into: upload,
                from: try Self.offset(of: call),
                within: room(for: upload.repository, call)
            )
        } catch let refusal as RegistryRefusal where refusal.code == .denied {
            // It cannot end, and must not keep what it has taken.
            try await cancel(upload)
            throw refusal
        }
        return Response(status: .accepted, headers: try await progress(of: upload))
    }

    /// `PUT blobs/uploads/<id>?digest=` (end-6): the rest, if any, and the end.
    func finishUpload(_ call: RegistryCall) async throws -> Response {
        let upload = try await upload(of: call)
        guard let digest = try call.digest(parameter: "digest") else {
            throw RegistryRefusal(.digestInvalid, "the query has no 'digest'")
        }
        do {
            let room = try await room(for: upload.repository, call)
            try await receive(call, into: upload, from: try Self.offset(of: call), within: room, finishingAs: digest)
        } catch let refusal as RegistryRefusal where [.digestInvalid, .denied].contains(refusal.code) {
            // What has arrived is not the blob, and cannot become it; or there is no room for it.
            try await cancel(upload)
            throw refusal
        }
        return created(digest, in: upload.repository)
    }

    /// `DELETE blobs/uploads/<id>` (end-14).
    func cancelUpload(_ call: RegistryCall) async throws -> Response {
        let upload = try await upload(of: call)
        try await cancel(upload)
        return Response(status: .noContent)
    }

    // An upload is locked while its bytes are written, hashed or synced, so whatever asks it something may wait for that.

    private func upload(of call: RegistryCall) async throws -> Upload {
        let name = try call.name()
        return try await disk.run { [uploads] in try uploads.find(call.reference, for: name, by: call.principal.name) }
    }

    private func cancel(_ upload: Upload) async throws {
        try await disk.run { [uploads] in uploads.cancel(upload) }
    }

    /// Takes a request's body into an upload, and makes the upload a blob where a digest is given.
    private func receive(
        _ call: RegistryCall,
        into upload: Upload,
        from offset: Int64?,
        within room: StorageRoom?,
        finishingAs digest: Digest? = nil
    ) async throws {
        try uploads.ledger.check(try call.contentLength() ?? 0, within: room)
        guard let writer = try await disk.run({ upload.takeOver(at: offset) }) else {
            let message = "the upload does not end where the chunk begins, at \(offset ?? 0)"
            throw RegistryFailure(
                .rangeNotSatisfiable,
                RegistryRefusal(.blobUploadInvalid, message),
                headers: try await progress(of: upload)
            )
        }
        let body = UploadBody(
            call: call,
            upload: upload,
            writer: writer,
            ledger: uploads.ledger,
            room: room,
            disk: disk,
            receivedBytes: receivedBytes
        )
        try await body.receive()
        guard let digest else { return }
        let finished = try await disk.run { try upload.finish(as: digest, by: writer) }
        try await repositories.add(finished, to: upload.repository, by: call.principal.name)
        try await disk.run { [uploads] in uploads.forget(upload) }
    }

    /// Where a chunk says that it goes (`Content-Range: <first>-<last>`); nil when it does not say.
    private static func offset(of call: RegistryCall) throws -> Int64? {
        guard let text = call.request.headers[.contentRange] else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = number(parts[0]), let last = number(parts[1]), first <= last else {
            let message =
                "'Content-Range' is '\(text)', not '<first byte>-<last byte>' with numbers up to \(BoundedNumber.largestSize)"
            throw RegistryFailure(.badRequest, RegistryRefusal(.blobUploadInvalid, message))
        }
        if let length = try call.contentLength(), length != last - first + 1 {
            let message = "'Content-Range' is '\(text)', and 'Content-Length' \(length)"
            throw RegistryRefusal(.sizeInvalid, message)
        }
        return first
    }

    private static func number(_ text: Substring) -> Int64? {
        BoundedNumber.read(text, in: 0...BoundedNumber.largestSize)
    }

    /// The headers that tell how far an upload is; of one that has nothing, `0-0`, as registries have always said.
    private func progress(of upload: Upload) async throws -> HTTPFields {
        let size = try await disk.run { upload.size }
        var headers: HTTPFields = [.location: "/v2/\(upload.repository)/blobs/uploads/\(upload.id)"]
        headers[.range] = "0-\(max(0, size - 1))"
        headers[.uploadID] = upload.id
        return headers
    }

    private func created(_ digest: Digest, in name: RepositoryName) -> Response {
        var headers: HTTPFields = [.location: "/v2/\(name)/blobs/\(digest)"]
        headers[.contentDigest] = "\(digest)"
        return Response(status: .created, headers: headers)
    }
}

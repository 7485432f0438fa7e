internal import AppStoreAPI
internal import AppStoreCore
internal import HTTPTypes
internal import Hashing
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import OCIModel

extension RegistryHandlers {
    /// `GET` and `HEAD manifests/<reference>` (end-2, end-3).
    func manifest(_ call: RegistryCall) async throws -> Response {
        let name = try call.name()
        let view = try await access.view(call.principal, of: name)
        let manifest = try await repositories.manifest(ManifestReference(call.reference), in: name, view)
        let tag = "\"\(manifest.digest)\""
        var headers: HTTPFields = [.contentType: manifest.mediaType, .eTag: tag]
        headers[.contentDigest] = "\(manifest.digest)"
        if Self.isKnown(tag, to: call.request) { return Response(status: .notModified, headers: headers) }
        guard call.request.method == .get else {
            headers[.contentLength] = "\(manifest.bytes.count)"
            return Response(status: .ok, headers: headers)
        }
        let address = access.address.client(of: call.request, call.channel)
        repositories.notePull(of: manifest, from: name, by: address)
        let body = ResponseBody(byteBuffer: ByteBuffer(bytes: manifest.bytes))
        return Response(status: .ok, headers: headers, body: body)
    }

    /// `PUT manifests/<reference>` (end-7a), with `tag` parameters for a digest (end-7b).
    func putManifest(_ call: RegistryCall) async throws -> Response {
        let name = try call.name(), reference = try ManifestReference(call.reference)
        let bytes = try await manifestBody(of: call)
        let type = call.request.headers[.contentType]?.split(separator: ";").first.map(String.init)
        let algorithm = if case .digest(let digest) = reference { digest.algorithm } else { Digest.Algorithm.sha256 }
        // Large manifests take a while to read.
        let (content, digest) = try await disk.run {
            (try ManifestContent(bytes, declaredType: type), Digest(of: bytes, by: algorithm))
        }
        let tags = try tags(of: call, reference, digest)
        let condition = try ManifestCondition(
            on: reference,
            match: call.request.headers[.ifMatch],
            noneMatch: call.request.headers[.ifNoneMatch]
        )
        let push = Repositories.ManifestPush(
            digest: digest,
            content: content,
            tags: tags,
            pusher: call.principal.name,
            condition: condition
        )
        let warnings = try await add(push, to: name, reference)
        var headers: HTTPFields = [.location: "/v2/\(name)/manifests/\(digest)"]
        headers[.contentDigest] = "\(digest)"
        if let subject = content.subject { headers[.subject] = "\(subject)" }
        if case .digest = reference {
            for tag in tags { headers.append(HTTPField(name: .pushedTag, value: tag)) }
        }
        for warning in warnings.prefix(Self.mostWarnings) {
            headers.append(HTTPField(name: .warning, value: Self.warning(warning)))
        }
        call.logger.info("pushed", metadata: ["repository": "\(name)", "manifest": "\(digest)", "tags": "\(tags)"])
        return Response(status: .created, headers: headers)
    }

    private func add(
        _ push: Repositories.ManifestPush,
        to name: RepositoryName,
        _ reference: ManifestReference
    ) async throws -> [String] {
        do {
            return try await repositories.add(push, to: name)
        } catch let failed as ManifestCondition.Failed {
            let found = failed.found.map { "is '\($0)'" } ?? "is not there"
            let message = "the condition does not hold: what is pushed to \(found); look at it, and push again"
            let headers: HTTPFields = failed.found.map { [.eTag: "\"\($0)\""] } ?? [:]
            throw RegistryFailure(.preconditionFailed, RegistryRefusal(.denied, message), headers: headers)
        }
    }

    /// So many warnings are told at most.
    private static let mostWarnings = 10

    /// A warning as a header holds it (distribution-spec 1.1, "Warnings"): printable characters in quotes.
    private static func warning(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(500).map { (0x20...0x7E).contains($0.value) ? Character($0) : "?" }
        return "299 - \"\(String(shown).replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// So many tags may be set by one request; registries must take 10 (distribution-spec's development head, end-7b).
    static let mostTags = 16

    private func tags(of call: RegistryCall, _ reference: ManifestReference, _ digest: Digest) throws -> [String] {
        switch reference {
        case .tag(let tag): return [tag]
        case .digest(let named):
            guard named == digest else {
                throw RegistryRefusal(.digestInvalid, "the manifest has the digest '\(digest)', not '\(named)'")
            }
            let tags = call.request.uri.queryParameters[values: "tag"].map(String.init)
            guard Set(tags).count <= Self.mostTags else {
                let message = "the request names \(Set(tags).count) tags, at most \(Self.mostTags) are set at once"
                throw RegistryFailure(.uriTooLong, RegistryRefusal(.unsupported, message))
            }
            for tag in tags where !ImageReference.isTag(tag) {
                throw RegistryRefusal(.manifestInvalid, "'\(tag)' is not a tag: \(ImageReference.tagForm)")
            }
            return tags.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }

    private func manifestBody(of call: RegistryCall) async throws -> [UInt8] {
        let limit = ManifestReader.sizeLimit
        let tooLarge = RegistryFailure(
            .contentTooLarge,
            RegistryRefusal(.sizeInvalid, "a manifest may have \(limit) bytes at the most")
        )
        if let length = try call.contentLength(), length > limit { throw tooLarge }
        call.inviteBody()
        var bytes: [UInt8] = []
        do {
            for try await piece in call.request.body {
                guard bytes.count + piece.readableBytes <= limit else { throw tooLarge }
                bytes += piece.readableBytesView
            }
        } catch {
            throw error is RegistryFailure ? error : ConnectionBroken(cause: error)
        }
        return bytes
    }

    /// `DELETE manifests/<reference>` (end-9): a tag, or a manifest with all its tags.
    func deleteManifest(_ call: RegistryCall) async throws -> Response {
        try await repositories.remove(ManifestReference(call.reference), from: call.name(), by: call.principal.name)
        return Response(status: .accepted)
    }
}

internal import HTTPTransfer
internal import Hashing
public import OCIModel

extension Registry {
    /// The manifest or index of a reference.
    ///
    /// - Parameter reference: an image of this registry; without tag and digest, its tag `latest`.
    /// - Returns: the manifest; its digest is that of its bytes, and the reference's own where that has one.
    /// - Throws: `RegistryError`: `notFound`, `unauthorized`, `refused`, `mismatch`, `malformed`; `TransferError`.
    public func manifest(_ reference: ImageReference) async throws -> RemoteManifest {
        var request = RegistryRequest(.get, path(reference), scopes: [.pull(reference.repository)])
        request.limit = UInt64(ManifestReader.sizeLimit)
        request.headers["Accept"] = [
            MediaType.index, MediaType.manifest, MediaType.dockerManifestList, MediaType.dockerManifest,
        ].joined(separator: ", ")
        let answer: Answer
        do {
            answer = try await send(request)
        } catch let error as TransferError where error.code == .size {
            throw RegistryError(.tooLarge, reference, "the manifest has more than \(ManifestReader.sizeLimit) bytes")
        }
        guard answer.response.status == 200 else { throw refusal(answer, "the image cannot be read", "\(reference)") }
        return try received(answer, reference)
    }

    /// The digest that a reference names; nil when there is no such image.
    ///
    /// - Parameter reference: an image of this registry.
    /// - Returns: the digest.
    /// - Throws: `RegistryError`, `TransferError`.
    public func digest(of reference: ImageReference) async throws -> Digest? {
        do {
            return try await manifest(reference).descriptor.digest
        } catch let error as RegistryError where error.code == .notFound {
            return nil
        }
    }

    /// Stores a manifest under a tag or its digest; all it names must be there.
    ///
    /// - Parameters:
    ///   - bytes: the manifest, kept byte for byte.
    ///   - descriptor: its type and digest.
    ///   - reference: where; without a tag, under its digest.
    /// - Returns: whether the registry knows the referrers API and took note of the manifest's subject.
    /// - Throws: `RegistryError`: `mismatch` when the registry kept something else, and as of ``manifest(_:)``.
    @discardableResult
    func put(_ bytes: [UInt8], _ descriptor: Descriptor, at reference: ImageReference) async throws -> Bool {
        var request = RegistryRequest(.put, path(reference), scopes: [.push(reference.repository)])
        request.headers["Content-Type"] = descriptor.mediaType
        request.body = .bytes(bytes)
        let answer = try await send(request)
        guard answer.response.isSuccess else { throw refusal(answer, "the manifest was not taken", "\(reference)") }
        if let text = answer.header("Docker-Content-Digest"), !Self.isDigest(text, of: bytes, descriptor) {
            let detail = "the registry keeps the manifest as '\(printable(text))', it is \(descriptor.digest)"
            throw RegistryError(.mismatch, reference, detail)
        }
        return answer.header("OCI-Subject") != nil
    }

    /// Whether a text is a digest of a manifest; under a tag registries name the one by SHA-256, whatever we know it by.
    private static func isDigest(_ text: String, of bytes: [UInt8], _ descriptor: Descriptor) -> Bool {
        text == "\(descriptor.digest)" || Digest(text).map { $0 == Digest(of: bytes, by: $0.algorithm) } ?? false
    }

    /// The tags of a repository, in the registry's order.
    ///
    /// - Parameter repository: a repository of this registry.
    /// - Returns: the tags.
    /// - Throws: `RegistryError`: `notFound`, `malformed` when the list has no end; `TransferError`.
    public func tags(of repository: String) async throws -> [String] {
        struct Page: Decodable { var tags: [String]? }
        var tags: [String] = []
        var request = RegistryRequest(.get, "\(repository)/tags/list?n=1000", scopes: [.pull(repository)])
        request.limit = 8 << 20
        var seen: Set<String> = []
        while seen.count < 200 {
            let answer = try await send(request)
            guard answer.response.status == 200 else {
                throw refusal(answer, "the tags cannot be read", "\(host)/\(repository)")
            }
            guard let page = try? CanonicalJSON.decode(Page.self, from: answer.content) else {
                throw RegistryError(.malformed, "\(host)/\(repository)", "the list of tags is not understood")
            }
            if let wrong = (page.tags ?? []).first(where: { !ImageReference.isTag($0) }) {
                throw RegistryError(.malformed, "\(host)/\(repository)", "'\(printable(wrong, limit: 60))' is no tag")
            }
            tags += page.tags ?? []
            // A page that leads back to one before it leads nowhere.
            guard let next = try await nextPage(answer) else { return tags }
            guard seen.insert(next.text).inserted else { break }
            request.target = .url(next)
        }
        throw RegistryError(.malformed, "\(host)/\(repository)", "the list of tags has no end")
    }

    private func received(_ answer: Answer, _ reference: ImageReference) throws -> RemoteManifest {
        let digest = Digest(of: answer.content, by: reference.digest?.algorithm ?? .sha256)
        if let wanted = reference.digest, wanted != digest {
            throw RegistryError(.mismatch, reference, "the registry gave the content of \(digest)")
        }
        for text in answer.response.headers.values("Docker-Content-Digest") {
            guard let told = Digest(text) else {
                throw RegistryError(.malformed, reference, "the registry says the content is '\(printable(text))'")
            }
            guard told == digest || told.algorithm != digest.algorithm else {
                throw RegistryError(.mismatch, reference, "the registry says the content is \(told), it is \(digest)")
            }
        }
        let type = answer.header("Content-Type").map { $0.prefix { $0 != ";" }.lowercased() }
        // Old registries call every manifest plain JSON.
        let mediaType = type == "application/json" ? nil : type
        return try RemoteManifest(answer.content, mediaType: mediaType, digest: digest, subject: "\(reference)")
    }

    private func path(_ reference: ImageReference) -> String {
        let name = reference.digest.map { "\($0)" } ?? reference.tag ?? "latest"
        return "\(reference.repository)/manifests/\(name)"
    }

    /// The page after an answer: the target of a `Link` field with `rel="next"` (RFC 8288); nil for the last one.
    func nextPage(_ answer: Answer) async throws -> TransferURL? {
        for value in answer.response.headers.values("Link")
        where value.contains("rel=\"next") || value.contains("rel=next") {
            guard let open = value.firstIndex(of: "<"), let close = value.firstIndex(of: ">"), open < close else {
                throw RegistryError(.malformed, host, "the next page is at '\(printable(value, limit: 60))'")
            }
            return try await rebased(String(value[value.index(after: open)..<close]), on: answer.response.url)
        }
        return nil
    }
}

internal import HTTPTransfer
internal import Hashing
public import OCIModel

extension Registry {
    /// The manifests that refer to an image: signatures, lists of what is inside, records of builds.
    ///
    /// By the referrers API, and where a registry has none by the tag that stands in for it (distribution-spec 1.1).
    ///
    /// - Parameter reference: an image of this registry.
    /// - Returns: the referrers' descriptors, in the registry's order.
    /// - Throws: `RegistryError`, `TransferError`.
    public func referrers(of reference: ImageReference) async throws -> [Descriptor] {
        let digest =
            if let digest = reference.digest { digest } else { try await manifest(reference).descriptor.digest }
        let path = "\(reference.repository)/referrers/\(digest)"
        var request = RegistryRequest(.get, path, scopes: [.pull(reference.repository)])
        request.limit = UInt64(ManifestReader.sizeLimit)
        request.headers["Accept"] = MediaType.index
        var found: [Descriptor] = []
        for _ in 0..<100 {
            let answer = try await send(request)
            if answer.response.status == 404 {
                return try await ReferrersTag(self, reference.repository).referrers(of: digest)
            }
            guard answer.response.status == 200 else {
                throw refusal(answer, "the referrers cannot be read", "\(reference)")
            }
            found += try referrers(in: answer, reference)
            guard let next = try await nextPage(answer) else { return found }
            request.target = .url(next)
        }
        throw RegistryError(.malformed, reference, "the list of referrers has no end")
    }

    private func referrers(in answer: Answer, _ reference: ImageReference) throws -> [Descriptor] {
        let type = answer.header("Content-Type").map { String($0.prefix { $0 != ";" }).lowercased() }
        let page = try RemoteManifest(
            answer.content,
            mediaType: type,
            digest: .sha256(of: answer.content),
            subject: "\(reference)"
        )
        guard case .index(let index) = page.content else {
            throw RegistryError(.malformed, reference, "the list of referrers is not an index")
        }
        return index.manifests
    }
}

internal import HTTPTransfer

/// Fetches pages of package indexes, for saying exactly why there is no wheel.
struct IndexPages: Sendable {
    private let session = TransferSession()

    /// The content of a page in a form that is asked for by its media type.
    ///
    /// - Throws: `TransferError`, also for an address that is none.
    func fetch(_ url: String, _ accept: String) async throws -> [UInt8] {
        var request = TransferRequest(.get, try TransferURL(url))
        request.headers["Accept"] = accept
        return try await session.send(request).content
    }
}

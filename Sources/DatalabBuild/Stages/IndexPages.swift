internal import HTTPTransfer
internal import PythonPackages

/// Fetches pages of package indexes, for saying exactly why there is no wheel.
struct IndexPages: Sendable {
    let credentials: IndexCredentials
    private let session = TransferSession()

    init(credentials: IndexCredentials) {
        self.credentials = credentials
    }

    /// The content of a page in a form that is asked for by its media type.
    ///
    /// - Throws: `TransferError`, also for an address that is none, and for a page that the server does not have.
    func fetch(_ url: String, _ accept: String) async throws -> [UInt8] {
        let address = try TransferURL(url)
        var request = TransferRequest(.get, address)
        request.credentials = credentials.credentials(for: address)
        request.headers["Accept"] = accept
        let (response, content) = try await session.send(request)
        guard response.isSuccess else {
            throw TransferError(.status(response.status), url: url, detail: "the server answered \(response.status)")
        }
        return content
    }
}

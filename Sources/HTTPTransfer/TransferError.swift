public import Reporting

/// Why a transfer failed; names the URL without credentials and query.
public struct TransferError: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public enum Code: Sendable, Hashable {
        /// The text is not a URL that can be fetched.
        case invalidURL
        /// The URL is plain `http` to another machine, which was not allowed.
        case plainHTTP
        /// The server redirected to a place that is not allowed, or too often.
        case redirect
        /// The server redirected a request with content to another server, which gets nothing of it.
        case foreignBody
        /// The server could not be reached, or the connection was lost.
        case connection
        /// The server's certificate was not accepted.
        case certificate
        /// Connecting, or the whole transfer, took too long, or no bytes came for too long.
        case timeout
        /// The server answered with a status that is not a success.
        case status(Int)
        /// The content has another size than expected, or is larger than allowed.
        case size
        /// The server's answer breaks the protocol.
        case protocolError
    }

    /// What went wrong.
    public let code: Code
    /// The URL that was asked for, without credentials, query and fragment.
    public let url: String
    /// What was found and what was expected.
    public let detail: String
    /// How often the request was made; 0 when it was not.
    public var attempts: Int

    /// A failed transfer.
    public init(_ code: Code, url: String, detail: String, attempts: Int = 0) {
        self.code = code
        self.url = url
        self.detail = detail
        self.attempts = attempts
    }

    /// `temporary` where the same request may work later, `noPermission` for 401 and 403.
    public var failureClass: FailureClass {
        switch code {
        case .invalidURL, .plainHTTP, .size: .data
        case .status(401), .status(403), .status(407): .noPermission
        case .status(408), .status(425), .status(429), .status(500...599), .timeout: .temporary
        case .redirect, .foreignBody, .connection, .certificate, .protocolError, .status: .unavailable
        }
    }

    /// The failure as one error.
    public var problems: [Problem] {
        let tries = attempts > 1 ? " (\(attempts) attempts)" : ""
        let place = url.isEmpty ? "" : " '\(url)'"
        return [.error("cannot fetch\(place): \(detail)\(tries)", hint: hint)]
    }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }

    private var hint: String? {
        switch code {
        case .invalidURL, .redirect, .status, .size, .protocolError: nil
        case .plainHTTP: "use 'https', or allow plain 'http' for this server"
        case .foreignBody: "name that server instead, if it is the one that is meant"
        case .certificate: "name a file of trusted certificates in 'SSL_CERT_FILE'"
        case .connection: "check the network, and 'https_proxy' if there is a proxy"
        case .timeout: "try again later"
        }
    }
}

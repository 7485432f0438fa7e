internal import CCurl

/// What one of libcurl's result codes means for a request.
struct TransferFault {
    let code: TransferError.Code
    /// Whether the next attempt may succeed.
    let mayPass: Bool
    /// Whether the server may have acted on the request.
    let requestMayHaveArrived: Bool

    init(_ result: CURLcode) {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR:
            self.init(.connection, mayPass: true, arrived: false)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM,
            CURLE_AGAIN:
            self.init(.connection, mayPass: true, arrived: true)
        case CURLE_OPERATION_TIMEDOUT:
            self.init(.timeout, mayPass: true, arrived: true)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_INVALIDCERTSTATUS:
            self.init(.certificate, mayPass: false, arrived: false)
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
            self.init(.protocolError, mayPass: false, arrived: true)
        default:
            self.init(.connection, mayPass: false, arrived: true)
        }
    }

    private init(_ code: TransferError.Code, mayPass: Bool, arrived: Bool) {
        self.code = code
        self.mayPass = mayPass
        requestMayHaveArrived = arrived
    }
}

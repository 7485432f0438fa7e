internal import CCurl

/// libcurl's global state, started once for the process.
enum CurlLibrary {
    private static let started: CURLcode = curl_global_init(Int(CURL_GLOBAL_SSL | CURL_GLOBAL_WIN32))

    /// Starts libcurl; further calls do nothing.
    static func start() {
        precondition(started == CURLE_OK, "libcurl could not be started")
    }
}

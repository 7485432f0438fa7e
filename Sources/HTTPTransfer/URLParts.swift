internal import CCurl

/// Owns libcurl's parsed form of a URL.
@safe final class URLParts {
    private let handle: OpaquePointer

    init(_ text: String) throws(TransferError) {
        CurlLibrary.start()
        guard let handle = unsafe curl_url() else { fatalError("out of memory for a URL") }
        unsafe self.handle = handle
        try set(text, flags: 0)
    }

    deinit {
        unsafe curl_url_cleanup(handle)
    }

    /// Takes a reference relative to what is already here; spaces in it are encoded, as browsers do.
    func resolve(_ reference: String) throws(TransferError) {
        try set(reference, flags: UInt32(CURLU_URLENCODE))
    }

    subscript(part: CURLUPart) -> String? { value(part, flags: UInt32(CURLU_DEFAULT_PORT)) }

    func decoded(_ part: CURLUPart) -> String? { value(part, flags: UInt32(CURLU_URLDECODE)) }

    func remove(_ part: CURLUPart) {
        unsafe curl_url_set(handle, part, nil, 0)
    }

    func failure(_ reason: String) -> TransferError {
        for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT, CURLUPART_QUERY] {
            remove(part)
        }
        return TransferError(.invalidURL, url: value(CURLUPART_URL, flags: 0) ?? "", detail: reason)
    }

    private func set(_ text: String, flags: UInt32) throws(TransferError) {
        guard !text.utf8.contains(0) else { throw failure("a zero byte in the URL") }
        let code = unsafe curl_url_set(handle, CURLUPART_URL, text, flags)
        guard code == CURLUE_OK else { throw failure(unsafe String(cString: curl_url_strerror(code)).lowercased()) }
    }

    private func value(_ part: CURLUPart, flags: UInt32) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let wanted = part == CURLUPART_URL ? 0 : flags
        guard unsafe curl_url_get(handle, part, &text, wanted) == CURLUE_OK, let text = unsafe text else { return nil }
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }
}

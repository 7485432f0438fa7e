internal import CCurl
import Glibc

/// Owns a libcurl transfer and everything libcurl keeps pointers to: the header list, the body, the error text.
@safe final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    /// The pointer as a number, to find the transfer by.
    var key: UInt { unsafe UInt(bitPattern: pointer) }
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>
    private var body: UnsafeMutableRawBufferPointer?
    private var upload: FileUpload?

    /// Prepares a transfer; `callbacks` must outlive it.
    init(_ plan: ExchangePlan, options: TransferOptions, timeLeft: Duration) {
        CurlLibrary.start()
        guard let pointer = unsafe curl_easy_init() else { fatalError("out of memory for a transfer") }
        unsafe self.pointer = pointer
        unsafe errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe check(datalab_curl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText))
        setTarget(plan)
        setProtocols()
        setTimes(options, timeLeft)
        setCertificates(options.certificates)
        setCredentials(plan)
        setHeaders(plan.headers, userAgent: options.userAgent)
        setBody(plan)
    }

    deinit {
        unsafe curl_easy_cleanup(pointer)
        unsafe curl_slist_free_all(headerList)
        unsafe errorText.deallocate()
        unsafe body?.deallocate()
    }

    /// Makes libcurl hand the head's lines and the content's pieces to functions, with a pointer of the caller's.
    func setCallbacks(_ context: UnsafeMutableRawPointer, head: CurlCallback, content: CurlCallback) {
        unsafe check(datalab_curl_set_pointer(pointer, CURLOPT_PRIVATE, context))
        unsafe check(datalab_curl_set_pointer(pointer, CURLOPT_HEADERDATA, context))
        unsafe check(datalab_curl_set_write(pointer, CURLOPT_HEADERFUNCTION, head))
        unsafe check(datalab_curl_set_pointer(pointer, CURLOPT_WRITEDATA, context))
        unsafe check(datalab_curl_set_write(pointer, CURLOPT_WRITEFUNCTION, content))
    }

    /// libcurl's words for what went wrong.
    func explanation(_ code: CURLcode) -> String {
        let text = unsafe String(cString: errorText)
        return text.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : text
    }

    private func setTarget(_ plan: ExchangePlan) {
        set(CURLOPT_URL, plan.url.text)
        switch plan.method {
        case .get: set(CURLOPT_HTTPGET, 1)
        case .head: set(CURLOPT_NOBODY, 1)
        case .post: set(CURLOPT_POST, 1)
        case .put, .patch, .delete: break
        }
        set(CURLOPT_CUSTOMREQUEST, plan.method == .head ? nil : plan.method.rawValue)
    }

    private func setProtocols() {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        // A libcurl without HTTP/2 keeps to HTTP/1.1: the one option that may be refused.
        unsafe _ = datalab_curl_set_long(pointer, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_PIPEWAIT, 1)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_BUFFERSIZE, 128 << 10)
    }

    private func setTimes(_ options: TransferOptions, _ timeLeft: Duration) {
        set(CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout.milliseconds)
        set(CURLOPT_TIMEOUT_MS, timeLeft.milliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, max(1, options.stallTimeout.milliseconds / 1000))
    }

    private func setCertificates(_ sources: CertificateSources) {
        if let file = sources.file { set(CURLOPT_CAINFO, file) }
        if let folder = sources.folder { set(CURLOPT_CAPATH, folder) }
    }

    private func setCredentials(_ plan: ExchangePlan) {
        set(CURLOPT_HTTPAUTH, 1)  // CURLAUTH_BASIC, a macro Swift does not import
        if let credentials = plan.credentials {
            set(CURLOPT_USERNAME, credentials.user)
            set(CURLOPT_PASSWORD, credentials.password)
        } else if plan.usesNetrc {
            set(CURLOPT_NETRC, Int(CURL_NETRC_OPTIONAL.rawValue))
            if let file = unsafe getenv("NETRC") { set(CURLOPT_NETRC_FILE, unsafe String(cString: file)) }
        }
    }

    private func setHeaders(_ headers: HeaderFields, userAgent: String) {
        set(CURLOPT_USERAGENT, userAgent)
        var lines = headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        // Without this libcurl says of every body that it is a form.
        if headers["Content-Type"] == nil { lines.append("Content-Type:") }
        if headers["Accept-Encoding"] == nil { lines.append("Accept-Encoding: identity") }
        // Without this libcurl waits a second for servers that do not know "100-continue".
        lines.append("Expect:")
        for line in lines {
            guard let grown = unsafe curl_slist_append(headerList, line) else {
                fatalError("out of memory for headers")
            }
            unsafe headerList = grown
        }
        unsafe check(datalab_curl_set_list(pointer, CURLOPT_HTTPHEADER, headerList))
    }

    private func setBody(_ plan: ExchangePlan) {
        var bytes: [UInt8] = []
        switch plan.body {
        case .bytes(let content): bytes = content
        case .file(let file): return setUpload(FileUpload(file, onSent: plan.onSent))
        // Without content of its own a POST would send what libcurl reads from standard input.
        case .none: guard plan.method.hasContent else { return }
        }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
        unsafe copy.copyBytes(from: bytes)
        unsafe body = copy
        unsafe check(datalab_curl_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
        unsafe check(datalab_curl_set_pointer(pointer, CURLOPT_POSTFIELDS, copy.baseAddress))
    }

    private func setUpload(_ upload: FileUpload) {
        self.upload = upload
        let context = unsafe Unmanaged.passUnretained(upload).toOpaque()
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_UPLOAD_BUFFERSIZE, 256 << 10)
        unsafe check(datalab_curl_set_offset(pointer, CURLOPT_INFILESIZE_LARGE, curl_off_t(upload.size)))
        unsafe check(datalab_curl_set_pointer(pointer, CURLOPT_READDATA, context))
        unsafe check(datalab_curl_set_write(pointer, CURLOPT_READFUNCTION, FileUpload.read))
        unsafe check(datalab_curl_set_pointer(pointer, CURLOPT_SEEKDATA, context))
        unsafe check(datalab_curl_set_seek(pointer, FileUpload.seek))
    }

    private func set(_ option: CURLoption, _ value: Int) {
        unsafe check(datalab_curl_set_long(pointer, option, value))
    }

    private func set(_ option: CURLoption, _ value: String?) {
        unsafe check(datalab_curl_set_string(pointer, option, value))
    }

    private func check(_ code: CURLcode) {
        precondition(code == CURLE_OK, "libcurl refused an option")
    }
}

/// What libcurl calls with bytes; a result other than the number of bytes ends or pauses the transfer.
typealias CurlCallback =
    @convention(c) (
        UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?
    ) -> Int

extension Duration {
    /// Whole milliseconds, at least 1.
    var milliseconds: Int {
        max(1, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000))
    }
}

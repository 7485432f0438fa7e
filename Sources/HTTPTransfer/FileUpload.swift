internal import CCurl

/// Gives libcurl the bytes of a file's part.
@safe final class FileUpload {
    private let file: TransferFile
    private let onSent: (@Sendable (Int) -> Void)?
    private var offset: UInt64 = 0

    init(_ file: TransferFile, onSent: (@Sendable (Int) -> Void)?) {
        self.file = file
        self.onSent = onSent
    }

    /// How many bytes are sent in all.
    var size: UInt64 { UInt64(file.range.count) }

    /// What libcurl calls for more bytes.
    static let read: CurlCallback = { buffer, size, count, context in
        guard let context = unsafe context else { return Int(CURL_READFUNC_ABORT) }
        let upload = unsafe Unmanaged<FileUpload>.fromOpaque(context).takeUnretainedValue()
        let room = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: size * count)
        return unsafe upload.fill(room)
    }

    /// What libcurl calls when it has to send the body once more.
    static let seek: CurlSeekCallback = { context, offset, origin in
        guard let context = unsafe context, origin == SEEK_SET, offset >= 0 else { return CURL_SEEKFUNC_FAIL }
        unsafe Unmanaged<FileUpload>.fromOpaque(context).takeUnretainedValue().offset = UInt64(offset)
        return CURL_SEEKFUNC_OK
    }

    private func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
        guard let count = try? unsafe file.read(into: room, at: offset) else { return Int(CURL_READFUNC_ABORT) }
        offset += UInt64(count)
        if count > 0 { onSent?(count) }
        return count
    }
}

/// What libcurl calls to move in a body.
typealias CurlSeekCallback = @convention(c) (UnsafeMutableRawPointer?, curl_off_t, Int32) -> Int32

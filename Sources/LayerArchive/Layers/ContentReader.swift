internal import Glibc
internal import Hashing
internal import OCIModel
internal import SystemPackage

/// Reads the content of one entry into the layer, and checks it against what was promised.
struct ContentReader {
    typealias Output = LayerStream.Output

    /// The entry's path, for messages.
    let entry: String
    let content: LayerContent

    func copy(to stream: LayerStream, _ output: Output) throws {
        switch content.source {
        case .bytes(let bytes):
            try checkSize(UInt64(bytes.count))
            try bytes.withUnsafeBytes { try encode($0, stream, output) }
        case .mapped(let file, let range):
            try checkRange(range, file)
            try checkSize(UInt64(range.count))
            try file.withBytes(range) { bytes in try encode(bytes, stream, output) { file.giveBack($0) } }
        case .path(let path):
            try encode(fileAt: path, stream, output)
        case .deflated(let file, let range):
            try checkRange(range, file)
            try file.withBytes(range) { bytes in try inflate(bytes, stream, output) { file.giveBack($0) } }
        }
    }

    // MARK: Plain content

    private func encode(
        _ bytes: UnsafeRawBufferPointer,
        _ stream: LayerStream,
        _ output: Output,
        onUse: (Int) -> Void = { _ in },
    ) throws {
        var check = ContentCheck(content)
        var rest = bytes[...]
        while !rest.isEmpty {
            // In pieces, so that what was read is still in the processor's cache when it is hashed and encoded.
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(64 << 10))
            check.update(piece)
            try stream.encode(piece, output)
            onUse(piece.count)
            rest = rest.dropFirst(piece.count)
        }
        try finish(check, stream)
    }

    private func encode(fileAt path: FilePath, _ stream: LayerStream, _ output: Output) throws {
        let file = try openFile(path)
        defer { close(file) }
        var check = ContentCheck(content)
        var remaining = content.size
        try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
            while true {
                let count = read(file, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw systemFailure(.inputOutput, path) }
                guard count > 0 else { break }
                guard UInt64(count) <= remaining else { throw changed(path) }
                remaining -= UInt64(count)
                let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                check.update(piece)
                try stream.encode(piece, output)
            }
        }
        guard remaining == 0 else { throw changed(path) }
        try finish(check, stream)
    }

    /// Opens a regular file; a symbolic link that has taken its place is not followed, and a pipe does not block.
    private func openFile(_ path: FilePath) throws -> CInt {
        let file = path.withPlatformString { open($0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
        guard file >= 0 else { throw systemFailure(errno == ELOOP ? .fileChanged : .noInput, path) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, UInt64(status.st_size) == content.size
        else {
            close(file)
            throw changed(path)
        }
        return file
    }

    private func changed(_ path: FilePath) -> LayerArchiveError {
        LayerArchiveError(
            .fileChanged,
            entry: entry,
            detail: "the file '\(path)' changed while it was read: it had \(content.size) bytes",
            hint: "leave the files alone during a build",
        )
    }

    private func systemFailure(_ code: LayerArchiveError.Code, _ path: FilePath) -> LayerArchiveError {
        let reason = Errno(rawValue: errno)
        return LayerArchiveError(code, entry: entry, detail: "the file '\(path)' cannot be read: \(reason)")
    }

    // MARK: Deflated content

    private func inflate(
        _ raw: UnsafeRawBufferPointer,
        _ stream: LayerStream,
        _ output: Output,
        onUse: (Int) -> Void,
    ) throws {
        var check = ContentCheck(content)
        let isSpliced = content.size >= LayerFormat.spliceThreshold
        let result: InflateResult
        do {
            result = try stream.inflater.decode(raw, expectedSize: content.size) { piece in
                check.update(piece)
                if isSpliced { stream.hash(piece) } else { try stream.encode(piece, output) }
                // More than was used of the deflated bytes, as a rule: it only lets go of them sooner.
                onUse(piece.count)
            }
        } catch let error as InflateError {
            throw failure(error)
        }
        guard result.consumedBytes == raw.count else {
            let detail = "the deflated content ends after \(result.consumedBytes) of \(raw.count) bytes"
            throw LayerArchiveError(.malformedArchive, archive: archive, entry: entry, detail: detail)
        }
        try finish(check, stream)
        guard isSpliced else { return }
        try stream.splice(raw, result) { piece in
            try output(piece)
            onUse(piece.count)
        }
    }

    private func failure(_ error: InflateError) -> LayerArchiveError {
        switch error {
        case .outputTooLong, .outputTooShort:
            mismatch("\(error): \(content.size) bytes")
        default:
            LayerArchiveError(.malformedArchive, archive: archive, entry: entry, detail: "\(error)")
        }
    }

    // MARK: Checks

    private var archive: String? {
        switch content.source {
        case .bytes, .path: nil
        case .mapped(let file, _), .deflated(let file, _): file.path.lastComponent?.string
        }
    }

    private func checkRange(_ range: Range<Int>, _ file: MappedFile) throws(LayerArchiveError) {
        guard range.lowerBound >= 0, range.upperBound <= file.count else {
            let detail = "its content is said to be at \(range) of a file of \(file.count) bytes"
            throw LayerArchiveError(.malformedArchive, archive: archive, entry: entry, detail: detail)
        }
    }

    private func checkSize(_ size: UInt64) throws(LayerArchiveError) {
        guard size == content.size else { throw mismatch("the content has \(size) bytes, expected \(content.size)") }
    }

    private func finish(_ check: consuming ContentCheck, _ stream: LayerStream) throws(LayerArchiveError) {
        let crc = check.crc
        if let reason = check.finish() { throw mismatch(reason) }
        stream.add(crc, size: content.size)
    }

    private func mismatch(_ detail: String) -> LayerArchiveError {
        LayerArchiveError(
            .contentMismatch,
            archive: archive,
            entry: entry,
            detail: detail,
            hint: archive == nil ? nil : "the file is damaged or was made wrongly; fetch it again",
        )
    }
}

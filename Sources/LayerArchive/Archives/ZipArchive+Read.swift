extension ZipArchive {
    /// Gives an entry's plain content piece by piece; its size and CRC-32 are checked at the end.
    ///
    /// The pieces before a failure may be wrong: what was done with them must be undone.
    ///
    /// - Parameters:
    ///   - entry: an entry of this zip.
    ///   - inflater: an inflater to be used again; a new one when nil.
    ///   - sink: takes the content in pieces of at most 1 MiB; the pointer is valid only inside the call.
    /// - Throws: `LayerArchiveError` with code `contentMismatch` or `malformedArchive`, and what `sink` throws.
    public func read(
        _ entry: ZipEntry,
        with inflater: Inflater? = nil,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        var crc = CRC32()
        func take(_ piece: UnsafeRawBufferPointer) throws {
            crc.update(piece)
            try sink(piece)
        }
        try file.withBytes(entry.data) { bytes in
            switch entry.method {
            case .stored:
                var rest = bytes[...]
                while !rest.isEmpty {
                    try take(UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20)))
                    rest = rest.dropFirst(1 << 20)
                }
            case .deflated:
                try inflate(bytes, entry, with: inflater ?? Inflater(), take)
            }
        }
        guard crc.value == entry.crc32 else {
            throw mismatch(entry, "the CRC-32 of the content is not what the zip says")
        }
    }

    private func inflate(
        _ bytes: UnsafeRawBufferPointer,
        _ entry: ZipEntry,
        with inflater: Inflater,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        // A folder or an empty file may be marked as deflated and have no stream at all.
        guard !bytes.isEmpty || entry.size > 0 else { return }
        do {
            let result = try inflater.decode(bytes, expectedSize: entry.size, sink)
            guard result.consumedBytes == bytes.count else {
                throw LayerArchiveError(
                    .malformedArchive,
                    archive: name,
                    entry: entry.path,
                    detail: "\(bytes.count - result.consumedBytes) bytes follow the end of its deflate stream",
                )
            }
        } catch let error as InflateError {
            throw mismatch(entry, "\(error) (\(entry.size) bytes were promised)")
        }
    }

    private func mismatch(_ entry: ZipEntry, _ detail: String) -> LayerArchiveError {
        LayerArchiveError(
            .contentMismatch,
            archive: name,
            entry: entry.path,
            detail: detail,
            hint: "the file is damaged or was tampered with; download or make it anew",
        )
    }
}

internal import Hashing
internal import OCIModel

/// Writes layers in the layer format: the same entries give the same bytes, on any machine and in any order.
///
/// One gzip member around a tar archive. Content that is already deflated (the entries of a wheel) is taken over without being
/// compressed again: it is inflated once, to check it and to hash the archive, and its deflated bytes are copied as they are.
/// Memory is bounded by about 2 MiB and the list of entries.
public enum LayerWriter {
    /// Writes one layer.
    ///
    /// Entries are sorted, and missing parent folders added with mode 0755. When an error is thrown, what was handed to `output`
    /// is worthless.
    ///
    /// - Parameters:
    ///   - entries: what the layer holds, in any order.
    ///   - output: takes the compressed layer, piece by piece, all but the last of at least 64 KiB; the pointer is valid only
    ///     inside the call.
    /// - Returns: digest and sizes.
    /// - Throws: `LayerArchiveError` that names the entry, with code `unsafePath`, `duplicateEntry`, `missingTarget`,
    ///   `contentMismatch`, `malformedArchive`, `fileChanged`, `noInput`, `inputOutput` or `unsupported`; and what `output` throws.
    public static func write(
        _ entries: [LayerEntry],
        to output: (UnsafeRawBufferPointer) throws -> Void,
    ) throws -> LayerSummary {
        let plan = try LayerPlan(entries)
        let stream = LayerStream()
        try stream.begin(output)
        for entry in plan.entries {
            if case .file(let content) = entry.kind {
                try stream.append(TarHeader.encode(entry, size: content.size), output)
                try ContentReader(entry: entry.path, content: content).copy(to: stream, output)
                try stream.append([UInt8](repeating: 0, count: TarHeader.padding(after: content.size)), output)
            } else {
                try stream.append(TarHeader.encode(entry, size: 0), output)
            }
        }
        return try stream.finish(entryCount: plan.entries.count, output)
    }
}

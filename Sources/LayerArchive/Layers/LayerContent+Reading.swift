internal import SystemPackage

extension LayerContent {
    /// Reads the plain content without writing it anywhere, of what is in memory or in a mapped file.
    ///
    /// Neither size nor hash is checked: that is for the layer that it is written to.
    /// - Parameter sink: takes the content in pieces; the pointer is valid only inside the call.
    /// - Throws: `LayerArchiveError` with code `malformedArchive` for a deflate stream that is none; what `sink` throws.
    package func read(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        switch source {
        case .bytes(let bytes): try bytes.withUnsafeBytes(sink)
        case .mapped(let file, let range): try file.withBytes(range, sink)
        case .deflated(let file, let range):
            do {
                _ = try file.withBytes(range) { try Inflater.inflate($0, expectedSize: size, sink) }
            } catch let error as InflateError {
                throw LayerArchiveError(.malformedArchive, archive: file.path.lastComponent?.string, detail: "\(error)")
            }
        case .path: break
        }
    }
}

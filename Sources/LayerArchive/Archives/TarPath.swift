internal import Texts

/// The paths of tars, which may be written in several ways.
enum TarPath {
    /// `./usr/bin/` as `usr/bin`; nil for the root folder.
    ///
    /// - Parameters:
    ///   - path: the path as it stands in the tar.
    ///   - entry: the entry it is of, for the error.
    ///   - archive: the tar's name, for the error.
    /// - Returns: the path that names the same file.
    /// - Throws: `LayerArchiveError` with code `unsafePath` for one that is absolute or has an empty, `.` or `..` part.
    static func normalised(_ path: String, entry: String, archive: String) throws(LayerArchiveError) -> String? {
        // Bytes, not characters: a slash with a combining character behind it is no `"/"` to a string.
        let slash = UInt8(ascii: "/")
        var rest = path.utf8[...]
        while rest.starts(with: "./".utf8) { rest = rest.dropFirst(2) }
        while rest.last == slash, rest.count > 1 { rest = rest.dropLast() }
        if rest.isEmpty || rest.elementsEqual(".".utf8) { return nil }
        for part in rest.split(separator: slash, omittingEmptySubsequences: false) {
            guard !part.isEmpty, !part.elementsEqual("..".utf8), !part.elementsEqual(".".utf8) else {
                throw LayerArchiveError(
                    .unsafePath,
                    archive: archive,
                    entry: entry,
                    detail: "the path \(ShownText.quoted(path)) is absolute or has an empty, '.' or '..' part"
                )
            }
        }
        return String(Substring(rest))
    }
}

internal import LayerArchive

/// The shared libraries that the loader finds in a system.
///
/// They stand in a base's facts: what a datalab's wheels lack is known without a base's layers, and the same everywhere.
enum BaseLibraries {
    /// Their names, with those of links to them: what lies in the folders that `ld.so` looks in by itself or by Debian's settings.
    ///
    /// - Parameter entries: the entries of a system.
    /// - Returns: the names, sorted: `libz.so.1`.
    static func names(of entries: [LayerEntry]) -> [String] {
        var names: Set<String> = []
        for entry in entries where !entry.isFolder {
            let parts = entry.path.split(separator: "/")
            guard let name = parts.last, name.contains(".so") else { continue }
            if isSearched(parts.dropLast().joined(separator: "/")) { names.insert(String(name)) }
        }
        return names.sorted()
    }

    private static func isSearched(_ folder: String) -> Bool {
        let below =
            folder.hasPrefix("usr/local/lib")
            ? folder.dropFirst("usr/local/lib".count)
            : folder.hasPrefix("usr/lib")
                ? folder.dropFirst("usr/lib".count)
                : folder.hasPrefix("lib") ? folder.dropFirst("lib".count) : "?"
        return ["", "/x86_64-linux-gnu", "/aarch64-linux-gnu", "64"].contains(below)
    }
}

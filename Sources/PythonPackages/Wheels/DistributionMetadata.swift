internal import LayerArchive
internal import OCIModel

/// What a Python package's `METADATA` says of what it needs (packaging specification "Core metadata specifications").
package struct DistributionMetadata: Sendable {
    /// The normalised name.
    package let name: String
    /// The version as it is written.
    package let version: String
    /// The extras that it has, normalised.
    package let extras: [String]
    /// What the package requires; lines that are no requirement are passed over, as installers do with what is installed.
    package let requirements: [Requirement]
    /// What the package requires, as `Requires-Dist` is written.
    package let requiresDist: [String]
    /// The condition on the version of Python, as `Requires-Python` is written.
    package let requiresPython: String?

    /// Reads the fields; nil when there is no name or version.
    package init?(_ text: [UInt8]) {
        let header = HeaderText(text)
        guard let name = header.first("Name"), let version = header.first("Version") else { return nil }
        self.name = PackageName.normalized(name)
        self.version = version
        extras = header.values("Provides-Extra").map(PackageName.normalized)
        requiresDist = header.values("Requires-Dist")
        requirements = requiresDist.compactMap { try? Requirement(parsing: $0) }
        requiresPython = header.first("Requires-Python")
    }
}

/// The files that an installed package's `RECORD` lists (packaging specification "Recording installed projects").
package struct RecordedFiles: Sendable {
    /// The paths, as seen from the folder that holds the `.dist-info`, without `..`.
    package let paths: [String]
    /// The sum of the sizes, in bytes.
    package let size: Int64

    /// Reads the table; rows that are none are passed over.
    ///
    /// - Parameters:
    ///   - text: the content of `RECORD`.
    ///   - folder: the folder that holds the `.dist-info`, relative to the image's root.
    package init(_ text: [UInt8], in folder: String) {
        let table = RecordTable(text)
        paths = table.rows.map { Self.path($0.path, in: folder) }
        size = BoundedNumber.sum(table.rows.compactMap { BoundedNumber.size($0.size) })
    }

    /// `../../../bin/f2py` in `env/lib/python3.13/site-packages` is `env/bin/f2py`.
    private static func path(_ path: String, in folder: String) -> String {
        var parts = PathBytes.starts(path, with: "/") ? [] : PathBytes.parts(folder)
        for part in PathBytes.parts(path) where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

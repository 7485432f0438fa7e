public import LayerArchive
public import Reporting
internal import Texts

/// The packages of one environment, brought to agree about the paths that several of them install.
public struct MergedEnvironment: Sendable {
    /// A path that several packages install with different content.
    public struct Override: Sendable, Hashable {
        /// The path in the image.
        public let path: String
        /// The package whose content is there, by its normalised name.
        public let winner: String
        /// The package whose content is not there, by its normalised name.
        public let loser: String
    }

    /// The packages in the order of their normalised names; each path belongs to one of them.
    public let wheels: [InstalledWheel]
    /// The paths where packages differ, in order.
    public let overrides: [Override]

    /// All files of all packages as a layer's entries.
    public var entries: [LayerEntry] { wheels.flatMap(\.entries) }

    /// The warnings of all packages, and one for each override.
    public var warnings: [Problem] {
        wheels.flatMap(\.warnings)
            + overrides.map { one in
                .warning(
                    "'\(one.loser)' and '\(one.winner)' both install \(ShownText.quoted(one.path)); that of '\(one.winner)' is used",
                    hint: "keep one of the two packages if the file matters",
                )
            }
    }
}

/// Brings packages of one environment together.
public enum EnvironmentMerge {
    /// Gives every path that several packages install to the last of them in the order of normalised names.
    ///
    /// The same content twice is kept once. Where contents differ, the RECORD of a package that lost is changed to the hash and
    /// size of what is there, so that every RECORD verifies; each such path is an override.
    ///
    /// - Parameter wheels: packages installed with the same scheme, in any order.
    /// - Returns: the packages, sorted.
    /// - Throws: `PackagesError` with code `conflict` when two are of one name, or a file of one is a folder of another.
    public static func merge(_ wheels: [InstalledWheel]) throws(PackagesError) -> MergedEnvironment {
        var sorted = wheels.sorted { $0.filename.name < $1.filename.name }
        for (one, next) in zip(sorted, sorted.dropFirst()) where one.filename.name == next.filename.name {
            let message = "'\(one.filename)' and '\(next.filename)' are of the same package"
            throw PackagesError(.conflict, message, package: one.filename.name, file: next.filename.text)
        }
        let owners = owners(of: sorted)
        try refuseFilesAsFolders(sorted, owners)
        var overrides: [MergedEnvironment.Override] = []
        for index in sorted.indices {
            let loser = sorted[index].filename.name
            let lost = sorted[index].yield { path in
                owners[BytePath(path)].flatMap { $0.wheel == index ? nil : $0.file }
            }
            overrides += lost.compactMap { path in
                owners[BytePath(path)].map { .init(path: path, winner: sorted[$0.wheel].filename.name, loser: loser) }
            }
        }
        return MergedEnvironment(
            wheels: sorted,
            overrides: overrides.sorted { (BytePath($0.path), $0.loser) < (BytePath($1.path), $1.loser) }
        )
    }

    private typealias Owner = (wheel: Int, file: InstalledFile)

    private static func owners(of wheels: [InstalledWheel]) -> [BytePath: Owner] {
        var owners: [BytePath: Owner] = [:]
        for (index, wheel) in wheels.enumerated() {
            for file in wheel.files { owners[BytePath(file.path)] = (index, file) }
        }
        return owners
    }

    private static func refuseFilesAsFolders(
        _ wheels: [InstalledWheel],
        _ owners: [BytePath: Owner],
    ) throws(PackagesError) {
        var checked: Set<BytePath> = []
        for wheel in wheels {
            for file in wheel.files {
                var above = BytePath(file.path).folder
                while let folder = above, checked.insert(folder).inserted {
                    above = folder.folder
                    guard let owner = owners[folder] else { continue }
                    let other = wheels[owner.wheel].filename.name
                    throw PackagesError(
                        .conflict,
                        "\(ShownText.quoted(folder.text)) is a file of '\(other)' and a folder of '\(wheel.filename.name)'",
                        hint: "only one of the two packages can be installed",
                        package: wheel.filename.name,
                        file: wheel.filename.text,
                        entry: file.path,
                    )
                }
            }
        }
    }
}

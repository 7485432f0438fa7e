internal import LayerArchive
internal import Reporting
internal import Texts

/// A wheel whose own description of itself was found and checked: `.dist-info`, `WHEEL`, `METADATA`.
struct WheelContents {
    let archive: ZipArchive
    let filename: WheelFilename
    /// The name of the `.dist-info` folder.
    let distInfo: String
    let fault: WheelFault
    private(set) var warnings: [Problem] = []

    init(_ archive: ZipArchive, filename: WheelFilename) throws {
        self.archive = archive
        self.filename = filename
        fault = WheelFault(filename: filename)
        distInfo = try Self.findDistInfo(archive, filename, fault)
        warnings = archive.remarks.map { fault.warning($0) }
        checkFolder()
        try checkMetadata()
        try checkWheelFile()
    }

    /// A file of the `.dist-info` folder; a missing one is an error.
    func bytes(_ name: String) throws -> [UInt8] {
        guard let bytes = try bytesIfPresent(name) else {
            throw fault.refusal(.wheel, "the wheel has no '\(distInfo)/\(name)'", entry: "\(distInfo)/\(name)")
        }
        return bytes
    }

    /// A file of the `.dist-info` folder, if it is there.
    func bytesIfPresent(_ name: String) throws -> [UInt8]? {
        guard let entry = archive["\(distInfo)/\(name)"], entry.kind == .file else { return nil }
        return try archive.bytes(of: entry)
    }

    /// Whether a folder's name of the form `name-version` plus an ending is that of the wheel.
    func isOwn(_ folder: some StringProtocol, ending: String) -> Bool {
        Self.isOwn(folder, ending: ending, filename)
    }

    private static func findDistInfo(_ archive: ZipArchive, _ filename: WheelFilename, _ fault: WheelFault) throws
        -> String
    {
        let tops = archive.entries.compactMap { entry -> Substring? in
            let slash = entry.path.utf8.firstIndex(of: UInt8(ascii: "/"))
            let top = entry.path[..<(slash ?? entry.path.endIndex)]
            return slash != nil && PathBytes.ends(top, with: ".dist-info") ? top : nil
        }
        let folders = Set(tops.map { BytePath($0) }).sorted().map(\.text)
        guard let folder = folders.first else { throw fault.refusal(.wheel, "the wheel has no '.dist-info' folder") }
        guard folders.count == 1 else {
            let names = folders.map { ShownText.quoted($0) }.joined(separator: ", ")
            throw fault.refusal(
                .wheel,
                "the wheel has several '.dist-info' folders: \(names)",
                entry: folders[1]
            )
        }
        guard isNamed(folder, ending: ".dist-info", filename) else {
            throw fault.refusal(
                .wheel,
                "the folder \(ShownText.quoted(folder)) is not of '\(filename.name)' as the file name says",
                entry: folder,
            )
        }
        return folder
    }

    /// Whether a folder's name begins with the wheel's, whatever version it goes on with.
    private static func isNamed(_ folder: String, ending: String, _ filename: WheelFilename) -> Bool {
        let name = String(folder.prefix { $0 != "-" })
        return PackageName.isValid(name) && PackageName.normalized(name) == filename.name
    }

    /// A folder of another version is what pip and uv install; METADATA is what counts.
    private mutating func checkFolder() {
        guard !isOwn(distInfo, ending: ".dist-info") else { return }
        warnings.append(
            fault.warning("the folder \(ShownText.quoted(distInfo)) is not of version '\(filename.version)'")
        )
    }

    private static func isOwn(_ folder: some StringProtocol, ending: String, _ filename: WheelFilename) -> Bool {
        guard folder.hasSuffix(ending), let dash = folder.firstIndex(of: "-") else { return false }
        let version = folder[folder.index(after: dash)...].dropLast(ending.count)
        return isSame(String(folder[..<dash]), String(version), filename)
    }

    private static func isSame(_ name: String, _ version: String, _ filename: WheelFilename) -> Bool {
        guard PackageName.isValid(name), PackageName.normalized(name) == filename.name else { return false }
        // File names write the `-` of old versions as `_`, which no version has.
        let parsed = [version, filename.version].map {
            PackageVersion($0) ?? PackageVersion($0.replacing("_", with: "-"))
        }
        guard let left = parsed[0], let right = parsed[1] else { return version == filename.version }
        return left == right
    }

    private func checkMetadata() throws {
        let entry = "\(distInfo)/METADATA"
        let metadata = HeaderText(try bytes("METADATA"))
        guard let name = metadata.first("Name"), let version = metadata.first("Version") else {
            throw fault.refusal(.wheel, "'\(entry)' does not give a name and a version", entry: entry)
        }
        guard Self.isSame(name, version, filename) else {
            let (found, expected) = (
                "\(ShownText.quoted(name)) \(ShownText.quoted(version))", "'\(filename.name)' '\(filename.version)'"
            )
            let message = "'\(entry)' is of \(found), not of \(expected) as the file name says"
            throw fault.refusal(.wheel, message, entry: entry)
        }
    }

    private mutating func checkWheelFile() throws {
        let entry = "\(distInfo)/WHEEL"
        let fields = HeaderText(try bytes("WHEEL"))
        let text = fields.first("Wheel-Version") ?? ""
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt16($0) }
        guard let major = numbers.first ?? nil, !numbers.contains(nil) else {
            throw fault.refusal(
                .wheel,
                "'\(entry)' has no 'Wheel-Version', or one that is no version: \(ShownText.quoted(text))",
                entry: entry
            )
        }
        guard major <= 1 else {
            throw fault.refusal(
                .wheel,
                "the wheel has version \(ShownText.quoted(text)) of the wheel format, expected 1",
                entry: entry
            )
        }
        if numbers != [1, 0] {
            warnings.append(
                fault.warning(
                    "the wheel has version \(ShownText.quoted(text)) of the wheel format; 1.0 is what is known"
                )
            )
        }
        let pure = fields.first("Root-Is-Purelib")?.lowercased()
        if pure != "true", pure != "false" {
            warnings.append(fault.warning("'\(entry)' does not say 'true' or 'false' for 'Root-Is-Purelib'"))
        }
        checkTags(fields.values("Tag"))
    }

    private mutating func checkTags(_ texts: [String]) {
        guard !texts.isEmpty else { return }
        let inside = Set(texts.flatMap { WheelFilename("x-0-\($0).whl")?.tags ?? [] })
        guard inside.isDisjoint(with: filename.tags) else { return }
        warnings.append(
            fault.warning(
                "the wheel's tags are \(texts.map { ShownText.quoted($0) }.joined(separator: ", ")), not those of its name"
            )
        )
    }
}

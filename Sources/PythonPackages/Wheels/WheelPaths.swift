internal import LayerArchive
internal import Texts

/// Where the files of a wheel go.
struct WheelPaths {
    let wheel: WheelContents
    let scheme: InstallScheme

    /// A file's place.
    enum Place: Equatable {
        /// A path in the image.
        case file(String)
        /// A script: a path in the image; its first line may have to be rewritten.
        case script(String)
    }

    /// The place of a file.
    ///
    /// - Throws: `PackagesError` when the wheel format has no place for it, or the place belongs to the environment.
    func place(of path: String) throws(PackagesError) -> Place {
        // Bytes, not characters: this is asked for each of tens of thousands of files.
        let top = path[..<(path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex)]
        let isSpread = PathBytes.ends(top, with: ".data") && top.utf8.count != path.utf8.count
        let place = isSpread ? try spread(path, top) : .file("\(scheme.sitePackages)/\(path)")
        try check(place, path)
        return place
    }

    /// Whether a path lies in a folder of the form `name-version.data` that has another name or version than the wheel.
    func isOfAnother(_ path: String) -> Bool {
        let top = path[..<(path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex)]
        return PathBytes.ends(top, with: ".data") && top.utf8.count != path.utf8.count
            && !wheel.isOwn(top, ending: ".data")
    }

    private func spread(_ path: String, _ top: Substring) throws(PackagesError) -> Place {
        let slash = UInt8(ascii: "/")
        let parts = path.utf8.split(separator: slash, maxSplits: 2).map { String(decoding: $0, as: UTF8.self) }
        let known = ["purelib", "platlib", "headers", "scripts", "data"]
        guard parts.count == 3, known.contains(parts[1]) else {
            // Only a folder of the wheel's own name must be what the format says; another may be any package's data.
            if !wheel.isOwn(top, ending: ".data") { return .file("\(scheme.sitePackages)/\(path)") }
            throw wheel.fault.refusal(
                .wheel,
                "\(ShownText.quoted(path)) belongs to no part of the environment; known are \(known.joined(separator: ", "))",
                entry: path,
            )
        }
        return switch parts[1] {
        case "headers": .file("\(scheme.headers(of: wheel.filename.name))/\(parts[2])")
        case "scripts": .script("\(scheme.scripts)/\(parts[2])")
        case "data": .file("\(scheme.prefix)/\(parts[2])")
        default: .file("\(scheme.sitePackages)/\(parts[2])")
        }
    }

    private func check(_ place: Place, _ path: String) throws(PackagesError) {
        let target =
            switch place {
            case .file(let target), .script(let target): target
            }
        if Self.hasWhiteout(target) {
            let message = "the name of \(ShownText.quoted(path)) would delete files of lower layers ('.wh.')"
            throw wheel.fault.refusal(.wheel, message, entry: path)
        }
        let modules = scheme.sitePackages + "/"
        let isModule = PathBytes.starts(target, with: modules)
        if !isModule, EnvironmentSkeleton.reserves(target, in: scheme) {
            throw wheel.fault.refusal(
                .conflict,
                "\(ShownText.quoted(path)) would replace a file of the environment itself",
                entry: path
            )
        }
        guard isModule else { return }
        let below = target.utf8.dropFirst(modules.utf8.count)
        let folder = Substring(below.prefix { $0 != UInt8(ascii: "/") })
        let isFolder = folder.utf8.count != below.count
        if isFolder, PathBytes.ends(folder, with: ".dist-info"), !PathBytes.areSame(folder, wheel.distInfo) {
            throw wheel.fault.refusal(
                .wheel,
                "\(ShownText.quoted(path)) would be part of another package's \(ShownText.quoted(folder))",
                entry: path
            )
        }
    }

    /// Whether a part of a path begins with `.wh.`, which marks deletions in layers.
    private static func hasWhiteout(_ path: String) -> Bool {
        if PathBytes.areOrdinary(path) { return false }
        let mark = Array(".wh.".utf8)
        return path.utf8.split(separator: UInt8(ascii: "/")).contains { $0.starts(with: mark) }
    }
}

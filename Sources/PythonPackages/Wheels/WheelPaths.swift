internal import LayerArchive

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
        let place =
            top.hasSuffix(".data") && top != path ? try spread(path, top) : .file("\(scheme.sitePackages)/\(path)")
        try check(place, path)
        return place
    }

    private func spread(_ path: String, _ top: Substring) throws(PackagesError) -> Place {
        guard wheel.isOwn(top, ending: ".data") else {
            let message = "the folder \(quoted(top)) is not of '\(wheel.filename.name)' '\(wheel.filename.version)'"
            throw wheel.fault.refusal(.wheel, message, entry: path)
        }
        let parts = path.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3 else {
            throw wheel.fault.refusal(.wheel, "\(quoted(path)) belongs to no part of the environment", entry: path)
        }
        return switch parts[1] {
        case "purelib", "platlib": .file("\(scheme.sitePackages)/\(parts[2])")
        case "headers": .file("\(scheme.headers(of: wheel.filename.name))/\(parts[2])")
        case "scripts": .script("\(scheme.scripts)/\(parts[2])")
        case "data": .file("\(scheme.prefix)/\(parts[2])")
        default:
            throw wheel.fault.refusal(
                .wheel,
                "\(quoted(path)) is for \(quoted(parts[1])); known are purelib, platlib, headers, scripts and data",
                entry: path,
            )
        }
    }

    private func check(_ place: Place, _ path: String) throws(PackagesError) {
        let target =
            switch place {
            case .file(let target), .script(let target): target
            }
        if Self.hasWhiteout(target) {
            let message = "the name of \(quoted(path)) would delete files of lower layers ('.wh.')"
            throw wheel.fault.refusal(.wheel, message, entry: path)
        }
        let modules = scheme.sitePackages + "/"
        let isModule = target.hasPrefix(modules)
        if !isModule, EnvironmentSkeleton.reserves(target, in: scheme) {
            throw wheel.fault.refusal(
                .conflict,
                "\(quoted(path)) would replace a file of the environment itself",
                entry: path
            )
        }
        guard isModule else { return }
        let below = target.utf8.dropFirst(modules.utf8.count)
        let folder = Substring(below.prefix { $0 != UInt8(ascii: "/") })
        if folder.hasSuffix(".dist-info"), folder != wheel.distInfo {
            throw wheel.fault.refusal(
                .wheel,
                "\(quoted(path)) would be part of another package's \(quoted(folder))",
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

/// Says why none of a package's wheels runs on a target.
enum WheelMismatch {
    /// The nearest reason: another platform, an older glibc, or another Python.
    static func reason(_ wheels: [WheelFilename], _ target: PythonTarget) -> String {
        let tags = Set(wheels.flatMap(\.tags))
        let ranks = target.tagRanks
        let platforms = Set(ranks.keys.map(\.platform))
        let pythons = Set(ranks.keys.map { "\($0.python)-\($0.abi)" })
        let fitting = tags.filter { pythons.contains("\($0.python)-\($0.abi)") }
        guard !fitting.isEmpty else {
            let found = Set(tags.filter { platforms.contains($0.platform) }.map(\.python))
            return
                "it has wheels for \(list(found.isEmpty ? Set(tags.map(\.python)) : found)), not for cp3\(target.python.minor)"
        }
        let newer = fitting.filter { glibcMinor($0.platform, target).map { $0 > target.glibcVersion.minor } ?? false }
        if let least = newer.compactMap({ glibcMinor($0.platform, target) }).min() {
            return "its wheels need glibc 2.\(least) or newer"
        }
        return "it has wheels for \(list(Set(fitting.map(\.platform))))"
    }

    /// The glibc that a platform tag of the target's architecture asks for.
    private static func glibcMinor(_ platform: String, _ target: PythonTarget) -> Int? {
        let prefix = "manylinux_2_"
        guard platform.hasPrefix(prefix), platform.hasSuffix("_" + target.architecture.rawValue) else { return nil }
        return Int(platform.dropFirst(prefix.count).prefix { $0 != "_" })
    }

    /// Interpreters in the order of their versions, the newest six.
    private static func newest(_ interpreters: Set<String>) -> String {
        let sorted = interpreters.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        let shown = sorted.suffix(6).joined(separator: ", ")
        return sorted.count > 6 ? "\(shown) and \(sorted.count - 6) older" : shown
    }

    private static func list(_ names: Set<String>) -> String {
        let sorted = names.sorted()
        let shown = sorted.prefix(6).joined(separator: ", ")
        return sorted.count > 6 ? "\(shown) and \(sorted.count - 6) more" : shown
    }
}

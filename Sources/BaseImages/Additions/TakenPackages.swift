/// The packages of a release that asked-for names mean.
package struct TakenPackages: Sendable, Hashable {
    /// What was asked for.
    package let requested: [String]
    /// The packages that are taken for names which no package has, by name: Debian 13's `libasound2t64` for `libasound2`.
    package var provided: [String: String] = [:]

    /// Packages of the names that were asked for.
    init(_ requested: [String]) {
        self.requested = requested
    }

    /// The names of the packages that are installed, in the order of the requests.
    var names: [String] { requested.map { provided[$0] ?? $0 } }

    /// The package of a release that has what an older release has under another name: the same libraries, by the same names.
    ///
    /// - Parameters:
    ///   - name: a name that no package has and none provides.
    ///   - names: the packages there are.
    /// - Returns: the package; nil where nothing of the kind is known.
    package static func renamed(_ name: String, among names: Set<String>) -> String? {
        renames[name]?.first(where: names.contains)
    }

    private static let renames = [
        "libegl1-mesa": ["libegl1"], "libgdk-pixbuf2.0-0": ["libgdk-pixbuf-2.0-0"], "libgl1-mesa-glx": ["libgl1"],
        "libgles2-mesa": ["libgles2"], "libopenmpi3": ["libopenmpi40", "libopenmpi3t64"],
        "libopenmpi40": ["libopenmpi3t64", "libopenmpi3"],
    ]

    /// What is taken for what, a line each.
    var lines: [String] {
        provided.sorted { $0.key < $1.key }.map { "'\($0.key)' is '\($0.value)' in this release, which is taken" }
    }

    /// The package that a virtual name means: the only one that provides it, or of several the one that Debian renamed for its
    /// 64-bit time.
    ///
    /// - Parameters:
    ///   - name: a name that no package has.
    ///   - providers: the packages that provide it.
    /// - Returns: the package; nil where there is a choice.
    package static func provider(of name: String, among providers: [String]) -> String? {
        if providers.count == 1 { return providers[0] }
        // A library's name carries its interface's version: libqt5core5a became libqt5core5t64.
        let renamed = ["\(name)t64", name.hasSuffix("a") ? "\(name.dropLast())t64" : ""]
        return renamed.first { providers.contains($0) }
    }
}

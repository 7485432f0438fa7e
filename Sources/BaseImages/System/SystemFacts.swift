internal import LayerArchive
package import PythonPackages

/// What a Debian system says of itself.
package struct SystemFacts: Sendable {
    package let debian: String
    package let target: PythonTarget
    package let status: DpkgStatus
    /// The packages of which the system has the files alone.
    package let unpacked: [DebianPackage]
    /// The paths of the bytecode that Debian's own scripts have made of Python's standard library.
    package let bytecode: [String]
    /// The shared libraries that the loader finds, sorted.
    let libraries: [String]

    /// Reads the facts.
    ///
    /// - Parameters:
    ///   - tree: the system.
    ///   - python: the Python the variant promises: `3.13`.
    ///   - architecture: the architecture it was made for.
    /// - Throws: `BaseError` with code `system` when Python or glibc is not what it must be.
    package init(_ tree: SystemTree, python: String, architecture: PythonTarget.Architecture) throws(BaseError) {
        status = DpkgStatus(tree.text("var/lib/dpkg/status") ?? "")
        unpacked = DpkgStatus(tree.text(DebianBootstrap.unpackedList) ?? "").entries.map(\.package)
        debian = (tree.text("etc/debian_version") ?? "").filter { !$0.isWhitespace }
        guard let packaged = status.version(of: "python\(python)") else {
            let found = status.entries.map(\.package.name).filter { $0.hasPrefix("python3.") }.joined(separator: ", ")
            throw BaseError(
                .system,
                "the system has no package 'python\(python)', found \(found.isEmpty ? "no Python" : "'\(found)'")",
                hint: "correct 'python' of the variant, or add 'python3' to 'packages' in the recipe",
            )
        }
        let version = DpkgStatus.upstream(packaged)
        let glibc = status.version(of: "libc6").map(DpkgStatus.upstream) ?? ""
        guard let target = PythonTarget(fullVersion: version, glibc: glibc, architecture: architecture) else {
            throw BaseError(.system, "the system has Python '\(version)' and glibc '\(glibc)', which are not supported")
        }
        self.target = target
        let library = "usr/lib/python\(python)/"
        libraries = BaseLibraries.names(of: tree.entries)
        bytecode = tree.entries.map(\.path).filter { $0.hasPrefix(library) && $0.hasSuffix(".pyc") }
    }
}

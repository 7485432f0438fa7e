public import LayerArchive

/// The files that make a folder a virtual environment (PEP 405), as `python -m venv --without-pip` makes them.
public enum EnvironmentSkeleton {
    /// The skeleton of an environment: `pyvenv.cfg`, and `python` in three spellings as links to the base's interpreter.
    ///
    /// A Python started through these links has the environment as its `sys.prefix`; packages of the base are not seen.
    ///
    /// - Parameters:
    ///   - scheme: where the environment lies.
    ///   - basePython: the interpreter in the image, such as `/usr/bin/python3.13`.
    /// - Returns: entries of a layer, without parent folders other than the environment's own.
    public static func entries(_ scheme: InstallScheme, basePython: String) -> [LayerEntry] {
        let home = basePython.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let configuration = """
            home = \(home)
            include-system-site-packages = false
            version = \(scheme.pythonVersion)
            executable = \(basePython)

            """
        let links = names(scheme).map { LayerEntry.symbolicLink("\(scheme.scripts)/\($0)", to: basePython) }
        return [
            .directory(scheme.prefix), .directory(scheme.scripts), .directory(scheme.sitePackages),
            .file("\(scheme.prefix)/pyvenv.cfg", .text(configuration)),
        ] + links
    }

    /// Whether a path is the skeleton's; no wheel may install it.
    static func reserves(_ path: String, in scheme: InstallScheme) -> Bool {
        let taken = ["\(scheme.prefix)/pyvenv.cfg"] + names(scheme).map { "\(scheme.scripts)/\($0)" }
        return taken.contains { PathBytes.areSame(path, $0) || PathBytes.isBelow(path, $0) }
            || [scheme.scripts, "\(scheme.prefix)/lib"].contains(path)
    }

    private static func names(_ scheme: InstallScheme) -> [String] {
        ["python", "python3", "python\(scheme.pythonVersion)"]
    }
}

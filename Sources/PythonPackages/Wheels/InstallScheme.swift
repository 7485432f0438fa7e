/// Where an environment lies in the image, and for which Python (the paths are those of `sysconfig`'s scheme `venv`).
public struct InstallScheme: Sendable, Hashable, Codable {
    /// The environment's folder in the image without a leading slash, such as `opt/datalab/env`.
    public let prefix: String
    /// Major and minor version of its Python, such as `3.13`.
    public let pythonVersion: String

    /// An environment.
    ///
    /// - Parameters:
    ///   - prefix: its folder in the image, with or without slashes at the ends.
    ///   - pythonVersion: major and minor version, such as `3.13`.
    public init(prefix: String, pythonVersion: String) {
        self.prefix = prefix.split(separator: "/").joined(separator: "/")
        self.pythonVersion = pythonVersion
    }

    /// The environment's Python as scripts name it, such as `/opt/datalab/env/bin/python`.
    public var interpreter: String { "/\(prefix)/bin/python" }

    /// The folder of modules, pure or not.
    public var sitePackages: String { "\(prefix)/\(sitePackagesBelowPrefix)" }

    /// The folder of programs.
    var scripts: String { "\(prefix)/bin" }

    /// The folder of a project's C headers.
    func headers(of project: String) -> String { "\(prefix)/include/site/python\(pythonVersion)/\(project)" }

    /// A path in the image as RECORD has it: relative to the folder of modules.
    func recordPath(_ path: String) -> String {
        if path.hasPrefix(sitePackages + "/") { return String(path.dropFirst(sitePackages.utf8.count + 1)) }
        return "../../../" + path.dropFirst(prefix.utf8.count + 1)
    }

    private var sitePackagesBelowPrefix: String { "lib/python\(pythonVersion)/site-packages" }
}

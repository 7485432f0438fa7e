/// Where an environment lies in the image, and for which Python (the paths are those of `sysconfig`'s scheme `venv`).
public struct InstallScheme: Sendable, Hashable, Codable {
    /// The environment's folder in the image without a leading slash, such as `opt/datalab/env`.
    public let prefix: String
    /// Major and minor version of its Python, such as `3.13`.
    public let pythonVersion: String
    /// The folder of modules, pure or not.
    public let sitePackages: String

    /// An environment.
    ///
    /// - Parameters:
    ///   - prefix: its folder in the image, with or without slashes at the ends.
    ///   - pythonVersion: major and minor version, such as `3.13`.
    public init(prefix: String, pythonVersion: String) {
        let prefix = prefix.split(separator: "/").joined(separator: "/")
        self.prefix = prefix
        self.pythonVersion = pythonVersion
        sitePackages = "\(prefix)/lib/python\(pythonVersion)/site-packages"
    }

    /// The environment's Python as scripts name it, such as `/opt/datalab/env/bin/python`.
    public var interpreter: String { "/\(prefix)/bin/python" }

    /// The folder of programs.
    var scripts: String { "\(prefix)/bin" }

    /// The folder of a project's C headers.
    func headers(of project: String) -> String { "\(prefix)/include/site/python\(pythonVersion)/\(project)" }

    /// A path in the image as RECORD has it: relative to the folder of modules.
    func recordPath(_ path: String) -> String {
        // Bytes, not characters: this is asked for each of tens of thousands of files.
        let length = sitePackages.utf8.count
        if path.utf8.starts(with: sitePackages.utf8), path.utf8.dropFirst(length).first == UInt8(ascii: "/") {
            return String(path.utf8.dropFirst(length + 1)) ?? path
        }
        return "../../../" + (String(path.utf8.dropFirst(prefix.utf8.count + 1)) ?? path)
    }
}

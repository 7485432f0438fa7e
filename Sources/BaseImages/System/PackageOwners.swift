package import LayerArchive

/// Which Debian package each path of a system belongs to, from dpkg's lists of files (`/var/lib/dpkg/info/*.list`).
package struct PackageOwners {
    private var owners: [Substring: String] = [:]

    /// Reads the lists.
    ///
    /// A folder that several packages name belongs to the first of them, preferred ones first: then a package more does not
    /// move the folders of the preferred.
    /// - Parameters:
    ///   - lists: the lists' texts by path.
    ///   - preferred: the packages that come first.
    ///   - aliases: links at the root to folders below it (`bin` to `usr/bin`): packages name files by either.
    package init(lists: [BytePath: String], preferred: Set<String>, aliases: [String: String]) {
        let named = lists.compactMap { path, text in Self.package(ofList: path.text).map { (package: $0, text: text) } }
        let sorted = named.sorted { $0.package < $1.package }
        for (package, text) in sorted.filter({ preferred.contains($0.package) }) + sorted {
            for line in text.split(separator: "\n") where line.hasPrefix("/") && line.count > 2 {
                let path = Self.resolved(line.dropFirst(), aliases)
                if owners[path] == nil { owners[path] = package }
            }
        }
    }

    /// The owners of a system's paths.
    ///
    /// - Parameters:
    ///   - tree: the system, with its lists.
    ///   - preferred: the packages that come first.
    init(_ tree: SystemTree, preferred: Set<String>) {
        let links = tree.entries.compactMap { entry -> (String, String)? in
            guard case .symbolicLink(let target) = entry.kind, !entry.path.contains("/") else { return nil }
            return (entry.path, target)
        }
        let lists = tree.texts { $0.hasPrefix("var/lib/dpkg/info/") && $0.hasSuffix(".list") }
        self.init(lists: lists, preferred: preferred, aliases: Dictionary(links) { first, _ in first })
    }

    /// The package of a path; nil for what packages' scripts have made.
    ///
    /// Bytecode belongs to the package of its source.
    package func owner(of path: String) -> String? {
        if let owner = owners[path[...]] { return owner }
        return Self.source(ofBytecode: path).flatMap { owners[$0[...]] }
    }

    /// `var/lib/dpkg/info/libc6:amd64.list` is the list of `libc6`.
    private static func package(ofList path: String) -> String? {
        guard path.hasPrefix("var/lib/dpkg/info/"), path.hasSuffix(".list") else { return nil }
        let name = path.dropFirst("var/lib/dpkg/info/".count).dropLast(".list".count)
        return name.split(separator: ":").first.map(String.init)
    }

    private static func resolved(_ path: Substring, _ aliases: [String: String]) -> Substring {
        guard let slash = path.firstIndex(of: "/"), let target = aliases[String(path[..<slash])] else { return path }
        return "\(target)\(path[slash...])"[...]
    }

    /// `a/__pycache__/b.cpython-313.pyc` comes from `a/b.py`.
    static func source(ofBytecode path: String) -> String? {
        guard path.hasSuffix(".pyc"), let folder = path.firstRange(of: "/__pycache__/") else { return nil }
        let name = path[folder.upperBound...].prefix { $0 != "." }
        return "\(path[..<folder.lowerBound])/\(name).py"
    }
}

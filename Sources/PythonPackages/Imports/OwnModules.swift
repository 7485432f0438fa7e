/// The modules that a repository holds itself, and what can be imported from where.
struct OwnModules {
    /// What a name leads to.
    enum Finding: Equatable {
        /// These files are executed by the import.
        case files([String])
        /// There is no such module to be had from there.
        case none
    }

    private let files: Set<String>
    /// The folders that hold Python files, at any depth.
    private let folders: Set<String>
    /// Where each module or package lies, by its own name: the folders above it, sorted.
    private let homes: [String: [String]]

    /// The modules of a repository.
    ///
    /// - Parameter paths: the paths of its files.
    init(paths: some Sequence<String>) {
        var files: Set<String> = []
        var folders: Set<String> = []
        var homes: [String: Set<String>] = [:]
        for path in paths where path.hasSuffix(".py") || path.hasSuffix(".so") || path.hasSuffix(".pyx") {
            let name = Self.stem(path)
            let folder = Self.folder(of: path)
            files.insert(folder.isEmpty ? "\(name).py" : "\(folder)/\(name).py")
            homes[name, default: []].insert(folder)
            var parent = folder
            while !parent.isEmpty, folders.insert(parent).inserted {
                let above = Self.folder(of: parent)
                homes[String(parent.dropFirst(above.isEmpty ? 0 : above.count + 1)), default: []].insert(above)
                parent = above
            }
        }
        self.files = files
        self.folders = folders
        self.homes = homes.mapValues { $0.sorted() }
    }

    /// Finds a module in folders that Python looks in, in their order.
    ///
    /// - Parameters:
    ///   - module: its name, with dots.
    ///   - names: what is taken from it, which can be modules too.
    ///   - searched: the folders.
    /// - Returns: what the name leads to.
    func find(_ module: String, taking names: [String] = [], from searched: [String]) -> Finding {
        let parts = module.split(separator: ".").map(String.init)
        for folder in searched {
            if let found = executed(parts, names, below: folder) { return .files(found) }
        }
        return .none
    }

    /// The folders from which a module could be imported, the shallowest first; empty for one that the repository has not.
    ///
    /// A package's own parts do not count: `utils` in `mylab/utils.py` is imported as `mylab.utils`.
    func homes(of top: String) -> [String] {
        (homes[top] ?? []).filter { home in
            let place = Self.join(home, top)
            return !files.contains(Self.join(home, "__init__.py"))
                && (files.contains("\(place).py") || files.contains("\(place)/__init__.py"))
        }
        .sorted { ($0.split(separator: "/").count, $0) < ($1.split(separator: "/").count, $1) }
    }

    /// The folders of the packages of a name: with an `__init__.py`, and in no other package.
    func packages(named top: String) -> [String] {
        homes(of: top).map { Self.join($0, top) }.filter { files.contains("\($0)/__init__.py") }
    }

    /// Whether a file is part of a package: one that is imported, not started.
    func isPart(_ path: String) -> Bool { files.contains(Self.join(Self.folder(of: path), "__init__.py")) }

    private func executed(_ parts: [String], _ names: [String], below folder: String) -> [String]? {
        guard let first = parts.first else { return nil }
        var place = Self.join(folder, first)
        if files.contains("\(place).py") { return ["\(place).py"] }
        guard folders.contains(place) else { return nil }
        var found: [String] = []
        for part in parts.dropFirst() {
            found += initial(place)
            let next = Self.join(place, part)
            if files.contains("\(next).py") { return found + ["\(next).py"] }
            guard folders.contains(next) else { return found.isEmpty ? nil : found }
            place = next
        }
        found += initial(place)
        found += names.flatMap { name -> [String] in
            let next = Self.join(place, name)
            return files.contains("\(next).py") ? ["\(next).py"] : initial(next)
        }
        // A folder without a file of that name is a package only where no installed one has the name: then it hides nothing.
        return found.isEmpty ? nil : found
    }

    private func initial(_ folder: String) -> [String] {
        let file = Self.join(folder, "__init__.py")
        return files.contains(file) ? [file] : []
    }

    // MARK: paths

    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

    /// A path from a folder, as a path of the repository; nil for one that leads out of it, or begins at a root.
    static func resolve(_ path: String, from folder: String) -> String? {
        guard !path.hasPrefix("/"), !path.hasPrefix("~") else { return nil }
        var parts = folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// `a/b.cpython-313-x86_64-linux-gnu.so` is `b`.
    private static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return String(name.prefix { $0 != "." })
    }
}

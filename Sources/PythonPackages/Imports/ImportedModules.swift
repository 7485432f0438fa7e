internal import Foundation

/// The modules that a repository's notebooks and programs import and do not bring themselves: what has to come from somewhere.
///
/// What notebooks import counts, and what the repository's own modules import that they use; programs that nobody imports count as
/// notebooks do. Tests, settings of tools and parts of packages that nothing uses do not.
package struct ImportedModules: Sendable, Hashable, Codable {
    /// A module, and who imports it.
    package struct Module: Sendable, Hashable, Codable {
        /// Its name, with dots.
        package var name: String
        /// What is taken from it, sorted: modules or what is in them.
        package var taken: [String]
        /// The files that import it, as numbers in ``ImportedModules/files``.
        package var users: [Int]
        /// Where the first of them does: the code cell, from 1, in a notebook.
        package var cell: Int?
        /// The line, from 1, where the first of them does: in the cell, or in the file.
        package var line: Int
    }

    /// A module of the repository that cannot be imported from where it is wanted.
    package struct OutOfReach: Sendable, Hashable, Codable {
        /// Its top-level name.
        package var name: String
        /// The folder that it lies in; empty for the root.
        package var folder: String
        /// The files that import it, as numbers in ``ImportedModules/files``.
        package var users: [Int]
        /// The code cell of the first of them, from 1.
        package var cell: Int?
    }

    /// The notebooks and programs that import something, by path.
    package var files: [String] = []
    /// The modules, by name.
    package var modules: [Module] = []
    /// The repository's own modules that are not found from where they are wanted, by name.
    package var outOfReach: [OutOfReach] = []
    /// The repository's own packages that notebooks import, found from there or not: their folders, sorted.
    package var ownPackages: [String] = []
    /// The requirements that notebooks install by themselves, by normalised name.
    package var installed: [String: String] = [:]
    /// The files that cannot be read as what they are called.
    package var unreadable: [String] = []

    /// Nothing is imported.
    package init() {}

    /// Whether a file's imports can matter: one of a hidden folder is none of the user's.
    package static func isLookedInto(_ path: String) -> Bool {
        FileImports.isSource(path) && !path.hasPrefix(".") && !path.contains("/.")
    }

    /// Follows the imports of all files.
    ///
    /// - Parameters:
    ///   - read: what each file imports, by path.
    ///   - paths: the paths of all files.
    package init(_ read: [String: FileImports], among paths: [String]) {
        var walk = ImportWalk(read, paths)
        walk.walk()
        self = walk.result()
    }
}

/// Goes from notebooks and programs to the repository's own modules that they use, and gathers what is left.
private struct ImportWalk {
    private struct Use {
        var users: Set<Int> = []
        var taken: Set<String> = []
        var cell: Int?
        var line = 1
        /// Whether one of those who import it cannot do without.
        var isNeeded = false
    }

    private let read: [String: FileImports]
    private let own: OwnModules
    private var roots: [String] = []
    private var uses: [String: Use] = [:]
    private var outOfReach: [String: Use] = [:]
    /// Folders of the repository's own packages that notebooks import.
    private var ownPackages: Set<String> = []
    /// Modules that are written by notebooks, or may come from folders that are only known when they run.
    private var written: Set<String> = []
    private var visits = 0

    /// Enough for a thousand notebooks that use a hundred modules each.
    private static let mostVisits = 100_000

    init(_ read: [String: FileImports], _ paths: [String]) {
        self.read = read
        own = OwnModules(paths: paths)
        written = Set(
            read.values.flatMap(\.writes).filter { $0.hasSuffix(".py") }.compactMap { path in
                path.split(separator: "/").last.map { String($0.dropLast(3)) }
            }
        )
    }

    mutating func walk() {
        let notebooks = read.keys.filter { FileImports.isNotebook($0) && read[$0]?.imports.isEmpty == false }.sorted()
        var reached: Set<String> = []
        for path in notebooks { reached.formUnion(follow(path)) }
        let programs = read.keys.filter { !FileImports.isNotebook($0) && !Self.isAside($0) && !own.isPart($0) }
        for path in programs.sorted() where !reached.contains(path) { reached.formUnion(follow(path)) }
    }

    func result() -> ImportedModules {
        var result = ImportedModules()
        result.files = roots
        result.modules = uses.filter(\.value.isNeeded).map { name, use in
            .init(name: name, taken: use.taken.sorted(), users: use.users.sorted(), cell: use.cell, line: use.line)
        }
        .sorted { $0.name < $1.name }
        result.outOfReach = outOfReach.filter(\.value.isNeeded).map { name, use in
            .init(name: name, folder: own.homes(of: name).first ?? "", users: use.users.sorted(), cell: use.cell)
        }
        .sorted { $0.name < $1.name }
        for file in read.values.sorted(by: { $0.path < $1.path }) {
            for requirement in file.installs.flatMap({ InstalledInNotebook.requirements($0.arguments) }) {
                if result.installed[requirement.name] == nil {
                    result.installed[requirement.name] = requirement.description
                }
            }
        }
        result.ownPackages = ownPackages.sorted()
        result.unreadable = read.values.filter { $0.fault != nil }.map(\.path).sorted()
        return result
    }

    /// Follows one notebook or program; gives the repository's own files that it uses.
    private mutating func follow(_ root: String) -> Set<String> {
        guard let imports = read[root] else { return [] }
        let number = roots.count
        roots.append(root)
        let (searched, isComputed) = searched(by: imports)
        var seen: Set<String> = [root]
        var waiting = [root]
        while let path = waiting.popLast(), visits < Self.mostVisits {
            visits += 1
            for found in read[path]?.imports ?? [] {
                let next = take(found, in: path, of: root, number, searched, isComputed)
                waiting += next.filter { seen.insert($0).inserted }
            }
        }
        return seen
    }

    /// Takes one import down; gives the own files that it executes.
    private mutating func take(
        _ found: FileImports.Import,
        in path: String,
        of root: String,
        _ number: Int,
        _ searched: [String],
        _ isComputed: Bool,
    ) -> [String] {
        if found.level > 0 { return relative(found, in: path) }
        let top = String(found.module.prefix { $0 != "." })
        if path == root, FileImports.isNotebook(root) { ownPackages.formUnion(own.packages(named: top)) }
        if case .files(let files) = own.find(found.module, taking: found.names, from: searched) { return files }
        guard !written.contains(top), !StandardModules.isAlwaysIncluded(top) else { return [] }
        let homes = own.homes(of: top)
        if isComputed, let home = homes.first {
            // Where it looks is only known when it runs; that it finds what is there is likely.
            if case .files(let files) = own.find(found.module, taking: found.names, from: [home]) { return files }
            return []
        }
        // A module's own functions may be for those who have more; a notebook's are run.
        let isNeeded = !found.optional && !(found.lazy && path != root) || isInstalled(found.module, by: root)
        let isFirst = path == root
        Self.add(found, number, isNeeded, isFirst, to: &uses[found.module, default: Use()])
        if !homes.isEmpty { Self.add(found, number, isNeeded, isFirst, to: &outOfReach[top, default: Use()]) }
        return []
    }

    private static func add(
        _ found: FileImports.Import,
        _ number: Int,
        _ isNeeded: Bool,
        _ isFirst: Bool,
        to use: inout Use,
    ) {
        if use.users.isEmpty || isNeeded && !use.isNeeded {
            (use.cell, use.line) = isFirst ? (found.cell, found.line) : (nil, 1)
        }
        if isNeeded && !use.isNeeded { use.users = [] }
        guard isNeeded || !use.isNeeded else { return }
        use.isNeeded = isNeeded
        use.users.insert(number)
        use.taken.formUnion(found.names.prefix(20))
    }

    /// Whether a notebook installs itself what brings a module: then it needs it, whatever it does without.
    private func isInstalled(_ module: String, by root: String) -> Bool {
        let packages = Set(ModuleNames.packages(bringing: module))
        return (read[root]?.installs ?? []).contains { install in
            InstalledInNotebook.requirements(install.arguments).contains { packages.contains($0.name) }
        }
    }

    private func relative(_ found: FileImports.Import, in path: String) -> [String] {
        var folder = OwnModules.folder(of: path)
        for _ in 1..<max(found.level, 1) { folder = OwnModules.folder(of: folder) }
        if found.module.isEmpty {
            return found.names.flatMap { name -> [String] in
                if case .files(let files) = own.find(name, from: [folder]) { files } else { [] }
            }
        }
        if case .files(let files) = own.find(found.module, taking: found.names, from: [folder]) { return files }
        return []
    }

    /// The folders that Python looks in for a file's imports, and whether there are more that are only known when it runs.
    private func searched(by file: FileImports) -> (folders: [String], isComputed: Bool) {
        let folder = OwnModules.folder(of: file.path)
        var folders = [folder]
        var isComputed = false
        for texts in file.paths {
            let candidates = (texts + [texts.joined(separator: "/")]).compactMap { text in
                OwnModules.resolve(text.hasSuffix(".py") ? OwnModules.folder(of: text) : text, from: folder)
            }
            folders += candidates
            if texts.isEmpty || candidates.isEmpty { isComputed = true }
        }
        return (folders, isComputed)
    }

    /// Files of a project's own machinery, which no datalab starts.
    private static func isAside(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: "/").map(String.init)
        let names: Set = [
            "setup.py", "conftest.py", "conf.py", "noxfile.py", "versioneer.py", "tasks.py", "fabfile.py", "manage.py",
            "hubconf.py",
        ]
        guard let name = parts.last, !names.contains(name), !name.hasPrefix("test_"), !name.hasSuffix("_test.py") else {
            return true
        }
        let folders: Set = [
            "test", "tests", "testing", "doc", "docs", "ci", "benchmark", "benchmarks", "_ext", "node_modules",
        ]
        return parts.dropLast().contains { folders.contains($0) }
    }
}

/// What a notebook's `pip install` says it needs.
enum InstalledInNotebook {
    /// The requirements among the words of a command line; options, files, addresses and what follows the command are left out.
    static func requirements(_ arguments: String) -> [Requirement] {
        var found: [Requirement] = []
        var isValue = false
        for word in words(arguments) {
            if [";", "&&", "||", "|", "&", ">", "#"].contains(where: { word.hasPrefix($0) }) { break }
            if isValue {
                isValue = false
                continue
            }
            if word.hasPrefix("-") {
                isValue = withValue.contains(word)
                continue
            }
            guard !word.contains("/"), !word.contains("$"), !word.contains("{"), !word.hasPrefix("."),
                let requirement = try? Requirement(parsing: word), !ofTools.contains(requirement.name)
            else { continue }
            found.append(requirement)
        }
        return found
    }

    private static let withValue: Set = [
        "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-i", "--index-url", "--extra-index-url", "-f",
        "--find-links", "-t", "--target", "--channel", "-n", "--name", "-p", "--prefix", "--root", "--python",
    ]
    private static let ofTools: Set = ["pip", "setuptools", "wheel", "uv", "conda", "mamba"]

    /// The words of a command line, as a shell divides them (quotes, no expansion).
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else if character == ";" {
                if !word.isEmpty { words.append(word) }
                return words
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}

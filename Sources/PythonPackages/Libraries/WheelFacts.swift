internal import LayerArchive

/// What is remembered of a wheel that was opened once: the modules it brings, the libraries it needs and brings, what is Jupyter's.
package struct WheelFacts: Sendable, Hashable {
    /// The outermost modules and packages, with dots where they lie in a namespace; sorted.
    package var modules: [String] = []
    /// The libraries that its modules and libraries need and that it does not bring, by the names that the loader uses; sorted.
    package var needed: [String] = []
    /// The libraries it brings, by their files' and their own names; sorted.
    package var libraries: [String] = []
    /// Its kernels and extensions.
    package var jupyter = JupyterParts()

    /// Nothing.
    package init() {}

    /// Reads facts from their text; nil for another version's, and for a part of one.
    package init?(_ text: String) {
        var lines = text.split(separator: "\n")[...]
        guard lines.popFirst() == Self.head, lines.popLast() == Self.end else { return nil }
        for line in lines {
            let value = String(line.dropFirst(2))
            switch line.first {
            case "m": modules.append(value)
            case "n": needed.append(value)
            case "l": libraries.append(value)
            default: if !jupyter.take(line) { return nil }
            }
        }
    }

    /// The facts as a text: a line each.
    package var text: String {
        let lines = modules.map { "m \($0)" } + needed.map { "n \($0)" } + libraries.map { "l \($0)" } + jupyter.lines
        return ([String(Self.head)] + lines + [String(Self.end)]).joined(separator: "\n")
    }

    /// Another number for other facts of the same wheel.
    package static let version = 3

    private static let head: Substring = "wheel facts"
    private static let end: Substring = "end"
}

extension WheelFacts {
    /// The modules among installed files.
    ///
    /// - Parameter paths: the paths below the folder that modules are in.
    /// - Returns: their names, sorted.
    package static func modules(among paths: [String]) -> [String] {
        var packages: Set<String> = []
        for path in paths where path == "__init__.py" || path.utf8.ends(in: "/__init__.py") {
            packages.insert(String(path.dropLast("/__init__.py".count)))
        }
        var found: Set<String> = []
        var outermost = OutermostPackages(packages)
        for path in paths where !outermost.holds(path) {
            guard let name = stem(path) else { continue }
            var parts = path.split(separator: "/").dropLast().map(String.init)
            guard (parts + [name]).allSatisfy(isIdentifier) else { continue }
            // The outermost package counts; a module that is in none lies in a namespace.
            let outermost = (1...max(parts.count, 1)).first {
                $0 <= parts.count && packages.contains(parts[..<$0].joined(separator: "/"))
            }
            if let outermost {
                parts = Array(parts[..<outermost])
            } else {
                parts.append(name)
            }
            found.insert(parts.joined(separator: "."))
        }
        return found.union(outermost.names.filter(isIdentifier)).sorted()
    }

    /// The packages that lie in no other: nearly all files are in one of them, and add no module to it.
    private struct OutermostPackages {
        let names: Set<String>
        /// The one that the file before was in: files of a folder follow each other.
        private var last = ""

        init(_ packages: Set<String>) {
            names = packages.filter { !$0.isEmpty && !$0.utf8.contains(UInt8(ascii: "/")) }
        }

        mutating func holds(_ path: String) -> Bool {
            guard let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
            let folder = path[..<slash]
            if folder == last { return true }
            guard names.contains(String(folder)) else { return false }
            last = String(folder)
            return true
        }
    }

    /// The name of the module that a file is; nil when it is none.
    private static func stem(_ path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if name.hasSuffix(".py") { return String(name.dropLast(3)) }
        guard name.hasSuffix(".so") else { return nil }
        let stem = name.prefix { $0 != "." }
        return String(stem)
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
        return name.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }
}

/// Watches a wheel's libraries while the wheel is written to a layer.
package struct WheelWatch: Sendable {
    private let modules: [String]
    private let jupyter: JupyterParts
    private let scans: [(path: String, content: LayerContent, scan: SharedObjectScan)]

    /// Watches what a wheel installs.
    ///
    /// - Parameter wheel: the wheel; its libraries tell the watch what goes by when they are read.
    /// - Throws: `LayerArchiveError` for Jupyter's files that cannot be read.
    package init(_ wheel: inout InstalledWheel) throws {
        let below = (wheel.scheme.sitePackages + "/").utf8
        let paths = wheel.files.map(\.path).filter { $0.utf8.starts(with: below) }
        modules = WheelFacts.modules(among: paths.compactMap { String($0.utf8.dropFirst(below.count)) })
        jupyter = try JupyterParts(of: wheel)
        var scans: [(path: String, content: LayerContent, scan: SharedObjectScan)] = []
        for index in wheel.files.indices where Self.isLibrary(wheel.files[index].path) {
            let scan = SharedObjectScan()
            scans.append((wheel.files[index].path, wheel.files[index].content, scan))
            wheel.files[index].watch { scan.take($0) }
        }
        self.scans = scans
    }

    /// What was seen.
    ///
    /// - Parameters:
    ///   - machine: the processor that the datalab is for: libraries for others are none of its.
    ///   - isRead: whether the files have gone by; else they are read now.
    /// - Returns: the facts.
    /// - Throws: `LayerArchiveError` for content that cannot be read.
    package func facts(for machine: SharedObject.Machine, isRead: Bool) throws -> WheelFacts {
        var needed: Set<String> = []
        var brought: Set<String> = []
        for (path, content, scan) in scans {
            if !isRead { try content.read { scan.take($0) } }
            guard let object = try Self.object(scan.finish(), content), object.machine == machine else { continue }
            let name = path.split(separator: "/").last.map(String.init) ?? path
            brought.formUnion([name, object.name].compactMap { $0 })
            if !Self.isPlugin(path) {
                needed.formUnion(object.needed.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
            }
        }
        var facts = WheelFacts()
        facts.modules = modules
        facts.jupyter = jupyter
        facts.needed = needed.subtracting(brought).filter(Self.isName).sorted()
        // Modules are libraries too, and nobody needs them by their names.
        facts.libraries = brought.filter { $0.hasPrefix("lib") && Self.isName($0) }.sorted()
        return facts
    }

    /// What a library says of itself, read once more where the scan had not kept what tells it.
    private static func object(_ outcome: SharedObjectScan.Outcome, _ content: LayerContent) throws -> SharedObject? {
        switch outcome {
        case .object(let object): return object
        case .none: return nil
        case .keepsTooLittle:
            let scan = SharedObjectScan(keepsMore: true)
            try content.read { scan.take($0) }
            guard case .object(let object) = scan.finish() else { return nil }
            return object
        }
    }

    /// `libgsl.so.27`, `_core.cpython-313-x86_64-linux-gnu.so`.
    private static func isLibrary(_ path: String) -> Bool {
        // Of tens of thousands of files few are libraries: bytes tell that many times faster than characters.
        if path.utf8.ends(in: ".so") { return true }
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return false }
        let name = path.utf8[slash...]
        return name.contains(UInt8(ascii: ".")) && !path.utf8.ends(in: ".py") && path[slash...].contains(".so.")
    }

    /// What is loaded when somebody asks for it and done without where it fails; but for the one that draws windows.
    private static func isPlugin(_ path: String) -> Bool {
        guard !path.hasSuffix("/platforms/libqxcb.so") else { return false }
        let folders = path.split(separator: "/").dropLast()
        return folders.contains { ["plugins", "qml", "test", "tests", "gstreamer-1.0"].contains($0) }
    }

    /// Whether a name can be a library's: what a file claims is not believed.
    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= 200
            && name.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0 != "/" && $0 != "\u{7F}" }
    }
}

extension InstalledFile {
    /// Has somebody told what goes by when the content is read.
    fileprivate mutating func watch(_ observer: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
        content.observer = observer
    }
}

extension String.UTF8View {
    /// Whether it ends in these bytes.
    fileprivate func ends(in text: StaticString) -> Bool {
        text.withUTF8Buffer { reversed().starts(with: $0.reversed()) }
    }
}

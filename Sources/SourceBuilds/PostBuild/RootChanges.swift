internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import SystemPackage
internal import Texts

/// What a run has changed in a root, as entries of a layer: what is as it was is left out, modes are those of shipped files, and
/// what is gone is marked.
struct RootChanges {
    /// The entries, each by the path that it is about: a mark by that of what is gone.
    private(set) var entries: [BytePath: LayerEntry] = [:]
    /// What no layer may hold, a line each.
    private(set) var refused: [String] = []
    /// How many names are new, have other content, and are gone.
    private(set) var added = 0, changed = 0, removed = 0

    private let root: FinishedRoot
    private let tree: WrittenTree
    private let shipped: ShippedFiles
    /// Folders that show nothing of what was in them.
    private var hiding: Set<BytePath> = []
    /// The names of each file, of those that are in the layer.
    private var names: [BytePath: [BytePath]] = [:]

    /// The files that a start copies elsewhere, and the script as it was run.
    struct ShippedFiles {
        let folder: BytePath
        let script: BytePath
        let scriptDigest: Digest
    }

    /// Places that are no image's: the machine's and the box's own.
    private static let places: [BytePath] = ["tmp", "proc", "dev", "run", "sys", "var/tmp"]

    /// Holds what was written against what was there.
    ///
    /// - Throws: `CancellationError`.
    init(_ tree: WrittenTree, in root: FinishedRoot, shipped: ShippedFiles) throws {
        self.root = root
        self.tree = tree
        self.shipped = shipped
        for entry in tree.entries where !Self.isElsewhere(entry.path) {
            try Task.checkCancellation()
            take(entry)
        }
        hideLower()
        hideBytecode()
        linkNames()
        for path in Array(entries.keys) { addFolders(above: path) }
    }

    private static func isElsewhere(_ path: BytePath) -> Bool {
        places.contains { path == $0 || path.isBelow($0) }
    }

    /// Bytecode that Python keeps for itself: no image has that of users' files.
    private static func isBytecode(_ path: BytePath) -> Bool { path.parts.contains("__pycache__") }

    // MARK: one name

    private mutating func take(_ entry: WrittenTree.Entry) {
        let path = entry.path
        switch entry.kind {
        case .gone:
            guard root.find(path) != nil else { return }
            markGone(path)
        case .folder(let hidesLower):
            let isHidden = hidesLower || path.folder.map(hiding.contains) == true
            if root.find(path) == .folder {
                if isHidden { hiding.insert(path) }
            } else if !Self.isBytecode(path) {
                put(.directory(path.text))
            }
        case .file(let range, let mode, let first): takeFile(path, range, mode, first)
        case .link(let target):
            guard root.find(path) != .link(target: BytePath(target)) else { return }
            if let reason = escape(of: path, to: target) {
                return refused.append("\(ShownText.quoted("/\(path.text)")) \(reason)")
            }
            put(.symbolicLink(path.text, to: target))
        case .odd(let what): refused.append("\(ShownText.quoted("/\(path.text)")) is \(what)")
        }
    }

    private mutating func takeFile(_ path: BytePath, _ range: Range<Int>, _ mode: UInt16, _ first: BytePath) {
        guard !Self.isBytecode(path) else { return }
        let isExecutable = mode & 0o111 != 0
        if case .file(let size, let oldMode) = root.find(path), size == range.count,
            (oldMode & 0o111 != 0) == isExecutable, mode & 0o6000 == UInt16(oldMode & 0o6000),
            root.file(path, has: range, of: tree.content)
        {
            return
        }
        if path == shipped.script, digest(of: range) == shipped.scriptDigest { return }
        guard mode & 0o6000 == 0 else {
            return refused.append("\(ShownText.quoted("/\(path.text)")) would run as its owner (set-uid or set-gid)")
        }
        let content = LayerContent(.mapped(tree.content, range), size: UInt64(range.count))
        put(.file(path.text, content, executable: isExecutable))
        names[first, default: []].append(path)
    }

    private mutating func put(_ entry: LayerEntry) {
        let path = BytePath(entry.path)
        guard !PathBytes.starts(path.name, with: ".wh.") else {
            return refused.append("\(ShownText.quoted("/\(path.text)")) has a name that deletes files of the image")
        }
        if root.find(path) == nil { added += 1 } else { changed += 1 }
        entries[path] = root.owned(entry)
    }

    private mutating func markGone(_ path: BytePath) {
        removed += 1
        entries[path] = .whiteout(of: path.text)
    }

    /// Why a link may not be in the image; nil when it may.
    private func escape(of path: BytePath, to target: String) -> String? {
        let isAbsolute = target.utf8.first == UInt8(ascii: "/")
        // The files that a datalab ships are copied to the user's workspace at a start: a way out of them leads elsewhere then.
        let isShipped = path.isBelow(shipped.folder) && !isAbsolute
        let above = isAbsolute ? 0 : path.parts.count - 1 - (isShipped ? shipped.folder.parts.count : 0)
        var depth = above
        for part in PathBytes.parts(target) where part != "." {
            depth += part == ".." ? -1 : 1
            guard depth < 0 else { continue }
            return isShipped
                ? "is a link that leads out of the shipped files, which are copied elsewhere at a start: \(ShownText.quoted(target))"
                : "is a link that leads out of the image: \(ShownText.quoted(target))"
        }
        return nil
    }

    // MARK: all names

    /// Marks as gone what was in folders that others have taken the place of.
    private mutating func hideLower() {
        guard !hiding.isEmpty else { return }
        var kept: [BytePath: Set<BytePath>] = [:]
        for entry in tree.entries where !Self.isBytecode(entry.path) {
            if case .gone = entry.kind { continue }
            guard let folder = entry.path.folder, hiding.contains(folder) else { continue }
            kept[folder, default: []].insert(entry.path)
        }
        for folder in hiding {
            for name in root.names(in: folder) {
                let path: BytePath = "\(folder.text)/\(name)"
                if kept[folder]?.contains(path) != true, !Self.isElsewhere(path) { markGone(path) }
            }
        }
    }

    /// Marks bytecode as gone whose source is another or gone: that of a base's server is used without a look at the source.
    private mutating func hideBytecode() {
        for source in Array(entries.keys) where PathBytes.ends(source.name, with: ".py") && root.find(source) != nil {
            guard let folder = source.folder else { continue }
            let cache: BytePath = "\(folder.text)/__pycache__"
            if case .whiteout = entries[cache]?.kind { continue }
            guard root.find(cache) == .folder else { continue }
            let stem = String(source.name.dropLast(2))
            for name in root.names(in: cache)
            where PathBytes.starts(name, with: stem) && PathBytes.ends(name, with: ".pyc") {
                let path: BytePath = "\(cache.text)/\(name)"
                entries[path] = .whiteout(of: path.text)
            }
        }
    }

    /// Makes several names of one file what they are, the first in the order of a layer the file itself.
    private mutating func linkNames() {
        for paths in names.values where paths.count > 1 {
            let sorted = paths.sorted()
            for path in sorted.dropFirst() { entries[path]?.kind = .hardLink(target: sorted[0].text) }
        }
    }

    private mutating func addFolders(above path: BytePath) {
        var folder = path.folder
        while let place = folder, entries[place] == nil {
            entries[place] = root.entry(ofFolder: place)
            folder = place.folder
        }
    }

    // MARK: comparing

    private func digest(of range: Range<Int>) -> Digest {
        let hasher = ContentHasher(.sha256)
        let step = 1 << 20
        for start in stride(from: range.lowerBound, to: range.upperBound, by: step) {
            tree.content.withBytes(start..<min(start + step, range.upperBound)) { hasher.update($0) }
        }
        return hasher.finish()
    }

    /// The paths whose entries differ from another run's, sorted; none when the layers are the same.
    func differences(from other: RootChanges) -> [BytePath] {
        Set(entries.keys).union(other.entries.keys).filter { fingerprint(of: $0) != other.fingerprint(of: $0) }.sorted()
    }

    private func fingerprint(of path: BytePath) -> String? {
        guard let entry = entries[path] else { return nil }
        let facts = "\(entry.mode) \(entry.owner) \(entry.group)"
        switch entry.kind {
        case .directory: return "folder \(facts)"
        case .symbolicLink(let target): return "link \(target)"
        case .hardLink(let target): return "name of \(target)"
        case .whiteout: return "gone"
        case .file(let content):
            guard case .mapped(_, let range) = content.source else { return nil }
            return "file \(facts) \(digest(of: range))"
        }
    }
}

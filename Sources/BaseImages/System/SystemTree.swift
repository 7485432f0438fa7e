package import LayerArchive

/// The files of a Debian system, without what differs from one making to the next.
package struct SystemTree {
    /// The entries, in the order of the tar.
    package private(set) var entries: [LayerEntry]

    /// Takes over what belongs in an image.
    ///
    /// - Parameter all: the entries of a system that was just made.
    package init(cleaning all: [LayerEntry]) {
        entries = all.filter { !Self.isLeftOut($0.path) && !Self.isTimedBytecode($0) }
        // Runtimes put files of their own here, and some do not make the places for them in a read-only root.
        for path in ["etc/hostname", "etc/hosts", "etc/resolv.conf"] {
            entries.removeAll { $0.path == path }
            entries.append(.file(path, .bytes([])))
        }
        replaceBytes(JavaKeystore.path) { JavaKeystore.dated($0, time: UInt64(LayerFormat.modificationTime) * 1000) }
    }

    /// The folders by path.
    var folders: [BytePath: LayerEntry] {
        entries.filter(\.isFolder).keyed(by: \.path)
    }

    /// The text of a regular file; nil when there is none.
    package func text(_ path: String) -> String? {
        guard let entry = entries.first(where: { $0.path == path }), case .file(let content) = entry.kind else {
            return nil
        }
        return content.bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The texts of all regular files whose path fits, by path.
    func texts(where fits: (String) -> Bool) -> [BytePath: String] {
        var texts: [BytePath: String] = [:]
        for entry in entries where fits(entry.path) {
            guard case .file(let content) = entry.kind, let bytes = content.bytes else { continue }
            texts[BytePath(entry.path)] = String(decoding: bytes, as: UTF8.self)
        }
        return texts
    }

    /// Replaces a file's text, keeping its mode and owner.
    mutating func replaceText(_ path: String, with change: (String) -> String) {
        replaceBytes(path) { Array(change(String(decoding: $0, as: UTF8.self)).utf8) }
    }

    /// Replaces a file's content unless there is no other for it, keeping its mode and owner.
    private mutating func replaceBytes(_ path: String, with change: ([UInt8]) -> [UInt8]?) {
        guard let index = entries.firstIndex(where: { $0.path == path }), case .file(let content) = entries[index].kind,
            let bytes = content.bytes.flatMap(change)
        else { return }
        entries[index].kind = .file(.bytes(bytes))
    }

    /// Adds an entry.
    mutating func add(_ entry: LayerEntry) {
        entries.append(entry)
    }

    /// Logs, caches, locks and backups, and what names this machine or the mirror.
    static func isLeftOut(_ path: String) -> Bool {
        leftOut.contains(path) || leftOutBelow.contains { path.hasPrefix($0) }
    }

    private static let leftOut: Set<String> = [
        "etc/apt/sources.list", "etc/dpkg/dpkg.cfg.d/99mmdebstrap", "etc/machine-id", "etc/.pwd.lock", "etc/group-",
        "etc/gshadow-", "etc/passwd-", "etc/shadow-",
        "etc/subgid-", "etc/subuid-", "var/lib/dbus/machine-id", "var/lib/dpkg/available",
        "var/lib/dpkg/diversions-old",
        "var/lib/dpkg/lock", "var/lib/dpkg/lock-frontend", "var/lib/dpkg/statoverride-old", "var/lib/dpkg/status-old",
        "var/lib/dpkg/triggers/Lock", "var/lib/systemd/random-seed",
    ]

    /// Content that is left out, its folder kept.
    private static let leftOutBelow = [
        "dev/", "etc/apt/apt.conf.d/99mmdebstrap", "etc/apt/sources.list.d/", "proc/", "run/", "sys/", "tmp/",
        "var/cache/apt/",
        "usr/share/man/", "var/cache/debconf/", "var/cache/ldconfig/", "var/lib/apt/", "var/log/", "var/tmp/",
    ]

    /// Bytecode that Python would take for stale, because every file of a layer has the layer format's time (PEP 552).
    private static func isTimedBytecode(_ entry: LayerEntry) -> Bool {
        guard entry.path.hasSuffix(".pyc"), case .file(let content) = entry.kind, let head = content.prefix(8) else {
            return false
        }
        return !Bytecode.isCheckedByContent(head)
    }
}

/// The head of a `.pyc` file (PEP 552): four bytes of magic number, four of flags.
enum Bytecode {
    /// Whether bytecode names its source by a hash, not by time and size.
    static func isCheckedByContent(_ head: [UInt8]) -> Bool {
        head.count >= 8 && head[4] & 1 == 1
    }

    /// Whether bytecode names its source by a hash and is used without looking at the source.
    static func isUnchecked(_ head: [UInt8]) -> Bool {
        head.count >= 8 && Array(head[4..<8]) == [1, 0, 0, 0]
    }
}

extension LayerContent {
    /// The plain content where it is at hand: in memory or mapped.
    var bytes: [UInt8]? { prefix(Int(size)) }

    /// The first bytes of the plain content, where it is at hand.
    func prefix(_ count: Int) -> [UInt8]? {
        switch source {
        case .bytes(let bytes): Array(bytes.prefix(count))
        case .mapped(let file, let range):
            file.withBytes(range.lowerBound..<min(range.upperBound, range.lowerBound + count)) { Array($0) }
        case .path, .deflated: nil
        }
    }
}

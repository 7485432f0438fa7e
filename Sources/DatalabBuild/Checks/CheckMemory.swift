internal import Files
internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import SystemPackage

/// What the files of a source were found to hold when they were last looked at, so that only what changed is read again.
///
/// Two files a source: what was found in all, under a key of what the file system says (read when nothing changed), and what is
/// known of each file (read when something did).
struct CheckMemory {
    /// What is known of one file.
    struct Known: Sendable, Codable {
        /// What the file system said of it; nil when it had changed too recently to be trusted.
        var fingerprint: String?
        /// The digest of its content.
        var digest: Digest
        /// The digest of the lines that can hold a secret; nil for none.
        var candidates: Digest?
        /// What was found.
        var contents: FileContents
    }

    /// What was found in a file.
    struct FileContents: Sendable, Hashable, Codable {
        var secrets: [SecretScanner.Secret] = []
        var homePaths: HomePaths?

        var isEmpty: Bool { secrets.isEmpty && homePaths == nil }
    }

    /// A file with what is kept of it: a list, as the keys of JSON's objects are compared as Swift's strings are.
    private struct Kept<Value: Codable>: Codable {
        var path: BytePath
        var value: Value

        static func list(_ values: [BytePath: Value]) -> [Kept] {
            values.map { Kept(path: $0, value: $1) }.sorted { $0.path < $1.path }
        }

        static func table(_ list: [Kept]) -> [BytePath: Value] {
            list.reduce(into: [:]) { $0[$1.path] = $1.value }
        }
    }

    private struct Whole: Codable {
        var key: String
        var found: [Kept<FileContents>]
    }

    private struct Files: Codable {
        var version: String
        var files: [Kept<Known>]
    }

    private let home: DatalabHome
    private let name: String
    private let version: String

    /// The memory of a source.
    ///
    /// - Parameters:
    ///   - home: where it is kept.
    ///   - source: the source's name.
    ///   - version: what else the findings depend on.
    init(home: DatalabHome, source: String, version: String) {
        self.home = home
        self.version = version
        name = Digest.sha256(of: source).hex
    }

    /// What was found when the files were as a key says; nil when they were not.
    func found(_ key: String) -> [BytePath: FileContents]? {
        guard let whole = read(Whole.self, "all"), whole.key == version + key else { return nil }
        return Kept.table(whole.found)
    }

    /// What is known of each file.
    func files() -> [BytePath: Known] {
        guard let files = read(Files.self, "files"), files.version == version else { return [:] }
        return Kept.table(files.files)
    }

    /// Keeps what was found; a home that cannot be written only makes the next look a longer one.
    func keep(_ files: [BytePath: Known], key: String?) {
        do {
            try home.make(home.checks)
            try write(Files(version: version, files: Kept.list(files)), "files")
            guard let key else { return }
            let found = files.mapValues(\.contents).filter { !$0.value.isEmpty }
            try write(Whole(key: version + key, found: Kept.list(found)), "all")
        } catch {}
    }

    private func path(_ part: String) -> FilePath { home.checks.appending("\(name).\(part).json") }

    private func read<Value: Decodable>(_ type: Value.Type, _ part: String) -> Value? {
        FileManager.default.contents(atPath: path(part).string).flatMap {
            try? CanonicalJSON.decode(type, from: Array($0))
        }
    }

    private func write(_ value: some Encodable, _ part: String) throws {
        try WholeFile.write(CanonicalJSON.encode(value), to: path(part), durability: .memory)
    }
}

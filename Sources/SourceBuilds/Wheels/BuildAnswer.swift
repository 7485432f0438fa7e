internal import Foundation
internal import LayerArchive
internal import SystemPackage

/// What a build gave back, as it is taken out of the tar that came from the box: nothing in it is trusted.
struct BuildAnswer {
    /// The names of the wheels, and where their bytes are.
    private(set) var wheels: [(name: String, path: FilePath)] = []
    /// What the backend needs beside what was there; nil when it has built.
    private(set) var requires: [String]?
    /// What is no regular file, in words.
    private(set) var oddities: [String] = []

    private static let requiresName = "requires.json"
    private static let mostEntries = 10_000

    /// How many bytes of content may still come: a tar can say that it has more than it is long.
    private var left: UInt64

    /// Reads the tar; each wheel becomes a file of its own under a name of ours.
    ///
    /// - Parameters:
    ///   - tar: the answer.
    ///   - folder: an existing folder for the wheels.
    ///   - limits: the limits of the build.
    /// - Throws: `SourceBuildError`: `answer` for what is no tar, `limit`, `files`.
    init(_ tar: FilePath, into folder: FilePath, limits: BoxLimits) throws {
        left = limits.answer
        do {
            let reader = try TarReader(tar, name: "the build's answer")
            var count = 0
            while let entry = try reader.next() {
                count += 1
                guard count <= Self.mostEntries else { throw Self.tooMuch("more than \(Self.mostEntries) files") }
                try take(entry, of: reader, folder)
            }
        } catch let error as LayerArchiveError {
            throw SourceBuildError(.answer, "the build gave back what cannot be read: \(error.detail)")
        }
    }

    private mutating func take(_ entry: TarEntry, of reader: TarReader, _ folder: FilePath) throws {
        var path = entry.path.hasPrefix("./") ? String(entry.path.dropFirst(2)) : entry.path
        if path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        guard !path.isEmpty, path != "." else { return }
        let shown = BoxText.line(path.utf8)
        guard case .file = entry.kind else {
            if path.hasSuffix(".whl") { oddities.append("'\(shown)' is \(Self.words(entry.kind))") }
            return
        }
        if path == Self.requiresName {
            var bytes: [UInt8] = []
            try reader.readContent { if bytes.count < 1 << 20 { bytes += $0 } }
            requires = try? JSONDecoder().decode([String].self, from: Data(bytes))
        } else if path.hasSuffix(".whl") {
            guard wheels.count < 8 else { return }
            let place = folder.appending("wheel-\(wheels.count)")
            let file = try FileDescriptor.open(
                place,
                .writeOnly,
                options: [.create, .exclusiveCreate, .noFollow],
                permissions: .ownerReadWrite
            )
            try file.closeAfter {
                try reader.readContent { bytes in
                    guard UInt64(bytes.count) <= left else { throw Self.tooMuch("more than it may") }
                    left -= UInt64(bytes.count)
                    _ = try file.writeAll(bytes)
                }
            }
            wheels.append((path, place))
        }
    }

    private static func tooMuch(_ what: String) -> SourceBuildError {
        SourceBuildError(.limit(.answer), "the build gave back \(what)")
    }

    private static func words(_ kind: TarEntry.Kind) -> String {
        switch kind {
        case .file: "a file"
        case .directory: "a folder"
        case .symbolicLink(let target): "a symbolic link to '\(BoxText.line(target.utf8))'"
        case .hardLink: "a second name of another file"
        case .characterDevice, .blockDevice: "a device"
        case .pipe: "a pipe"
        case .socket: "a socket"
        }
    }
}

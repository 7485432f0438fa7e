import ExternalTools
import Files
import Foundation
import Reporting
import SystemPackage
import Testing

/// Files are there whole or not at all, whatever becomes of who writes them.
@Suite("files that are written in one go")
final class WholeFileTests {
    private let folder: FilePath

    init() throws {
        folder = FilePath(FileManager.default.temporaryDirectory.path).appending("whole-file-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    private func content(_ path: FilePath) -> String? {
        FileManager.default.contents(atPath: path.string).map { String(decoding: $0, as: UTF8.self) }
    }

    private func mode(_ path: FilePath) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path.string)[.posixPermissions] as? Int
    }

    private func names(_ path: FilePath) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
    }

    @Test("a file is made or replaced, with its mode, and nothing is left beside it")
    func writing() throws {
        let path = folder.appending("a")
        for durability in [Durability.memory, .content, .contentAndName] {
            try WholeFile.write("\(durability)", to: path, durability: durability)
            #expect(content(path) == "\(durability)")
        }
        let mask = umask(0)
        umask(mask)
        #expect(try mode(path) == 0o666 & ~Int(mask))
        try WholeFile.write([], to: path, mode: .ownerReadWrite)
        #expect(content(path) == "")
        #expect(try mode(path) == 0o600)
        #expect(try names(folder) == ["a"])
    }

    @Test("a name may be as long as the file system takes one")
    func longName() throws {
        let path = folder.appending(String(repeating: "n", count: 255))
        try WholeFile.write("long", to: path)
        #expect(content(path) == "long")
    }

    @Test("a link is replaced, what it leads to stays as it is")
    func link() throws {
        let (target, link) = (folder.appending("target"), folder.appending("link"))
        try WholeFile.write("target", to: target)
        try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: "target")
        try WholeFile.write("new", to: link)
        #expect(content(target) == "target")
        #expect(content(link) == "new")
    }

    @Test("a file that is dropped before it has its place leaves nothing")
    func dropping() throws {
        let path = folder.appending("a")
        try WholeFile.write("before", to: path)
        do {
            let file = try FileAside(for: path)
            try file.write(Array("half".utf8))
            #expect(try names(folder).count == 2)
        }
        #expect(content(path) == "before")
        #expect(try names(folder) == ["a"])
    }

    @Test("of several that make a file where there is none, one does")
    func missing() throws {
        let path = folder.appending("key")
        let made = try (0..<3).map { number in
            let file = try FileAside(for: path, mode: .ownerReadWrite)
            try file.write(Array("\(number)".utf8))
            return try file.placeIfMissing(.contentAndName)
        }
        #expect(made == [true, false, false])
        #expect(content(path) == "0")
        #expect(try names(folder) == ["key"])
    }

    @Test("who reads while a file is written again and again sees one content or the other, never a part")
    func readers() async throws {
        let path = folder.appending("a")
        let size = 200_000
        let text = { (number: Int) in [UInt8](repeating: UInt8(97 + number % 2), count: size) }
        try WholeFile.write(text(0), to: path)
        let writing = Task.detached {
            for number in 0..<300 { try WholeFile.write(text(number), to: path, durability: .memory) }
        }
        for _ in 0..<300 {
            let bytes = try #require(FileManager.default.contents(atPath: path.string))
            #expect(bytes.count == size && Set(bytes).count == 1)
        }
        try await writing.value
    }

    @Test("a full disk: what was there stays, nothing is left over, one error says which file and why")
    func fullDisk() async throws {
        try await withDisk("size=256k") { disk in
            let path = disk.appending("a")
            try WholeFile.write("before", to: path)
            let error = #expect(throws: FileError.self) {
                try WholeFile.write([UInt8](repeating: 1, count: 1 << 20), to: path)
            }
            #expect(error?.isFullDisk == true)
            #expect(error?.path == path)
            #expect(content(path) == "before")
            #expect(try names(disk) == ["a"])
            let failure = try #require((error as (any Error)?)?.reported)
            #expect(failure.failureClass == .inputOutput)
            #expect(failure.problems.map(\.message) == ["the disk is full at '\(path)'"])
            let fault = #expect(throws: UserFile.Fault.self) {
                try UserFile.replace(path, with: [UInt8](repeating: 1, count: 1 << 20), mode: .ownerReadWrite)
            }
            #expect(fault?.error == .noSpace)
            #expect(content(path) == "before")
        }
    }

    @Test("a folder that takes no files: what was there stays, the error is one of permission")
    func readOnly() async throws {
        try await withDisk("size=256k") { disk in
            let path = disk.appending("a")
            try WholeFile.write("before", to: path)
            try await Self.run("mount", "-o", "remount,ro", disk.string)
            let error = #expect(throws: FileError.self) { try WholeFile.write("after", to: path) }
            #expect(error?.description == "'\(path)' cannot be written: Read-only file system")
            #expect((error as (any Error)?)?.reported?.failureClass == .noPermission)
            #expect(content(path) == "before")
        }
    }

    @Test("what a writer leaves that never comes to its end is in nobody's way")
    func abandoned() throws {
        let path = folder.appending("a")
        try WholeFile.write("before", to: path)
        let file = try FileAside(for: path)
        try file.write(Array("half".utf8))
        #expect(content(path) == "before")
        try WholeFile.write("after", to: path)
        #expect(content(path) == "after")
        try file.place()
        #expect(content(path) == "half")
    }

    private func withDisk(_ options: String, _ body: (FilePath) async throws -> Void) async throws {
        let disk = folder.appending("disk")
        try FileManager.default.createDirectory(atPath: disk.string, withIntermediateDirectories: true)
        try await Self.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.string)
        do {
            try await body(disk)
        } catch {
            try await Self.run("umount", disk.string)
            throw error
        }
        try await Self.run("umount", disk.string)
    }

    private static func run(_ command: String...) async throws {
        _ = try await ExternalTool(name: command[0], path: "/usr/bin/env").run(command)
    }
}

import ExternalTools
import Files
import Foundation
import SystemPackage
import Testing

/// Locks keep out whoever else wants one, in this process or another, for as long as their owner lives.
@Suite("locks on files and folders")
final class FileLockTests {
    private let folder: FilePath

    init() throws {
        folder = FilePath(FileManager.default.temporaryDirectory.path).appending("file-lock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    @Test("one has it alone or several share it; it is gone with its owner")
    func kinds() throws {
        let opening = [
            { [folder] in try FileLock(folder: folder) },
            { [folder] in try FileLock(file: folder.appending("lock"), making: .ownerReadWrite) },
        ]
        for open in opening {
            let one = try open()
            do {
                let other = try open()
                #expect(one.attempt(.shared) == .taken && other.attempt(.shared) == .taken)
                #expect(one.attempt(.exclusive) == .held)
            }
            #expect(one.attempt(.exclusive) == .taken)
            #expect(try open().attempt(.shared) == .held)
            withExtendedLifetime(one) {}
        }
    }

    @Test("what is to be locked must be there, and may be no link where none is followed")
    func opening() throws {
        #expect(throws: Errno.noSuchFileOrDirectory) { try FileLock(file: folder.appending("none")) }
        #expect(throws: Errno.noSuchFileOrDirectory) { try FileLock(folder: folder.appending("none")) }
        let link = folder.appending("link")
        try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: "lock")
        #expect(throws: Errno.tooManySymbolicLinkLevels) {
            try FileLock(file: link, making: .ownerReadWrite, followsLink: false)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.appending("lock").string))
    }

    @Test("another process is kept out, and waits until the lock is free")
    func processes() async throws {
        let path = folder.appending("lock")
        let lock = try FileLock(file: path, making: .ownerReadWrite)
        #expect(lock.attempt(.exclusive) == .taken)
        let shell = ExternalTool(name: "sh", path: "/bin/sh")
        #expect(try await shell.capture(["-c", "flock -n \"$0\" true", path.string]).status == 1)
        let other = Task {
            // Says that it has the lock, and holds it until its input ends.
            try await shell.capture(["-c", "flock \"$0\" sh -c 'echo taken'", path.string])
        }
        _ = consume lock
        #expect(try await other.value.status == 0)
        try FileLock(file: path).wait(.exclusive)
    }
}

import Foundation
import Glibc
import LayerArchive
import SourceBuilds
import SystemPackage
import Testing

/// Runs commands in sealed boxes whose root is this machine's own `/usr`: ready at once.
struct BoxLab {
    /// Who starts a box.
    enum Starter: String, CaseIterable, CustomTestStringConvertible {
        case root
        case user

        var testDescription: String { rawValue }
    }

    /// What came of a run.
    struct Outcome {
        let box: BoxResult
        let answer: FilePath

        /// The lines of the log.
        var lines: [String] { box.lines.filter { !$0.isEmpty } }

        /// The names in the answer, in its order.
        func names() throws -> [String] {
            let reader = try TarReader(answer)
            var names: [String] = []
            while let entry = try reader.next() { names.append(entry.path) }
            return names
        }
    }

    let folder: FilePath
    var box: SealedBox

    /// A lab in a folder of its own.
    init(_ starter: Starter = .root, limits: BoxLimits = BoxLab.limits) throws {
        folder = FilePath("/tmp").appending("box-lab-\(UUID().uuidString)")
        let root = folder.appending("root")
        let files = FileManager.default
        for name in ["usr", "proc", "dev", "tmp", "run", "etc", "home", "root"] {
            try files.createDirectory(atPath: root.appending(name).string, withIntermediateDirectories: true)
        }
        for name in ["bin", "lib", "lib64", "sbin"] {
            try files.createSymbolicLink(atPath: root.appending(name).string, withDestinationPath: "usr/\(name)")
        }
        box = SealedBox(root: root, limits: limits)
        box.parts = ["usr": "/usr"]
        if starter == .user { box.user = 1000 }
    }

    /// Small limits, each reached at once by who means to.
    static let limits = BoxLimits(
        seconds: 20,
        memory: 200 << 20,
        processes: 40,
        disk: 64 << 20,
        files: 2000,
        log: 1 << 20,
        answer: 8 << 20
    )

    /// Runs a command.
    func run(_ command: [String], onLine: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Outcome {
        let answer = folder.appending("answer-\(UUID().uuidString).tar")
        return Outcome(box: try await box.run(command, answer: answer, onLine: onLine), answer: answer)
    }

    /// Runs a line of shell.
    func shell(_ script: String) async throws -> Outcome { try await run(["/bin/sh", "-c", script]) }

    /// Runs lines of Python, which know `attempt(what, function)`: it tells how the function was refused, or `ESCAPED`.
    func python(_ script: String) async throws -> Outcome {
        try await run(["/usr/bin/python3", "-I", "-S", "-c", Self.prelude + script])
    }

    private static let prelude = """
        import ctypes, errno, os, signal, socket, sys, time
        def attempt(what, function):
            try:
                print("ESCAPED", what, function())
            except BaseException as error:
                print("refused", what, type(error).__name__, error)
        libc = ctypes.CDLL(None, use_errno=True)
        def system(number, *arguments):
            if libc.syscall(number, *arguments) < 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

        """

    /// Removes all of it.
    func remove() { try? FileManager.default.removeItem(atPath: folder.string) }

    /// The processes of this machine whose command line holds a word.
    static func processes(with word: String) -> [String] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return numbers.filter { number in
            guard Int(number) != nil, let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") else {
                return false
            }
            return String(decoding: line, as: UTF8.self).contains(word)
        }
    }
}

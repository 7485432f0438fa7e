import ExternalTools
import Foundation
import SystemPackage
import Testing
import Workspaces

/// Our matcher against `git check-ignore`.
struct IgnoreTests {
    private static let pieces = [
        "a", "b", "ab", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[^b-z]", "\\*", "\\a", "[]a]", "[a-", "[[:alpha:]]",
        ".",
        "x.txt", "*.txt", "!", "#", " ", "\\ ", "[[:digit:]b]", "[\\]a]", "a**", "**/", "/**", "é", "[é]", "[[:nope:]]",
        "[a\\-c]",
    ]
    private static let names = [
        "a", "b", "ab", "ba", "x.txt", "*", "a b", "#a", "!a", "é", "1", "a ", "-", "]a", ".txt",
    ]

    /// A generator that gives the same numbers at every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
        }
    }

    /// What git ignores of a list of paths.
    private func oracle(_ patterns: [String], _ paths: [String], in folder: TemporaryFolder) async throws -> [String:
        Bool]
    {
        try (patterns.joined(separator: "\n") + "\n").write(
            toFile: folder.path.appending(".gitignore").string,
            atomically: false,
            encoding: .utf8,
        )
        let git = try ExternalTool.locate("git", installHint: "apt install git")
        let output = try await git.capture(
            ["-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", "--stdin", "-z", "-v", "-n"],
            environment: .inherited(changes: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]),
            in: folder.path,
            input: Array(paths.joined(separator: "\0").utf8),
        )
        var verdicts: [String: Bool] = [:]
        let fields = output.standardOutput.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        let texts = fields.map { String(decoding: $0, as: UTF8.self) }
        for index in stride(from: 0, to: texts.count, by: 4) {
            verdicts[texts[index + 3]] = !texts[index + 2].isEmpty && !texts[index + 2].hasPrefix("!")
        }
        return verdicts
    }

    /// What ours ignores: a path is ignored when it or a folder above it is.
    private func ours(_ files: [IgnoreFile], _ path: String) -> Bool {
        let parts = path.split(separator: "/")
        let isFolder = path.hasSuffix("/")
        return parts.indices.contains { index in
            let part = Array(parts[...index].joined(separator: "/").utf8)
            return files.ignores(part, isFolder: isFolder || index + 1 < parts.count)
        }
    }

    @Test(arguments: 0..<6)
    func `agrees with git on random patterns`(_ seed: Int) async throws {
        let folder = try TemporaryFolder()
        try await folder.shell("git init -q .")
        var generator = Generator(state: UInt64(seed) &+ 99)
        var paths: Set<String> = []
        while paths.count < 150 {
            let parts = (0...Int.random(in: 0...3, using: &generator)).map { _ in
                Self.names.randomElement(using: &generator) ?? "a"
            }
            paths.insert(parts.joined(separator: "/"))
        }
        for _ in 0..<25 {
            let patterns = (0...Int.random(in: 0...2, using: &generator)).map { _ in
                (0...Int.random(in: 0...4, using: &generator)).map { _ in
                    Self.pieces.randomElement(using: &generator) ?? "a"
                }.joined()
            }
            let expected = try await oracle(patterns, paths.sorted(), in: folder)
            let file = IgnoreFile(Array((patterns.joined(separator: "\n") + "\n").utf8), folder: [])
            for path in paths.sorted() {
                #expect(ours([file], path) == expected[path], "patterns \(patterns), path '\(path)'")
            }
        }
    }

    @Test(arguments: [
        ("*.fits", "data/m31.fits", true), ("/data", "data/x", true), ("/data", "sub/data/x", false),
        ("data/", "sub/data/x", true), ("doc/*.txt", "doc/a/b.txt", false), ("doc/**/*.txt", "doc/a/b.txt", true),
        ("doc/**/*.txt", "doc/b.txt", true), ("**/cache", "a/b/cache/c", true), ("a/**", "a/b/c", true),
        ("# comment", "# comment", false), ("\\#name", "#name", true), ("\\!name", "!name", true),
        ("name  ", "name", true),
        ("name\\ ", "name ", true), ("*\r", "x", true), ("[a-c].py", "b.py", true), ("[!a-c].py", "b.py", false),
        ("*.log\n!keep.log", "keep.log", false), ("logs/\n!logs/keep", "logs/keep", true), ("\u{FEFF}bom", "bom", true),
        ("foo**bar", "fooxbar", true), ("foo**bar", "foo/bar", false),
    ])
    func `follows gitignore's rules`(_ patterns: String, _ path: String, _ isIgnored: Bool) {
        #expect(ours([IgnoreFile(Array(patterns.utf8), folder: [])], path) == isIgnored)
    }

    @Test
    func `an inner file wins over an outer one`() {
        let outer = IgnoreFile(Array("*.csv\n/top".utf8), folder: [])
        let inner = IgnoreFile(Array("!keep.csv\n/top".utf8), folder: Array("a".utf8))
        #expect(ours([outer, inner], "a/other.csv"))
        #expect(!ours([outer, inner], "a/keep.csv"))
        #expect(ours([outer, inner], "a/top"))
    }

    @Test(.timeLimit(.minutes(5)))
    func `a hostile pattern takes no time`() {
        let pattern = String(repeating: "*a", count: 2000) + "b"
        let path = String(repeating: "a", count: 4000)
        #expect(!ours([IgnoreFile(Array(pattern.utf8), folder: [])], path))
    }

    @Test("An ignore file is read as PowerShell writes it, and with every byte that a name may have")
    func encodings() {
        let powerShell: [UInt8] = [0xFF, 0xFE] + "*.txt\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let files = [IgnoreFile(powerShell, folder: []), IgnoreFile([0xEF, 0xBB, 0xBF, 0xE4, 0x0A], folder: [])]
        #expect(files.ignores(Array("a.txt".utf8), isFolder: false))
        #expect(files.ignores([0xE4], isFolder: false))
        #expect(!files.ignores(Array("a.py".utf8), isFolder: false))
    }
}

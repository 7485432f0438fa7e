import ExternalTools
import Foundation
import LayerArchive
import SystemPackage
import Testing

/// The coverage-guided fuzzers of Tests/Fuzz, a bounded number of inputs each; `make fuzz` runs them for as long as one likes.
@Suite(.serialized)
struct FuzzTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// Where the modules lie that the tests were built with.
    private static let build = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()

    @Test(
        "no input makes the reader trap, hang, read out of bounds, or break a promise",
        arguments: [
            ("zip", 30_000), ("inflate", 20_000),
        ]
    )
    func fuzz(target: String, runs: Int) async throws {
        let script = Self.root.appending(path: "Scripts/fuzz").path
        let output = try await ExternalTool(name: "fuzz", path: "/usr/bin/env")
            .capture([script, target, "240", Self.build.path, "-runs=\(runs)"])
        // Its last lines name the file with the input, in .artifacts/fuzz.
        let report = output.standardError.split(separator: "\n").suffix(60).joined(separator: "\n")
        #expect(output.status == 0, "the fuzzer '\(target)' ended with status \(output.status):\n\(report)")
        let done = report.firstMatch(of: /number_of_executed_units: (\d+)/).flatMap { Int($0.1) } ?? 0
        // A machine that is too busy for all of them in four minutes is no fault.
        #expect(done > 500, "it hardly ran:\n\(report)")
    }

    @Test("every seed of the zip reader is accepted and whole, or refused, as its name says")
    func seeds() throws {
        let folder = Self.root.appending(path: "Tests/Fuzz/Corpus/zip")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count >= 18)
        let scratch = try TemporaryFolder()
        for name in names {
            let bytes = try [UInt8](Data(contentsOf: folder.appending(path: name)))
            guard !name.hasPrefix("refused") else {
                #expect(throws: LayerArchiveError.self, "\(name)") { try scratch.zip(bytes) }
                continue
            }
            let archive = try scratch.zip(bytes)
            for entry in archive.entries { #expect(try archive.bytes(of: entry).count == Int(entry.size), "\(name)") }
        }
    }
}

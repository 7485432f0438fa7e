import Foundation
import Testing

extension EndToEnd {
    /// Layers stream: what a push, a pull and a copy need of memory does not grow with them.
    @Suite("memory of transfers")
    struct TransferMemoryTests {
        /// What the largest of three runs may need more for a layer of 1 GB than for one of 50 MB, in KiB.
        private static let tolerance = 16 << 10

        @Test("a layer of 1 GB needs no more memory than one of 50 MB: pushed, pulled and copied")
        func constant() async throws {
            try await Lab.withFolder { folder in
                let one = try await TestRegistry(in: folder), other = try await TestRegistry(in: folder)
                defer {
                    one.stop()
                    other.stop()
                }
                var peaks: [[Int]] = []
                for size in [50 << 20, 1 << 30] {
                    let made = folder.appending(path: "made-\(size)"), pulled = folder.appending(path: "pulled-\(size)")
                    try await MadeImage.make([size], named: "1", in: made)
                    let name = "big/layer-\(size):1"
                    let ways = [
                        ["oci:\(made.path):1", "\(one.address)/\(name)"],
                        ["\(one.address)/\(name)", "oci:\(pulled.path):1"],
                        ["\(one.address)/\(name)", "\(other.address)/\(name)"],
                    ]
                    var peaksOfSize: [Int] = []
                    for way in ways { peaksOfSize.append(try await peak(["copy"] + way, in: folder)) }
                    peaks.append(peaksOfSize)
                    // The folder of a test should not need 4 GB.
                    for done in [made, pulled] { try FileManager.default.removeItem(at: done) }
                }
                for (small, large) in zip(peaks[0], peaks[1]) {
                    #expect(large - small < Self.tolerance, "KiB for 50 MB and for 1 GB: \(peaks)")
                }
            }
        }

        /// The most memory that the program had in a run, in KiB.
        private func peak(_ arguments: [String], in folder: URL) async throws -> Int {
            let script = """
                import resource, subprocess, sys
                subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr)
                print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, end="")
                """
            let output = try await Program.expectSuccess(
                ["python3", "-c", script, Lab.program] + arguments + ["--progress", "none"],
                environment: Lab.environment(home: folder.appending(path: "home"))
            )
            return try #require(Int(output))
        }
    }
}

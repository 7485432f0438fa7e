import Foundation
import Testing

extension EndToEnd {
    /// Bad input gets its one clear error and the right exit status, and leaves nothing behind.
    @Suite("bad input")
    struct BadInputTests {
        /// One home for all cases: every case leaves it as it was.
        private static let home = Task<URL, any Error> {
            let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-bad-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try await Lab.homeWithBase(in: folder)
        }

        @Test("there are at least sixty cases")
        func count() {
            #expect(BadInput.all.count >= 60)
            #expect(Set(BadInput.all.map(\.name)).count == BadInput.all.count)
        }

        @Test("one error, its exit status, no image, nothing left", arguments: BadInput.all)
        func refused(input: BadInput) async throws {
            let home = try await Self.home.value
            try await Lab.withFolder { folder in
                let source = folder.appending(path: "lab")
                try prepare(input, in: source)
                if !input.shell.isEmpty { try await Program.expectSuccess(["sh", "-c", input.shell], in: source) }
                let before = try content(of: home), sourceBefore = try content(of: source)
                let arguments = input.arguments.map { $0.replacingOccurrences(of: "@", with: source.path) }
                let finished = try await Lab.datalab(["build", "--progress", "none"] + arguments, home: home)
                #expect(finished.status == input.status, "\(finished.transcript)")
                let errors = finished.errors.split(separator: "\n").filter { $0.lowercased().hasPrefix("error: ") }
                #expect(errors.count == 1 && errors[0].contains(input.says), "\(finished.transcript)")
                #expect(finished.output.isEmpty)
                #expect(try content(of: home) == before)
                #expect(try content(of: source) == sourceBefore)
            }
        }

        private func prepare(_ input: BadInput, in source: URL) throws {
            let files = ["meta-data.yaml": Optional(Lab.metadata)].merging(input.files) { $1 }
            try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
            try Lab.write(files.compactMapValues { $0 }, to: source)
        }

        /// The names of all files in a folder, but for records, logs and caches: what a failed build may leave.
        private func content(of folder: URL) throws -> [String] {
            let kept = ["builds.sqlite", "logs/", "cache/"]
            return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().filter { path in
                !kept.contains { path.hasPrefix($0) }
                    && !["cache", "logs", "running", "scratch", "store/ingest"].contains(path)
            }
        }
    }
}

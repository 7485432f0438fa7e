import Foundation
import Testing

extension EndToEnd {
    /// A change costs what changed: files that have not changed on disk are not read again.
    @Suite("large workspaces")
    struct WorkspaceMemoryTests {
        @Test("one changed file of a large workspace: its layer is written, the others are not even read")
        func oneChange() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "small.txt": "1\n"], to: lab)
                for name in ["a", "b"] {
                    try await Program.expectSuccess([
                        "dd", "if=/dev/zero", "of=\(lab.path)/\(name).bin", "bs=1M", "count=80", "status=none",
                    ])
                }
                let first = try await Lab.build([lab.path], home: home)
                #expect(first.result.layers.filter { $0.role == "files" }.count >= 3)
                // What changed within the last two seconds is not trusted.
                try await Task.sleep(for: .seconds(4))
                _ = try await Lab.build([lab.path], home: home)
                try Lab.write(["small.txt": "2\n"], to: lab)
                let times = try FileManager.default.attributesOfItem(atPath: "\(lab.path)/a.bin")
                let changed = try await Lab.build([lab.path], home: home)
                let files = changed.result.layers.filter { $0.role == "files" }
                #expect(files.filter { !$0.isReused }.count == 1)
                // Another content under the old modification time is noticed: the change time tells.
                try await Program.expectSuccess([
                    "dd", "if=/dev/urandom", "of=\(lab.path)/a.bin", "bs=1M", "count=1", "conv=notrunc", "status=none",
                ])
                try FileManager.default.setAttributes(
                    [.modificationDate: times[.modificationDate] ?? Date()],
                    ofItemAtPath: "\(lab.path)/a.bin",
                )
                let forged = try await Lab.build([lab.path], home: home)
                #expect(forged.result.digest != changed.result.digest)
                let verified = try await Lab.build([lab.path, "--verify-workspace"], home: home)
                #expect(verified.result.digest == forged.result.digest)
            }
        }
    }
}

import AppStoreCore
import ContentStore
import ExternalTools
import Foundation
import Hashing
import OCIModel
import SystemPackage
import Testing

/// What garbage collection removes beside processes that are killed at the worst moment.
@Suite("removing files", .timeLimit(.minutes(5)))
struct RemovalTests {
    private func run(_ arguments: [String]) async throws {
        let output = try await ExternalTool(name: arguments[0], path: "/usr/bin/env").capture(arguments)
        try #require(output.status == 0, "\(output.standardError)")
    }

    /// The header of the write-ahead log's index: what tells all processes how far the log goes (SQLite, "WAL-Index Header").
    private func copyHeader(from: String, to: String) async throws {
        // By another process: a file of SQLite that this one closes would lose this one's locks on it.
        try await run(["dd", "if=\(from)", "of=\(to)", "bs=136", "count=1", "conv=notrunc", "status=none"])
    }

    @Test(
        "a push whose commit was cut short can come back when the log is read anew: its file is there, or it does not"
    )
    func shadowedCommit() async throws {
        try await TestRegistry.with { registry in
            let root = registry.folder.blobs.root.string, index = "\(root)/appstore.sqlite-shm"
            try await registry.push("whole")
            try await copyHeader(from: index, to: "\(root)/header")
            try await registry.push("cut short")
            // As if its process had been killed after it wrote the log, and before it told the others.
            try await copyHeader(from: "\(root)/header", to: index)
            #expect(try await registry.repositories.holders(of: .sha256(of: "cut short")).isEmpty)
            let report = try await registry.folder.garbageCollection(gracePeriod: 3600).run()
            #expect(report.blobs == 1)
            // As if the collecting process had been killed too: whoever comes next reads the log anew.
            try await run(["mkdir", "\(root)/copy"])
            for name in ["appstore.sqlite", "appstore.sqlite-wal", "blobs"] {
                try await run(["cp", "-r", "\(root)/\(name)", "\(root)/copy"])
            }
            let copy = try AppStoreFolder(FilePath("\(root)/copy"), create: false)
            let found = try await copy.check.run()
            #expect(found.problems.isEmpty && found.blobs == 1, "\(found.problems)")
        }
    }

    @Test("files that a killed collection had taken out are put back where rows name them, and erased otherwise")
    func settled() async throws {
        try await TestRegistry.with { registry in
            let blobs = registry.folder.blobs, named = Digest.sha256(of: "named"),
                nobody = Digest.sha256(of: "nobody's")
            try await registry.push("named")
            _ = try blobs.put(Array("nobody's".utf8))
            for digest in [named, nobody] { _ = try blobs.takeOut(digest) }
            #expect(!blobs.contains(named) && !blobs.contains(nobody))
            let opened = try AppStoreFolder(FilePath(blobs.root.string), create: false)
            #expect(opened.blobs.contains(named) && !opened.blobs.contains(nobody))
            #expect(try opened.blobs.takenOut().isEmpty)
            #expect(try await opened.check.run().problems.isEmpty)
        }
    }
}

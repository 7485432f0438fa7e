import Foundation
import Testing

extension EndToEnd {
    /// Builds are recorded as they happen, whatever their end; the last good image stays.
    @Suite("records")
    struct RecordsTests {
        @Test("a build that is killed is found and marked, leaves nothing half-written, and the last good image stays")
        func killed() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n"], to: lab)
                let good = try await Lab.build([lab.path], home: home)
                try Lab.write(["requirements.txt": "scipy\npandas\nastropy\n"], to: lab)
                for delay in ["0.02", "0.1", "0.3", "0.5", "0.8"] {
                    let killed = try await Program.run(
                        ["timeout", "-s", "KILL", delay, Lab.program, "build", lab.path],
                        environment: Lab.environment(home: home),
                    )
                    #expect(killed.status != 0)
                    let list = try await Lab.datalab(["builds", "list", "--format", "json"], home: home)
                    #expect(!list.output.contains("BUILD_IN_PROGRESS"), "\(list.output)")
                }
                let list = try await Lab.datalab(["builds", "list"], home: home)
                #expect(list.output.contains("INTERRUPTED"))
                _ = try await Lab.datalab(["check", lab.path], home: home)
                #expect(try leftovers(in: home) == [], "the next start removes what the dead have left")
                let images = try await Lab.datalab(["images", "--format", "json"], home: home)
                #expect(images.output.contains(good.result.digest))
                try await Program.expectSuccess([
                    "skopeo", "inspect", "oci:\(home.path)/store:\(good.result.reference)",
                ])
            }
        }

        @Test("a build that fails keeps its log and its reason, and does not move the newest image")
        func failed() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.py": "1\n"], to: lab)
                let good = try await Lab.build([lab.path], home: home)
                try Lab.write(["requirements.txt": "no-such-package-at-all-4711\n"], to: lab)
                let bad = try await Lab.datalab(["build", lab.path], home: home)
                #expect(bad.status == 65, "\(bad.transcript)")
                let shown = try await Lab.datalab(["builds", "show", "1.2.3-1"], home: home)
                #expect(
                    shown.output.contains("FAILED") && shown.output.contains("no-such-package-at-all-4711"),
                    "\(shown.output)"
                )
                let log = try await Lab.datalab(["builds", "log", "1.2.3-1"], home: home)
                #expect(log.output.contains("Build ended with status BUILD_FAILED"))
                let newest = try await Lab.datalab(["inspect", "a-test:latest"], home: home)
                #expect(newest.output.contains(good.result.digest))
                #expect(try leftovers(in: home) == [])
            }
        }

        /// At several moments: when a log, a lock, a wheel, what is remembered of wheels, or a layer does not fit.
        @Test(
            "a full disk ends the build with one clear error, and nothing half-written is left",
            arguments: [0, 1, 4, 12, 24, 48]
        )
        func fullDisk(megabytesLeft room: Int) async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "small"), lab = folder.appending(path: "lab")
                try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
                try Lab.write(["meta-data.yaml": Lab.metadata], to: lab)
                // Does not compress: the layer is as large as the file.
                try await Program.expectSuccess([
                    "dd", "if=/dev/urandom", "of=\(lab.path)/noise.bin", "bs=1M", "count=64", "status=none",
                ])
                try await Program.expectSuccess(["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", home.path])
                do {
                    let full = try await Lab.homeWithBase(in: home)
                    try await Self.leave(megabytes: room, on: home)
                    let finished = try await Lab.datalab(["build", lab.path], home: full)
                    #expect(finished.status == 74, "\(finished.transcript)")
                    #expect(finished.errors.contains("the disk is full"), "\(finished.errors)")
                    #expect(try leftovers(in: full) == [])
                    let images = try await Lab.datalab(["images", "--format", "json"], home: full)
                    #expect(!images.output.contains("a-test"))
                } catch {
                    try await Program.expectSuccess(["umount", home.path])
                    throw error
                }
                try await Program.expectSuccess(["umount", home.path])
            }
        }

        private static func leave(megabytes: Int, on disk: URL) async throws {
            let used = try await Program.expectSuccess(["df", "--output=used", "-B1M", disk.path])
            let size =
                try #require(used.split(whereSeparator: { $0.isWhitespace }).last.flatMap { Int($0) }) + megabytes
            try await Program.expectSuccess(["mount", "-o", "remount,size=\(size)m", disk.path])
        }

        /// At several moments, as it once ended with a crash at one of them.
        ///
        /// A build that has not begun leaves no record.
        @Test("Ctrl-C ends a build with status 130, recorded as cancelled", arguments: [0.2, 0.4, 0.6, 0.8])
        func cancelled(after seconds: Double) async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": "scipy\npandas\nastropy\n"],
                    to: lab
                )
                let finished = try await Program.run(
                    ["timeout", "--preserve-status", "-s", "INT", "\(seconds)", Lab.program, "build", lab.path],
                    environment: Lab.environment(home: home),
                )
                #expect(finished.status == 130, "\(finished.transcript)")
                let list = try await Lab.datalab(["builds", "list"], home: home)
                #expect(list.output.contains("CANCELLED") || seconds < 0.6, "\(list.output)")
                #expect(try leftovers(in: home) == [])
            }
        }

        @Test("what builds write is never part of a source, wherever it lies")
        func homeInSource() async throws {
            try await Lab.withFolder { folder in
                let lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.py": "1\n"], to: lab)
                let home = try await Lab.homeWithBase(in: lab)
                let arguments = [lab.path, "--output", "oci-archive:\(lab.path)/lab.tar"]
                let first = try await Lab.build(arguments, home: home)
                let second = try await Lab.build(arguments, home: home)
                #expect(first.result.digest == second.result.digest)
            }
        }

        /// What is left of builds that are over: unfinished blobs and scratch folders.
        private func leftovers(in home: URL) throws -> [String] {
            try ["store/ingest", "scratch", "running"].flatMap { name in
                let folder = home.appending(path: name).path
                guard FileManager.default.fileExists(atPath: folder) else { return [String]() }
                return try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(name)/\($0)" }
            }
        }

        @Test("a start reads no records of builds that ended: there can be thousands")
        func endedBuilds() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata], to: lab)
                let first = try await Lab.build([lab.path], home: home)
                // Whoever reads this record fails.
                let script =
                    "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
                    + "db.execute(\"UPDATE build SET started = 'never', inputs = '{'\"); db.commit()"
                try await Program.expectSuccess(["python3", "-c", script, home.appending(path: "builds.sqlite").path])
                #expect(try await Lab.build([lab.path], home: home).result.digest == first.result.digest)
            }
        }
    }
}

import Foundation
import Testing

extension EndToEnd {
    /// The same inputs give the same digest, whatever surrounds the build.
    @Suite("reproducibility")
    struct ReproducibilityTests {
        private static let files = [
            "meta-data.yaml": Lab.metadata,
            "requirements.txt": "six==1.17.0\nattrs==25.3.0\ncolorama==0.4.6\n",
            "notebooks/ä b.ipynb": #"{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"#,
            "notebooks/a.py": "print('a')\n",
            "notebooks/B.py": "print('B')\n",
            "data/x/y/z.csv": "1,2\n",
        ]

        @Test("twice from clean caches, another umask, zone, locale, folder, file order and thread count: one digest")
        func twice() async throws {
            try await Lab.withFolder { folder in
                let first = folder.appending(path: "one/lab"), second = folder.appending(path: "two/deeper/lab")
                try write(Self.files.sorted { $0.key < $1.key }, to: first)
                try write(Self.files.sorted { $0.key > $1.key }, to: second)
                let one = try await digest(
                    of: first,
                    umask: "022",
                    processors: "0,1",
                    folder: folder,
                    environment: ["LC_ALL": "C"]
                )
                let two = try await digest(
                    of: second,
                    umask: "077",
                    processors: "0",
                    folder: second,
                    environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
                )
                #expect(one == two)
            }
        }

        @Test("whatever of the caches is there, one digest; what is gone is made again")
        func caches() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "lab")
                try Lab.write(Self.files, to: lab)
                let first = try await Lab.build([lab.path], home: home)
                let packages = first.result.layers.filter { $0.role == "packages" }
                #expect(!packages.isEmpty && packages.allSatisfy { !$0.isReused })
                let again = try await Lab.build([lab.path], home: home)
                #expect(again.result.layers.allSatisfy { $0.isReused })
                #expect(again.result.digest == first.result.digest)
                for gone in ["layers", "wheels", "installed-paths", "wheel-facts", "wheel-sets", "locks"] {
                    let cache = home.appending(path: "cache/\(gone)")
                    #expect(FileManager.default.fileExists(atPath: cache.path), "\(gone)")
                    try FileManager.default.removeItem(at: cache)
                    let record = try await Lab.build([lab.path], home: home)
                    #expect(record.result.digest == first.result.digest, "without the cache of \(gone)")
                }
            }
        }

        @Test("only the metadata changed: no layer but the one that holds it is another")
        func metadataOnly() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.py": "1\n"], to: lab)
                let before = try await Lab.build([lab.path], home: home)
                let after = try await Lab.build(
                    [lab.path, "--title", "Another title", "--licence", "BSD-3-Clause"],
                    home: home
                )
                let changed = zip(before.result.layers, after.result.layers).filter { $0.digest != $1.digest }
                #expect(changed.map(\.1.role) == ["identity"])
                #expect(before.result.digest != after.result.digest)
            }
        }

        private func write(_ files: [(key: String, value: String)], to folder: URL) throws {
            for (path, text) in files { try Lab.write([path: text], to: folder) }
        }

        private func digest(
            of source: URL,
            umask: String,
            processors: String,
            folder: URL,
            environment: [String: String],
        ) async throws -> String {
            let home = try await Lab.homeWithBase(in: folder)
            let script = "umask \(umask); exec taskset -c \(processors) \"$@\""
            let finished = try await Program.run(
                ["sh", "-c", script, "sh", Lab.program, "build", "--format", "json", source.path],
                environment: Lab.environment(home: home).merging(environment) { $1 },
                in: folder,
            )
            #expect(finished.status == 0, "\(finished.transcript)")
            return try JSONDecoder().decode(Lab.Record.self, from: Data(finished.output.utf8)).result.digest
        }
    }
}

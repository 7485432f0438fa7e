import Foundation
import Testing

extension EndToEnd {
    /// Keeping what is kept small.
    @Suite("the cache")
    struct CacheTests {
        private struct Contents: Decodable {
            struct Part: Decodable {
                let name: String
                let size: Int
                let count: Int
            }
            let home: String
            let parts: [Part]
            subscript(name: String) -> Part? { parts.first { $0.name == name } }
        }

        private struct Pruned: Decodable {
            let before: Int
            let after: Int
            let removed: Int
            let images: [String]
        }

        private func show(_ home: URL) async throws -> Contents {
            let shown = try await Lab.datalab(["cache", "show", "--format", "json"], home: home)
            return try JSONDecoder().decode(Contents.self, from: Data(shown.output.utf8))
        }

        private func prune(_ size: String, _ home: URL, _ more: [String] = []) async throws -> Pruned {
            let arguments = ["cache", "prune", "--format", "json", "--max-size", size] + more
            let pruned = try await Lab.datalab(arguments, home: home)
            guard pruned.status == 0 else { throw ProgramFailed(arguments: arguments, finished: pruned) }
            return try JSONDecoder().decode(Pruned.self, from: Data(pruned.output.utf8))
        }

        @Test("what is oldest goes first, images stay whole, and what was built is built again the same")
        func pruning() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n", "a.txt": "1"],
                    to: lab
                )
                let first = try await Lab.build([lab.path], home: home)
                try Lab.write(["requirements.txt": "", "a.txt": String(repeating: "2", count: 300_000)], to: lab)
                let second = try await Lab.build([lab.path], home: home)
                let full = try await show(home)
                #expect(full.home == home.path && full["images and bases"]?.count == 4, "\(full)")
                #expect(full["layers of no image"]?.count == 0)
                let wheels = try #require(full["wheels"])
                #expect(wheels.count > 10)

                // As many wheels as are too much: those that were used longest ago.
                let six = try #require(Self.wheels(home).first { $0.lastPathComponent.hasPrefix("six-") })
                let size = full.parts.map(\.size).reduce(0, +)
                for wheel in Self.wheels(home) where wheel != six {
                    try FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: wheel.path)
                }
                try Self.age(six)
                let one = try await prune("\(size - 1000)B", home)
                #expect(one.removed == 1 && one.images.isEmpty && one.after < one.before, "\(one)")
                #expect(!FileManager.default.fileExists(atPath: six.path))

                let all = try await prune("0", home)
                #expect(all.images.isEmpty && Self.wheels(home).isEmpty)
                #expect(try await show(home)["images and bases"]?.count == 4)
                for record in [first, second] {
                    try await MadeImage.verify(record.result.digest, in: home.appending(path: "store"))
                }

                let old = try await prune("0", home, ["--old-images"])
                #expect(old.images == ["a-test:1.2.3-0"] && old.removed > 0, "\(old)")
                try await MadeImage.verify(second.result.digest, in: home.appending(path: "store"))
                let again = try await Lab.build([lab.path], home: home)
                #expect(again.result.digest == second.result.digest)
                let refused = try await Lab.datalab(["cache", "prune", "--max-size", "lots"], home: home)
                #expect(refused.status == 64)
            }
        }

        @Test("beside a build nothing is removed, and the build goes on to its end")
        func running() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.txt": "1"], to: lab)
                // A scanner that takes its time keeps the build running.
                let tools = folder.appending(path: "tools"), began = folder.appending(path: "began")
                let end = folder.appending(path: "end")
                try Lab.write(
                    [
                        "kingfisher":
                            "#!/bin/sh\ntouch '\(began.path)'\nuntil [ -e '\(end.path)' ]; do sleep 0.1; done\nexec '\(Lab.tools.path)/kingfisher' \"$@\"\n"
                    ],
                    to: tools
                )
                try Lab.write(["b.py": "x = 'Abcdefghijklmnop1234'\n"], to: lab)
                try await Program.expectSuccess(["chmod", "+x", tools.appending(path: "kingfisher").path])
                try await Program.expectSuccess(["ln", "-s", Lab.tools.appending(path: "uv").path, tools.path])
                async let building = Lab.build([lab.path], home: home, environment: ["DATALAB_TOOLS": tools.path])
                while !FileManager.default.fileExists(atPath: began.path) {
                    try await Task.sleep(for: .milliseconds(50))
                }
                let refused = try await Lab.datalab(["cache", "prune", "--max-size", "0"], home: home)
                try Data().write(to: end)
                let record = try await building
                #expect(refused.status == 75 && refused.errors.contains("is using"), "\(refused.transcript)")
                try await MadeImage.verify(record.result.digest, in: home.appending(path: "store"))
                _ = try await prune("0", home)
            }
        }

        @Test(
            "a build that changes nothing gives no new name; names are listed by date, removed, and pruned as was said"
        )
        func housekeeping() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.txt": "1"], to: lab)
                let first = try await Lab.build([lab.path], home: home)
                let second = try await Lab.build([lab.path], home: home)
                #expect(first.result.reference == "a-test:1.2.3-0" && second.result.reference == first.result.reference)
                #expect(try await names(home) == ["a-test:latest", "a-test:1.2.3-0"])
                // The dates of names are whole seconds.
                try await Task.sleep(for: .seconds(1.1))
                try Lab.write(["a.txt": "2"], to: lab)
                let third = try await Lab.build([lab.path], home: home)
                let newest = third.result.reference
                #expect(try await names(home) == ["a-test:latest", newest, "a-test:1.2.3-0"])

                let arguments = ["cache", "prune", "--max-size", "0", "--old-images"]
                let tried = try await Lab.datalab(arguments + ["--dry-run"], home: home)
                #expect(tried.output.contains("would remove  image a-test:1.2.3-0\n"), "\(tried.transcript)")
                #expect(tried.output.contains("would remove  layer sha256:"), "\(tried.transcript)")
                #expect(try await names(home).count == 3)
                let done = try await Lab.datalab(arguments, home: home)
                let said = { (text: String, verb: String) in
                    Set(text.split(separator: "\n").filter { $0.hasPrefix(verb) }.map { $0.dropFirst(verb.count) })
                }
                #expect(said(done.output, "removed  ") == said(tried.output, "would remove  "), "\(done.transcript)")

                for name in ["a-test", "a-test:latest"] {
                    let shown = try await Lab.datalab(["builds", "show", name], home: home)
                    #expect(shown.status == 0 && shown.output.contains("1.2.3-2"), "\(shown.transcript)")
                }
                let missed = try await Lab.datalab(["rm", "a-tset"], home: home)
                #expect(
                    missed.status == 66 && missed.errors.contains("did you mean 'a-test:latest'?"),
                    "\(missed.transcript)"
                )
                let shown = try await Lab.datalab(["rm", "a-test", "--dry-run"], home: home)
                #expect(
                    shown.output == "would remove  a-test:latest, which is '\(newest)' too\n",
                    "\(shown.transcript)"
                )
                #expect(try await Lab.datalab(["rm", "a-test"], home: home).status == 0)
                #expect(try await names(home) == [newest])
                #expect(try await Lab.datalab(["rm", newest, "--all"], home: home).status == 0)
                #expect(try await names(home).isEmpty)
            }
        }

        @Test(
            "a result that cannot be delivered is a failure: a full disk, a closed pipe",
            arguments: [("full", 74), ("pipe", 141)]
        )
        func lostResults(way: String, status: Int32) async throws {
            let script = way == "full" ? "\"$0\" licences > /dev/full" : "\"$0\" licences | true; exit ${PIPESTATUS[0]}"
            let lost = try await Program.run(["bash", "-c", script, Lab.program])
            #expect(lost.status == status, "\(lost.transcript)")
            #expect(lost.errors.contains("No space left on device") == (way == "full"))
        }

        private func names(_ home: URL) async throws -> [String] {
            struct Row: Decodable { let name: String }
            let listed = try await Lab.datalab(["images", "--format", "json"], home: home)
            return try JSONDecoder().decode([Row].self, from: Data(listed.output.utf8)).map(\.name)
        }

        private static func wheels(_ home: URL) -> [URL] {
            let folder = home.appending(path: "cache/wheels/sha256")
            let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "whl" }
        }

        private static func age(_ wheel: URL) throws {
            for path in [wheel.path, wheel.deletingLastPathComponent().path] {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 1)],
                    ofItemAtPath: path
                )
            }
        }
    }
}

import Foundation
import Testing

extension EndToEnd {
    /// `datalab add` and `datalab lock`: lines and versions, written where they belong.
    @Suite("adding and locking packages")
    struct AddTests {
        private func withLab(_ body: (_ lab: URL, _ home: URL) async throws -> Void) async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": Self.requirements], to: lab)
                try await body(lab, home)
            }
        }

        private static let requirements = "# ours\nsix==1.16.0  # pinned\n"

        private func text(_ name: String, in lab: URL) throws -> String {
            try String(contentsOf: lab.appending(path: name), encoding: .utf8)
        }

        @Test("a package is added, resolved and built; what cannot be had leaves the file as it was")
        func add() async throws {
            try await withLab { lab, home in
                let added = try await Lab.datalab(["add", "idna>=3", "six>=1.17"], home: home, in: lab)
                #expect(added.status == 0, "\(added.transcript)")
                #expect(try text("requirements.txt", in: lab) == "# ours\nsix>=1.17  # pinned\nidna>=3\n")
                #expect(
                    added.output.contains("comes     idna 3.") && added.output.contains("six 1.16.0 → 1.17.0"),
                    "\(added.output)"
                )
                #expect(added.output.contains("image     a-test:1.2.3-0"), "\(added.output)")
                let before = try text("requirements.txt", in: lab)
                for (package, says) in [
                    ("beautifulsop4", "did you mean 'beautifulsoup4'?"), ("idna>999", "'idna>999' cannot be resolved"),
                    ("what is this?", "'what is this?'"),
                ] {
                    let refused = try await Lab.datalab(["add", package], home: home, in: lab)
                    #expect(refused.status != 0 && refused.errors.contains(says), "\(package): \(refused.transcript)")
                    #expect(try text("requirements.txt", in: lab) == before)
                }
                let again = try await Lab.datalab(["add", "idna"], home: home, in: lab)
                #expect(again.status == 0 && again.output.contains("has       idna>=3"), "\(again.transcript)")
            }
        }

        @Test("a lock keeps versions until it is told not to, is used by builds, and says when it no longer fits")
        func lock() async throws {
            try await withLab { lab, home in
                let locked = try await Lab.datalab(["lock"], home: home, in: lab)
                #expect(locked.status == 0 && locked.output.contains("for requirements.txt"), "\(locked.transcript)")
                try Lab.write(["requirements.txt": "six\n"], to: lab)
                let kept = try await Lab.datalab(["lock"], home: home, in: lab)
                #expect(kept.status == 0 && !kept.output.contains("changes"), "\(kept.transcript)")
                #expect(try text("pylock.toml", in: lab).contains("requirements = [\n    \"six\",\n]"))
                let wouldBe = try await Lab.datalab(["lock", "--upgrade", "--dry-run"], home: home, in: lab)
                #expect(wouldBe.output.contains("changes   six 1.16.0 → 1.17.0"), "\(wouldBe.transcript)")
                let built = try await Lab.datalab(["build", "."], home: home, in: lab)
                #expect(built.status == 0 && !built.errors.contains("pylock.toml"), "\(built.transcript)")
                let why = try await Lab.datalab(["why", "a-test", "six"], home: home, in: lab)
                #expect(why.output.contains("1.16.0"), "\(why.transcript)")
                // A line more: said by a build, mended by the lock.
                try Lab.write(["requirements.txt": "six\nidna\n"], to: lab)
                let stale = try await Lab.datalab(["check", "."], home: home, in: lab)
                #expect(stale.status == 0, "\(stale.transcript)")
                #expect(
                    stale.errors.contains(
                        "requirements.txt:2:1: 'idna' is required here, and 'pylock.toml' does not have it"
                    )
                )
                let added = try await Lab.datalab(["add", "certifi", "--no-build"], home: home, in: lab)
                #expect(added.status == 0, "\(added.transcript)")
                let now = try text("pylock.toml", in: lab)
                #expect(
                    now.contains("name = \"certifi\"") && now.contains("name = \"idna\"")
                        && now.contains("version = \"1.16.0\"")
                )
            }
        }

        @Test("create --yes needs no terminal, and names all that is missing at once")
        func createUnasked() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "old stars")
                try Lab.write(["old-stars.ipynb": CreateTests.notebook], to: lab)
                let environment = ["HOME": folder.path]
                let missing = try await Lab.datalab(["create", "--yes"], home: home, environment: environment, in: lab)
                #expect(missing.status == 64 && missing.errors.contains("--abstract"), "\(missing.transcript)")
                #expect(missing.errors.contains("--creator") && missing.errors.contains("--licence"))
                let made = try await Lab.datalab(
                    [
                        "create", "--yes", "--abstract", "Ages.", "--creator", "Ann", "--email",
                        "ann@datalabs.example.org",
                        "--licence", "none", "--visibility", "private",
                    ],
                    home: home,
                    environment: environment,
                    in: lab
                )
                #expect(made.status == 0 && made.output == "old-stars:1.0.0-0\n", "\(made.transcript)")
                #expect(made.errors.contains("datalab run old-stars --workspace work"), "\(made.transcript)")
                #expect(try text("requirements.txt", in: lab) == "six\n")
                let again = try await Lab.datalab(
                    ["create", "--yes", "--write"],
                    home: home,
                    environment: environment,
                    in: lab
                )
                #expect(again.status == 0 && again.output.isEmpty, "\(again.transcript)")
            }
        }
    }
}

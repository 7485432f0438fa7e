import Foundation
import Testing

extension EndToEnd {
    /// Repositories that were not made for this program: what their metadata lacks is no reason to refuse a build.
    @Suite("old metadata")
    struct OldMetadataTests {
        private struct Plan: Decodable {
            struct Problem: Decodable {
                let severity: String
                let message: String
            }
            let datalab: String
            let version: String
            let licence: String?
            let problems: [Problem]
        }

        private func check(_ arguments: [String], _ home: URL) async throws -> Plan {
            let finished = try await Lab.datalab(["check", "--format", "json"] + arguments, home: home)
            guard finished.status == 0 else { throw ProgramFailed(arguments: ["check"], finished: finished) }
            return try JSONDecoder().decode(Plan.self, from: Data(finished.output.utf8))
        }

        private static let five = """
            title: Gaia
            alternateName: gaialab
            abstract: x
            contactPoint:
              email: a@lab-cases.eu
            version: 0.1.0

            """

        @Test("five of the six facts, a licence that is none, and no file at all are all built")
        func strangers() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), lab = folder.appending(path: "lab")
                try Lab.write(["datalab-meta.yml": Self.five, "lab.py": "print(1)\n"], to: lab)
                let thin = try await check([lab.path], home)
                #expect(thin.datalab == "gaialab" && thin.licence == nil)
                #expect(thin.problems.contains { $0.message.hasPrefix("the key 'creator.name' is missing") })

                let open = Self.five + "creator: {name: A. Tester}\ndistribution:\n  license: Public\n"
                try Lab.write(["datalab-meta.yml": open], to: lab)
                let unlicensed = try await check([lab.path], home)
                #expect(unlicensed.licence == nil && unlicensed.problems.allSatisfy { $0.severity == "warning" })

                try FileManager.default.removeItem(at: lab.appending(path: "datalab-meta.yml"))
                #expect(try await check([lab.path], home).datalab == "lab")
                let strict = try await Lab.datalab(["check", "--strict", lab.path], home: home)
                #expect(strict.status == 65 && strict.errors.contains("'--abstract'"), "\(strict.transcript)")
            }
        }

        @Test("facts come from git and the files; a folder, its repository by URL and a second look say the same")
        func derived() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), lab = folder.appending(path: "stars")
                let files = [
                    "README.md": "# The stars\n\nHow stars shine, with plots.\n",
                    "CITATION.cff": "authors:\n- {given-names: Ann, family-names: Lee}\nversion: 2.0\n",
                    "LICENSE": "CC0 1.0 Universal\n", "lab.ipynb": "{}",
                ]
                try Lab.write(files, to: lab)
                try await Lab.commit(lab)
                try await Program.expectSuccess(["git", "-C", lab.path, "tag", "v2.1"])
                let plans = [
                    try await check([lab.path], home), try await check([lab.path], home),
                    try await check(["file://\(lab.path)", "--branch", "v2.1"], home),
                ]
                for plan in plans {
                    #expect(plan.datalab == "stars" && plan.version == "2.1" && plan.licence == "CC0-1.0")
                    let told = plan.problems.map(\.message).joined(separator: "\n")
                    for part in [
                        "'The stars', the heading of 'README.md'", "'Ann Lee', the author in 'CITATION.cff'",
                        "'How stars shine, with plots.'", "'test@example.org', the author of the commit",
                        "the commit's tag 'v2.1'", "the text of 'LICENSE'",
                    ] {
                        #expect(told.contains(part), "\(part) in \(told)")
                    }
                }
            }
        }

        @Test("a public datalab without a licence is built, and not published; with one, or privately, it is")
        func publishing() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["datalab-meta.yml": Self.five], to: lab)
                let built = try await Lab.build([lab.path], home: home)
                #expect(built.status == "BUILD_SUCCESS")
                // Nobody listens there: what is refused is refused before anything is sent.
                let place = "127.0.0.1:1/team/lab"
                let refused = try await Lab.datalab(["publish", place], home: home)
                #expect(refused.status == 65, "\(refused.transcript)")
                #expect(
                    refused.errors.contains("is public and has no licence")
                        && refused.errors.contains("'--licence MIT'")
                )
                for arguments in [["--licence", "MIT"], ["--visibility", "private"]] {
                    _ = try await Lab.build([lab.path] + arguments, home: home)
                    let tried = try await Lab.datalab(["publish", place], home: home)
                    #expect(tried.status == 69, "\(tried.transcript)")
                }
            }
        }

        @Test("the line that is proposed for a desktop's program is accepted where it is written")
        func desktopLine() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), lab = folder.appending(path: "lab")
                let start = #"python3 "my app (v2).py" --title "it's fine: 100%""#
                let metadata = Lab.metadata + "kind: vnc\ndesktop:\n  start: \(start)\n"
                try Lab.write(["meta-data.yaml": metadata], to: lab)
                let told = try await Lab.datalab(["check", lab.path], home: home)
                #expect(told.status == 0, "\(told.transcript)")
                let lines = told.errors.split(separator: "\n").filter { $0.contains("hint: write 'start: ") }
                #expect(lines.count == 1, "\(told.transcript)")
                let hint = try #require(lines.first)
                let line = hint.drop { $0 != "'" }.dropFirst().dropLast()
                try Lab.write(
                    ["meta-data.yaml": metadata.replacingOccurrences(of: "start: \(start)", with: line)],
                    to: lab
                )
                let mended = try await Lab.datalab(["check", lab.path], home: home)
                #expect(mended.status == 0 && !mended.errors.contains("hint: write"), "\(mended.transcript)")
            }
        }

        @Test(
            "the command that is named for a repository of another user makes it readable",
            .enabled(if: getuid() == 0, "only root can give a repository to somebody else")
        )
        func foreignRepository() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), lab = folder.appending(path: "a lab")
                try Lab.write(["meta-data.yaml": Lab.metadata], to: lab)
                try await Lab.commit(lab)
                try await Program.expectSuccess(["chown", "-R", "12345", lab.path])
                let environment = ["HOME": folder.path]
                let url = "file://\(lab.path.replacingOccurrences(of: " ", with: "%20"))"
                let refused = try await Lab.datalab(["check", url], home: home, environment: environment)
                #expect(
                    refused.status != 0 && refused.errors.contains("belongs to another user"),
                    "\(refused.transcript)"
                )
                let hint = try #require(refused.errors.split(separator: "trust them: ").last)
                let command = String(hint.prefix { $0 != "\n" })
                try await Program.expectSuccess(["sh", "-c", command], environment: environment)
                let read = try await Lab.datalab(["check", url], home: home, environment: environment)
                #expect(read.status == 0, "\(read.transcript)")
            }
        }

        @Test("names that only other packages provide are accepted, as apt-get accepts them, and told")
        func virtualPackages() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "apt.txt": Self.libraries], to: lab)
                let checked = try await Lab.datalab(["check", lab.path], home: home)
                #expect(checked.status == 0, "\(checked.transcript)")
                #expect(checked.output.contains("libasound2 (libasound2t64)"), "\(checked.transcript)")
            }
        }

        /// Libraries by the names that Debian 12 gives them, as lists of existing projects do.
        private static let libraries = """
            libasound2 libblas3 libcairo2 libcups2 libcurl4 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgbm1
            libgdk-pixbuf-2.0-0 libgfortran5 libgirepository-1.0-1 libgl1 libgl1-mesa-glx libgles2 libglib2.0-0 libglu1-mesa libgomp1
            libgtk-3-0 liblapack3 libmagic1 libnss3 libopengl0 libopenmpi3 libpango-1.0-0 libpangocairo-1.0-0 libpulse0
            libsdl2-2.0-0 libsm6 libsndfile1 libtk8.6 libusb-1.0-0 libx11-6 libx11-xcb1 libxcb-cursor0 libxcb-icccm4
            libxcomposite1 libxcursor1 libxdamage1 libxext6 libxfixes3 libxft2 libxi6 libxinerama1 libxkbcommon-x11-0
            libxkbcommon0 libxml2 libxrandr2 libxrender1 libxslt1.1 libxss1 libxt6 libxtst6 zlib1g

            """
    }
}

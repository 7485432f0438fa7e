import Foundation
import TestServers
import Testing

extension EndToEnd.CreateTests {
    @Test("left at every question and taken up again, at 200 columns: no answer is lost, none is asked for twice")
    func leaving() async throws {
        try await withLab { lab, home in
            let terminal = DrivenTerminal(home: home, folder: lab, width: 200)
            for (index, question) in Self.questions.enumerated() {
                let resumed = index == 0 ? [] : Self.answer("Go on where you were?")
                let before =
                    index == 0 ? [] : Self.answer(Self.questions[index - 1].question, Self.questions[index - 1].answer)
                // What is half typed is no answer.
                let leave: [Step] = [.expect(question.question), .type("half"), .key("ctrl-c")]
                // The first answer is given in the second run, as nothing was kept in the first.
                let steps = index == 1 ? before + leave : resumed + before + leave
                let left = try await terminal.run("left-\(index)-200", steps)
                #expect(left.status == 130 && left.faults.isEmpty, "\(left.transcript)")
                #expect(left.output.isEmpty && left.transcript.contains("Your answers are kept"))
            }
            #expect(!FileManager.default.fileExists(atPath: lab.appending(path: "meta-data.yaml").path))
            let last = try await terminal.run(
                "written-200",
                Self.answer("Go on where you were?") + Self.answer("Visibility [", "private")
                    + Self.answer("Users [", "ben, cem")
                    + Self.answer("Now [build]", "write")
            )
            #expect(last.status == 0 && last.faults.isEmpty, "\(last.transcript)")
            let text = try String(contentsOf: lab.appending(path: "meta-data.yaml"), encoding: .utf8)
            #expect(text.hasPrefix("title: Old stars\nalternateName: old-stars\n"))
            #expect(text.hasSuffix("visibility: private\nvisibility.users: [ben, cem]\n"), "\(text)")
            let kept = try FileManager.default.contentsOfDirectory(atPath: home.appending(path: "create").path)
            #expect(kept.isEmpty, "what is done is forgotten")
        }
    }

    @Test("a dumb terminal, no colour: paste, an unknown package and an impossible version, mended in place")
    func dumb() async throws {
        try await withLab { lab, home in
            let terminal = DrivenTerminal(home: home, folder: lab, width: 60, environment: ["TERM": "dumb"])
            let steps: [Step] =
                Self.answer("Kind [") + Self.answer("Files [") + Self.answer("Packages [", "3")
                + [.expect("Package:"), .paste("six==99.0\nidna>=2\n")] + Self.answer("Package:")
                + Self.answer("What now", "any version") + [.expect("all can be installed together")]
                + Self.answer("Debian packages [none]", "<") + Self.answer("Packages [", "2")
                + Self.answer("Package:", "no-such-package-of-ours")
                + Self.answer("Package:") + Self.answer("What now", "drop it")
                + Self.answer("Debian packages [none]") + Self.answer("Title [", "?")
                + [.expect("heading of its card"), .slow("Ax"), .key("backspace"), .type("ges")]
                + [.key("enter"), .expect("Short name [ages]"), .key("ctrl-d")]
            let result = try await terminal.run("mended-60-dumb", steps)
            #expect(result.status == 130 && result.faults.isEmpty, "\(result.faults) \(result.transcript)")
            // Lines are wrapped.
            let shown = result.transcript.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(shown.contains("is no version that the index has"), "\(result.transcript)")
            #expect(shown.contains("is not on the index"), "\(result.transcript)")
        }
    }

    @Test(
        "a git repository's branches are offered; answers lie beside it, and the build needs nothing else; resized meanwhile"
    )
    func repository() async throws {
        try await withLab { lab, home in
            let repository = lab.deletingLastPathComponent().appending(path: "their-lab")
            try Lab.write(["a.ipynb": Self.notebook, "README.md": "theirs"], to: repository)
            try await Lab.commit(repository)
            try await Program.expectSuccess(["git", "-C", repository.path, "branch", "gaia"])
            let terminal = DrivenTerminal(home: home, folder: lab, environment: ["NO_COLOR": "1"])
            let url = "file://\(repository.path)"
            let steps: [Step] =
                Self.answer("Kind [") + Self.answer("Files [", "a git") + Self.answer("Address", url)
                + Self.answer("Branch [main]", "2") + [.width(60)] + Self.answer("Folder in it [all of it]")
                + Self.answer("Packages [", "none") + Self.answer("Debian packages [none]")
                + Self.answer("Title [Their lab]")
                + Self.questions[5...].flatMap {
                    Self.answer($0.question.replacing("old-stars", with: "their-lab"), $0.answer)
                } + [.width(100)] + Self.answer("Now [build]", "write")
            let result = try await terminal.run("repository-80", steps)
            #expect(result.status == 0 && result.faults.isEmpty, "\(result.faults) \(result.transcript)")
            let command = "datalab build \(url) --branch gaia --overlay their-lab-datalab"
            let shown = result.transcript.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(shown.contains(command), "\(result.transcript)")
            let arguments = ["check", url, "--branch", "gaia", "--overlay", "their-lab-datalab"]
            let checked = try await Lab.datalab(arguments, home: home, in: lab)
            #expect(
                checked.status == 0 && checked.output.contains("datalab   their-lab 1.0.0"),
                "\(checked.transcript)"
            )
            #expect(!FileManager.default.fileExists(atPath: repository.appending(path: "meta-data.yaml").path))
        }
    }

    @Test("a zip becomes a datalab of the AppStore, which asks who publishes; its answers lie beside it")
    func archive() async throws {
        try await withLab { lab, home in
            let store = try SupportServer("run-appstore", [Lab.appstore, "--login"])
            defer { store.stop() }
            let user = try #require(store.facts["user"]), password = try #require(store.facts["password"])
            let archive = lab.deletingLastPathComponent().appending(path: "new stars.zip")
            try await Program.expectSuccess(["zip", "-q", "-r", archive.path, "."], in: lab)
            let empty = lab.appending(path: "desk")
            try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
            var terminal = DrivenTerminal(home: home, folder: empty)
            terminal.environment = [
                "DATALAB_APPSTORE": store.address, "DOCKER_CONFIG": empty.appending(path: "nobody").path,
            ]
            let steps =
                Self.answer("Kind [") + Self.answer("Files [", "3") + Self.answer("Path:", "../../new star.zip")
                + [.key("ctrl-u")] + Self.answer("Path:", "../../new stars.zip") + Self.answer("Packages [")
                + Self.answer("Debian packages [none]") + Self.answer("Title [New stars]")
                + Self.questions[5...].flatMap {
                    Self.answer($0.question.replacing("old-stars", with: "new-stars"), $0.answer)
                } + Self.answer("Now [build]") + Self.answer("Next [1]", "publish")
                + Self.answer("User at \(store.address)", user) + Self.answer("Password", password)
                + Self.answer("Next [1]", "finish")
            let result = try await terminal.run("archive-80", steps)
            #expect(result.status == 0 && result.faults.isEmpty, "\(result.faults) \(result.transcript)")
            #expect(result.output == "new-stars:1.0.0-0\n" && !result.transcript.contains(password))
            let page = "http://\(store.address)/datalabs/\(user)/new-stars"
            #expect(result.transcript.contains("its page: \(page)"), "\(result.transcript)")
            #expect(try await Program.expectSuccess(["curl", "-sSf", page]).contains("New stars"))
            let beside = try FileManager.default.contentsOfDirectory(atPath: empty.path)
            #expect(beside.contains("new-stars-datalab"), "\(beside)")
        }
    }

    @Test("files that lie anywhere are taken together, in the order they were named")
    func files() async throws {
        try await withLab { lab, home in
            try Lab.write(["more/colours.csv": "B,V"], to: lab)
            let terminal = DrivenTerminal(home: home, folder: lab.appending(path: "more"))
            let steps =
                Self.answer("Kind [") + Self.answer("Files [", "3")
                + Self.answer("Path:", "../old-stars.ipynb colours.csv") + Self.answer("Packages [")
                + Self.answer("Debian packages [none]") + Self.answer("Title", "Old stars")
                + Self.answer("Short name", "old-stars")
                + Self.questions[6...].flatMap { Self.answer($0.question, $0.answer) }
                + Self.answer("Now [build]", "write")
            let result = try await terminal.run("files-80", steps)
            #expect(result.status == 0 && result.faults.isEmpty, "\(result.faults) \(result.transcript)")
            #expect(result.transcript.contains("found 2 files, 1 notebook"), "\(result.transcript)")
        }
    }

    @Test("without a person it asks nothing, says what to do instead and ends with 64")
    func nobody() async throws {
        try await withLab { lab, home in
            let piped = try await Lab.datalab(["create"], home: home, in: lab)
            #expect(
                piped.status == 64 && piped.errors.contains("'datalab check' and 'datalab build'"),
                "\(piped.transcript)"
            )
            let terminal = DrivenTerminal(home: home, folder: lab, environment: ["CI": "true"])
            let automatic = try await terminal.run("ci-80", [])
            #expect(automatic.status == 64 && !automatic.transcript.contains("["), "\(automatic.transcript)")
        }
    }
}

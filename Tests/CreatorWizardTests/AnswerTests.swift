import CreatorWizard
import DatalabModel
import Foundation
import Reporting
import Synchronization
import Testing

/// Answers that are not the usual ones, and answers that options give.
@Suite("the wizard's answers")
struct AnswerTests {
    private static let metadata = """
        title: Stars
        alternateName: stars
        abstract: Ages of stars.
        version: 1.0.0
        creator:
          name: Ann
        contactPoint:
          email: ann@example.org

        """

    private static let upToLicence: [WizardTerminal.Step] = [
        ("Kind [", "\r"), ("Files [", "\r"), ("Packages [", "\r"), ("Debian packages [", "\r"), ("Title [", "\r"),
        ("Short name [", "\r"),
        ("What is it for [", "\r"), ("Your name [", "\r"), ("E-mail [", "\r"), ("Version [", "\r"),
    ]

    @Test("a licence that is only near is never Enter's; none yet and all rights reserved are answers")
    func licences() async throws {
        try await TranscriptTests.folder { folder in
            try Data(Self.metadata.utf8).write(to: URL(filePath: "\(folder)/meta-data.yaml"))
            for (typed, question, written) in [
                ("none", "Licence:", "license: \"none\""),
                ("all rights reserved", "Licence:", "license: LicenseRef-All-Rights-Reserved"),
            ] {
                let workshop = PretendedWorkshop(folder: folder)
                let result = try await WizardTerminal(workshop: workshop).run(
                    Self.upToLicence + [
                        ("Licence:", "xyzzy\r"), (question, "unlicensed\r"), ("'reserved' if nobody", ""),
                        (question, "\(typed)\r"),
                        ("Visibility [", "private\r"), ("Users [", "ben, Ann Müller\r"),
                        ("no user name", "\u{15}ben, cem\r"),
                        ("Now [build]", "write\r"),
                    ]
                )
                #expect(!result.transcript.contains("Licence ["), "\(result.transcript)")
                let text = workshop.written.withLock { $0["meta-data.yaml"] } ?? ""
                #expect(text.contains(written) && text.contains("[ben, cem]"), "\(text) \(result.transcript)")
            }
        }
    }

    @Test("a program is looked for by what it is for; without Debian's lists its name is taken, and that is said")
    func programs() async throws {
        try await TranscriptTests.folder { folder in
            try Data("\(Self.metadata)kind: vnc\ndistribution.license: MIT\n".utf8).write(
                to: URL(filePath: "\(folder)/meta-data.yaml")
            )
            let workshop = PretendedWorkshop(folder: folder, hasDebian: false)
            let result = try await WizardTerminal(workshop: workshop).run([
                ("Kind [", "2\r"), ("Files [", "\r"), ("Packages [", "\r"), ("Program [none yet]", "saods9\r"),
                ("Started by [ds9]", "\r"),
                ("Debian packages [saods9]", "quit\r"),
            ])
            #expect(result.end == .left && result.words.contains("a build checks them"), "\(result.transcript)")
        }
    }

    @Test("a conda environment is translated where that is wanted, with its Python and Debian's packages")
    func translation() async throws {
        try await TranscriptTests.folder { folder in
            for (name, text) in [
                "meta-data.yaml": "\(Self.metadata)distribution.license: MIT\n",
                "environment.yml": "dependencies: [numpy]\n",
            ] {
                try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
            }
            let workshop = PretendedWorkshop(folder: folder)
            _ = try await WizardTerminal(workshop: workshop).run(
                [
                    ("Kind [", "\r"), ("Files [", "\r"), ("translate it", "2\r"), ("your list: numpy, lmfit", "\r"),
                    ("Debian packages [ffmpeg]", "\r"),
                ] + Self.upToLicence[4...] + [
                    ("Licence [MIT]", "\r"), ("Visibility [", "\r"), ("Now [build]", "write\r"),
                ]
            )
            let files = workshop.written.withLock { $0 }
            #expect(files["runtime.txt"] == "python-3.11\n" && files["apt.txt"] == "ffmpeg\n", "\(files)")
            #expect(files["requirements.txt"] == "numpy==1.26.*\nlmfit\n")
        }
    }

    @Test("what options answer is not asked; with --yes nothing is, and all that is missing is named at once")
    func options() async throws {
        try await TranscriptTests.folder { folder in
            try Data("x = 1\n".utf8).write(to: URL(filePath: "\(folder)/a.py"))
            let workshop = PretendedWorkshop(folder: folder)
            let script = { (given: GivenAnswers) in ScriptedCreation(given, workshop: workshop) { _ in } }
            let missing = await #expect(throws: InputFailure.self) { try await script(GivenAnswers()).run(to: .built) }
            #expect(missing?.problems.compactMap(\.hint).count == 4, "\(String(describing: missing))")
            var facts = MetadataOptions()
            (facts.abstract, facts.creatorName, facts.email, facts.licence) = (
                "Stars.", "Ann", "ann@example.org", "none"
            )
            facts.kind = "desktop"
            var given = try GivenAnswers(facts)
            try given.take(packages: ["numpy, scipy>=1"], option: "--package")
            given.take(program: "saods9", startedBy: nil)
            let made = try await script(given).run(to: .built)
            #expect(made.image == "l-etoile-beta:1.0.0-0")
            let files = workshop.written.withLock { $0 }
            #expect(files["requirements.txt"] == "numpy\nscipy>=1\n" && files["apt.txt"] == "saods9\n")
            #expect(files["meta-data.yaml"]?.contains("start: ds9") == true)

            let result = try await WizardTerminal(workshop: workshop, given: given).run([
                ("Files [1]", "\r"), ("Debian packages [saods9]", "\r"), ("Title [", "\r"), ("Short name [", "\r"),
                ("Version [", "\r"),
                ("Visibility [", "\r"), ("Now [build]", "write\r"),
            ])
            #expect(result.end == .finished(image: nil), "\(result.transcript)")

            facts.email = "nobody"
            facts.kind = "dekstop"
            let wrong = #expect(throws: InputFailure.self) { try GivenAnswers(facts) }
            #expect(wrong?.problems.count == 2)
        }
    }

    @Test("paths with quotes, backslashes and spaces, and what Tab makes of them")
    func paths() async throws {
        try await TranscriptTests.folder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/my lab", withIntermediateDirectories: true)
            for name in ["my lab/a b.ipynb", "my notes.txt", ".hidden"] {
                try Data().write(to: URL(filePath: "\(folder)/\(name)"))
            }
            for typed in [
                "my lab/a b.ipynb", "'my lab/a b.ipynb'", "my\\ lab/a\\ b.ipynb", "\"\(folder)/my lab/a b.ipynb\" ",
            ] {
                #expect(
                    TypedPaths.paths(typed, in: folder).map { URL(filePath: $0).lastPathComponent } == ["a b.ipynb"],
                    "\(typed)"
                )
            }
            #expect(TypedPaths.paths("a.txt 'b c'", in: "/x") == ["/x/a.txt", "/x/b c"])
            #expect(TypedPaths.completions(of: "m", in: folder) == ["my\\ lab/", "my\\ notes.txt"])
            #expect(TypedPaths.completions(of: "one my\\ l", in: folder) == ["one my\\ lab/"])
            #expect(TypedPaths.completions(of: "my\\ lab/", in: folder) == ["my\\ lab/a\\ b.ipynb"])
            #expect(TypedPaths.completions(of: "", in: folder).count == 2)
            let workshop = PretendedWorkshop(folder: folder)
            let result = try await WizardTerminal(workshop: workshop).run([
                ("Kind [", "\r"), ("Files [", "3\r"), ("Path:", "my\\ \t"), ("my\\ notes.txt", "l\t\r"),
                ("found", "quit\r"),
            ])
            #expect(result.transcript.contains("Path: my\\ lab/"), "\(result.transcript)")
        }
    }
}

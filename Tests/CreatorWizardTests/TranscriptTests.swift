import CreatorWizard
import DatalabModel
import Foundation
import Synchronization
import Testing

/// The wizard from an empty folder, of every kind and at several widths, with the list that people paste.
@Suite("the wizard's transcripts")
struct TranscriptTests {
    typealias Step = WizardTerminal.Step

    /// Ten shapes in which lists of packages come, one of them no list.
    static let pasted = """
        astropy>=6  # a comment
        numpy, scipy
        pip install lmfit 'photutils[all]'
        - healpy=1.17
        matplotlib 3.10.0
        "regions>=0.9",
        sunpy = "^6.0"
        import sklearn.cluster as cluster
        git+https://git.example.org/team/tools.git@v1
        what is this? no list
        """

    static func folder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "etoiles-\(UUID().uuidString.prefix(4))/l'étoile β"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        try await body(folder.path)
    }

    static func steps(_ kind: DatalabKind) -> [Step] {
        let programs: [DatalabKind: [Step]] = [
            .vnc: [
                ("Program [none yet]", "image\r"), ("2  saods9", "2\r"), ("Started by [ds9]", "\r"),
                ("Debian packages [saods9]", "\r"),
            ],
            .jupyterlab: [("Debian packages [none]", "ffmpeg\r")],
            .theia: [],
        ]
        let number = ["\r", "2\r", "3\r"][DatalabKind.allCases.firstIndex(of: kind) ?? 0]
        return [
            ("Kind [1]", number), ("an example to begin with", "\r"), ("type or paste", "2\r"),
            ("Package:", WizardTerminal.paste(pasted)), ("Package:", "\r"),
        ] + (programs[kind] ?? []) + [
            ("Title [L'étoile β]", "\r"), ("Short name [l-etoile-beta]", "\r"), ("What is it for", "Ages of stars.\r"),
            ("Your name [Ann Example]", "\r"), ("E-mail [ann@datalabs.example.eu]", "\r"), ("Version [1.0.0]", "\r"),
            ("Licence:", "mit\r"), ("Visibility [1]", "\r"), ("Now [build]", "\r"), ("Next [1]", "\r"),
            ("Enter stops it", "\r"), ("Next [3]", "4\r"),
        ]
    }

    @Test(
        "ten shapes of a pasted list from an empty folder: what is good is kept, what is bad is named",
        arguments: DatalabKind.allCases.filter(\.hasPage),
        [60, 80, 160]
    )
    func kinds(kind: DatalabKind, width: Int) async throws {
        try await Self.folder { folder in
            let person = Person(name: "Ann Example", email: "ann@datalabs.example.eu")
            let workshop = PretendedWorkshop(folder: folder, person: person)
            let result = try await WizardTerminal(workshop: workshop, width: UInt16(width)).run(Self.steps(kind))
            try Self.keep(result.transcript, "\(kind.rawValue)-\(width)")
            #expect(result.end == .finished(image: "l-etoile-beta:1.0.0-0"), "\(result.transcript)")
            #expect(result.wide.isEmpty, "\(result.wide)")
            let files = workshop.written.withLock { $0 }
            #expect(
                files["requirements.txt"] == """
                    astropy>=6  # a comment
                    numpy
                    scipy
                    lmfit
                    photutils[all]
                    healpy==1.17.*
                    matplotlib==3.10.0
                    regions>=0.9
                    sunpy>=6.0,<7.0
                    scikit-learn
                    git+https://git.example.org/team/tools.git@v1

                    """
            )
            #expect(result.words.contains("not taken: 'what is this? no list'"), "\(result.transcript)")
            #expect(result.words.contains("writes: "), "\(result.transcript)")
            #expect(result.words.contains("it keeps nothing"), "\(result.transcript)")
            #expect(result.words.contains("datalab run l-etoile-beta --workspace work"), "\(result.transcript)")
            let metadata = files["meta-data.yaml"] ?? ""
            #expect(metadata.contains("kind: \(kind.rawValue)"))
            #expect(metadata.contains("start: ds9") == (kind == .vnc), "\(metadata)")
            #expect(files["apt.txt"] == [.vnc: "saods9\n", .jupyterlab: "ffmpeg\n"][kind], "\(files)")
            #expect(workshop.remembered.withLock { $0 } == person)
            // The list counts as one key; 'Ages of stars.' and the licence are what nothing could say.
            #expect(result.keys < 60, "\(result.keys) keys")
        }
    }

    /// What a person can read after the tests.
    static func keep(_ transcript: String, _ name: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: ".artifacts/tests/wizard")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(transcript.utf8).write(to: folder.appending(path: "\(name).txt"))
    }
}

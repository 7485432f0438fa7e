import CreatorWizard
import DatalabModel
import Foundation
import Reporting
import Synchronization

/// A workshop that knows what it is told and keeps what it is given: nothing is resolved, built or fetched.
final class PretendedWorkshop: Workshop {
    let folder: String
    let kinds = DatalabKind.allCases.filter(\.hasPage)
    let appStore: String? = nil
    /// Whether Debian's lists can be had.
    let hasDebian: Bool
    private let known: Person
    let remembered = Mutex<Person?>(nil)
    let written = Mutex<[String: String]>([:])

    init(folder: String, person: Person = Person(), hasDebian: Bool = true) {
        self.folder = folder
        self.hasDebian = hasDebian
        known = person
    }

    func person() async -> Person { known }

    func source(_ text: String) throws -> SourceAnswer {
        let paths = TypedPaths.paths(text, in: folder)
        guard let first = paths.first, FileManager.default.fileExists(atPath: first) else {
            throw InputFailure(.error("there is no '\(text)'", hint: "check the path"))
        }
        return .folder(first)
    }

    func branches(of url: String) async throws -> [String] { ["main"] }

    func look(at source: SourceAnswer) async throws -> SourceView {
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        var view = SourceView(
            name: URL(filePath: folder).lastPathComponent,
            files: files,
            size: 1,
            metadataPath: "meta-data.yaml",
            requirementsPath: "requirements.txt"
        )
        let text = { (name: String) in FileManager.default.contents(atPath: "\(self.folder)/\(name)") }
        view.metadata = text("meta-data.yaml").map(Array.init)
        view.requirements = text("requirements.txt").map { String(decoding: $0, as: UTF8.self) }
        view.systemPackages = text("apt.txt").map { String(decoding: $0, as: UTF8.self) }
        if view.requirements == nil, files.contains("environment.yml") { view.otherRequirements = "environment.yml" }
        return view
    }

    func translate(_ source: SourceAnswer) async throws -> [String: String] {
        [
            "requirements.txt": "numpy==1.26.*\nlmfit\n", "apt.txt": "# For 'environment.yml':\nffmpeg\n",
            "runtime.txt": "python-3.11\n",
        ]
    }

    func findSystemPackages(_ text: String, for kind: DatalabKind) async throws -> [FoundSystemPackage] {
        guard hasDebian else {
            throw InputFailure(.error("Debian's lists cannot be read", hint: "check the network"), class: .unavailable)
        }
        let all = [
            FoundSystemPackage(name: "saods9", summary: "Image display tool for astronomy"),
            FoundSystemPackage(name: "gimp", summary: "GNU Image Manipulation Program"),
            FoundSystemPackage(name: "ffmpeg", summary: "Tools for transcoding multimedia files"),
        ]
        let words = text.lowercased().split(separator: " ")
        let found = all.filter { one in words.allSatisfy { "\(one.name) \(one.summary)".lowercased().contains($0) } }
        return found.sorted { ($0.name == text ? 0 : 1, $0.name) < ($1.name == text ? 0 : 1, $1.name) }
    }

    func beginWithExample(of kind: DatalabKind) throws {
        try Data("print('begun')\n".utf8).write(to: URL(filePath: "\(folder)/example.py"))
    }

    func pending(_ draft: DatalabDraft) -> [PendingFile] {
        draft.files.keys.sorted().map { path in
            PendingFile(path: path, isNew: !FileManager.default.fileExists(atPath: "\(folder)/\(path)"))
        }
    }

    func command(_ draft: DatalabDraft) -> String { "datalab build ." }

    func remember(_ person: Person) { remembered.withLock { $0 = person } }

    func check(_ draft: DatalabDraft) async throws -> CheckedDraft {
        let lines = draft.files["requirements.txt"].map { RequirementLines.numbered($0).count }
        return CheckedDraft(packages: lines, problems: [])
    }

    func write(_ draft: DatalabDraft) throws -> WrittenDraft {
        written.withLock { $0 = draft.files }
        return WrittenDraft(files: draft.files.keys.sorted(), command: "datalab build .", isBeside: false)
    }

    func build(_ draft: DatalabDraft) async throws -> BuiltDatalab {
        BuiltDatalab(image: "\(draft.name):1.0.0-0", lines: ["image     \(draft.name):1.0.0-0"])
    }

    func run(_ image: String, while isOpen: @Sendable (String) throws -> Void) async throws {
        try isOpen("http://127.0.0.1:10000/datalabs/local/")
    }

    func test(_ image: String) async throws -> TestedDatalab {
        TestedDatalab(isPassed: true, summary: "passed: it started", problems: [], missingSystemPackages: [])
    }

    func publish(_ image: String, to place: String?) async throws -> [String] { ["published \(place ?? "")"] }

    func login(to registry: String, user: String, password: String) async throws {}
}

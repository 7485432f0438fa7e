internal import BaseImages
internal import CommandLines
internal import CreatorWizard
internal import DatalabBuild
internal import DatalabModel
internal import ExternalTools
internal import Files
internal import Foundation
internal import OCIModel
internal import Reporting
internal import SystemPackage
internal import TerminalPrompts
internal import Workspaces

/// Does on this machine what the wizard asks for: with what `build`, `run`, `test` and `publish` do it.
struct LocalWorkshop: Workshop {
    let folder: String
    let site: BuildSite
    let access: RegistryAccess
    let store: AppStoreOption
    /// Whether progress is told in lines of its own.
    let isPlain: Bool
    let context: CommandContext

    var kinds: [DatalabKind] {
        // What a step is given and leaves behind takes a file to say, not a question: 'datalab new --template step' begins one.
        let kinds = DatalabKind.allCases.filter {
            $0.hasPage && (try? RecipeFolder.find($0, in: site.recipes)) != nil
        }
        return kinds.isEmpty ? [.jupyterlab] : kinds
    }

    var appStore: String? { try? store.host(in: context) }

    func person() async -> Person {
        guard let git = try? ExternalTool.locate("git", installHint: "install it: apt install git") else {
            return lastPerson
        }
        var values: [String?] = []
        for key in ["user.name", "user.email"] {
            let output = try? await git.capture(["config", "--get", key], in: FilePath(folder))
            let text = output?.status == 0 ? String(decoding: output?.standardOutput ?? [], as: UTF8.self) : ""
            let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
            values.append(value.isEmpty ? nil : value)
        }
        // Who has answered here before is known better than git's settings.
        let last = lastPerson
        return Person(name: last.name ?? values[0], email: last.email ?? values[1])
    }

    private var lastPerson: Person {
        let data = FileManager.default.contents(atPath: site.home.creator.string)
        let known = data.flatMap { try? JSONDecoder().decode([String: String].self, from: $0) } ?? [:]
        return Person(name: known["name"], email: known["email"])
    }

    func remember(_ person: Person) {
        let facts = ["name": person.name, "email": person.email].compactMapValues(\.self)
        guard !facts.isEmpty, let data = try? JSONEncoder().encode(facts) else { return }
        // A home that cannot be written only makes the next wizard ask again.
        try? UserFile.replace(site.home.creator, with: Array(data), mode: .ownerReadWrite, isSecret: true)
    }

    func source(_ text: String) throws -> SourceAnswer {
        // An address is no path, and has no words.
        let isAddress = text.contains("://") || (text.contains("@") && text.contains(":") && !text.contains(" "))
        return try source(arguments: isAddress ? [text] : TypedPaths.paths(text, in: folder))
    }

    /// Understands a git URL, a folder, a zip or files as a command line has them.
    func source(arguments: [String]) throws -> SourceAnswer {
        let absolute = { (path: FilePath) in FilePath(folder).pushing(path).lexicallyNormalized().string }
        switch try SourceLocation.parse(arguments) {
        case .git: return .git(url: arguments[0], branch: nil, subdirectory: nil)
        case .folder(let path, _): return .folder(absolute(path))
        case .zip(let path, _): return .files([absolute(path)])
        case .files(let paths): return .files(paths.map(absolute))
        }
    }

    func branches(of url: String) async throws -> [String] {
        try await RemoteBranches.ask(GitURL(url)).names
    }

    func check(_ draft: DatalabDraft) async throws -> CheckedDraft {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        var request = try draft.source.request()
        request.overlay = scratch.path.appending("overlay")
        let display = passingDisplay()
        defer { display.end() }
        do {
            try DraftFiles.write(draft.files, to: scratch.path.appending("overlay"))
            let plan = try await DatalabBuilder(site: site).check(request) { event in
                // Warnings come with the plan, in one piece.
                if case .work(.warning) = event { return }
                display.take(event)
            }
            return CheckedDraft(
                packages: plan.packages.count,
                problems: plan.problems,
                changes: plan.changes.map(ChangeSummary.init).map { $0.isEmpty ? "nothing" : $0.text() }
            )
        } catch {
            guard !(error is CancellationError), let failure = error.reported else { throw error }
            return CheckedDraft(problems: failure.problems, isUnreachable: failure.failureClass == .unavailable)
        }
    }

    func write(_ draft: DatalabDraft) throws -> WrittenDraft {
        try DraftFiles.write(draft, startedIn: folder)
    }

    func build(_ draft: DatalabDraft) async throws -> BuiltDatalab {
        var request = try draft.source.request()
        request.overlay = DraftFiles.overlay(of: draft, startedIn: folder).map { FilePath($0) }
        let earlier = newest(of: draft.name)
        let display = display()
        defer { display.end() }
        let record = try await DatalabBuilder(site: site).build(request) { event in
            // They were told in the review.
            if case .work(.warning) = event { return }
            display.take(event)
        }
        guard let result = record.result else { throw BuildFailure(.nothingToPublish) }
        let changes = try await changes(since: earlier, to: result.reference)
        return BuiltDatalab(
            image: result.reference,
            lines: BuildSummary.short(of: result) + (changes.map { [$0] } ?? [])
        )
    }

    /// What shows the progress of a build: lines that fit, without the digests that nobody reads while waiting.
    func display() -> ProgressDisplay {
        let context = CommandContext.current
        return ProgressDisplay(isPlain ? .plain : .live, context: context) { line in
            let short = line.replacing(#/  sha256:[0-9a-f]{64}/#, with: "")
            return TextWrapping.lines(short, width: context.width - 1, first: "  ", rest: "    ").joined(
                separator: "\n"
            )
        }
    }

    /// What shows that a check goes on: a line that is gone when it is over.
    private func passingDisplay() -> ProgressDisplay {
        if isPlain { context.note("  checking ...") }
        return ProgressDisplay(isPlain ? .none : .live, context: .current) { _ in nil }
    }
}

extension SourceAnswer {
    /// The source as a build takes it.
    func request() throws -> BuildRequest {
        let location: SourceLocation
        switch self {
        case .folder(let path): location = try .parse([path])
        case .files(let paths): location = try .parse(paths)
        case .git(let url, let branch, let folder): location = try .parse([url], branch: branch, subdirectory: folder)
        }
        return BuildRequest(source: location)
    }
}

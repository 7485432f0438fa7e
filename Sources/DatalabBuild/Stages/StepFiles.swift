internal import BaseImages
internal import DatalabModel
internal import Foundation
internal import LayerArchive
internal import Reporting
internal import Workspaces

/// Finds what a step's command names among the files of its source: engines run it in a folder of their own, where these are not.
struct StepFiles {
    /// What executes a notebook, installed beside the user's packages: papermill is the tool whose convention parameters follow.
    static let notebookRequirements = ["papermill", "ipykernel"]

    private let workspace: Workspace
    private let files: [BytePath: WorkspaceFile]
    private(set) var problems: [Problem] = []

    /// The files of a source.
    init(_ workspace: Workspace) {
        self.workspace = workspace
        let regular = workspace.files.filter { $0.kind != .directory }
        files = Dictionary(regular.map { (BytePath($0.path), $0) }) { first, _ in first }
    }

    /// The step with the places in the image of what it names: a word that is the path of a file stands for that file.
    ///
    /// - Parameters:
    ///   - step: the step as its metadata has it.
    ///   - place: where the command or notebook is named.
    ///   - inputs: where the inputs are.
    /// - Returns: the step; ``problems`` tells what is not there.
    mutating func located(_ step: StepDescription, at place: Place?, inputs: Place?) -> StepDescription {
        var step = step
        for (number, word) in step.command.enumerated() { step.command[number] = located(word, number, at: place) }
        if let notebook = step.notebook { step.notebook = located(notebook: notebook, step, at: place) }
        for input in step.inputs where input.type.item.isPath { check(input, at: inputs) }
        return step
    }

    private mutating func located(_ word: String, _ number: Int, at place: Place?) -> String {
        if let file = file(word) {
            if number == 0, case .regular(_, let isExecutable) = file.kind, !isExecutable {
                let way = Self.interpreters[Self.ending(of: word)].map { "write '\($0) \(word)', or " } ?? ""
                fail(at: place, "'\(word)' cannot be executed", hint: "\(way)make it executable: chmod +x \(file.path)")
            }
            return Self.inImage(file.path)
        }
        let isPath =
            number == 0 ? word.contains("/") && !word.hasPrefix("/") : word.hasPrefix("\(CommandLineTool.filesFolder)/")
        guard isPath || Self.interpreters[Self.ending(of: word)] != nil, !word.hasPrefix("/") || isPath,
            !word.contains("$(")
        else { return word }
        let message = "'\(Spelling.shortened(word))' is no file of the source"
        let hint = near(word) ?? "name one by its path from the source's root"
        if number == 0 || isPath {
            fail(at: place, message, hint: hint)
        } else {
            problems.append(.warning(at: place, message, hint: hint))
        }
        return word
    }

    private mutating func located(notebook path: String, _ step: StepDescription, at place: Place?) -> String {
        guard let file = file(path) else {
            fail(
                at: place,
                "'\(Spelling.shortened(path))' is no file of the source",
                hint: near(path) ?? "name a notebook by its path from the source's root"
            )
            return path
        }
        if !step.inputs.isEmpty { checkParameters(of: file, step) }
        return Self.inImage(file.path)
    }

    /// What is unwise about a notebook that is given parameters (papermill's convention).
    private mutating func checkParameters(of file: WorkspaceFile, _ step: StepDescription) {
        let place = Place(file: file.path)
        guard let bytes = try? ConfigurationFile.bytes(of: file.path, in: workspace),
            let notebook = try? JSONDecoder().decode(Notebook.self, from: Data(bytes))
        else {
            return fail(at: place, "it cannot be read as a notebook", hint: "open it in JupyterLab and save it again")
        }
        guard let cell = notebook.cells.first(where: { $0.metadata?.tags?.contains("parameters") == true }) else {
            let hint =
                "give the cell that has their standard values the tag 'parameters' (JupyterLab: 'Property Inspector')"
            let message =
                "no cell has the tag 'parameters', so inputs are set before the first cell, which may set them again"
            return problems.append(.warning(at: place, message, hint: hint))
        }
        let words = Set(cell.source.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        for input in step.inputs where !words.contains(input.name) {
            let near = Spelling.closest(to: input.name, in: words.sorted(), limit: 1)
            let message = "the cell 'parameters' has no '\(input.name)', which is an input"
            problems.append(
                .warning(at: place, message, hint: Spelling.didYouMean(near) ?? "write its standard value there")
            )
        }
    }

    private mutating func check(_ input: StepDescription.Input, at place: Place?) {
        for path in input.example?.texts ?? [] where file(path) == nil {
            if input.type.item == .directory,
                workspace.files.contains(where: {
                    $0.kind == .directory && PathBytes.areSame($0.path, Self.plain(path))
                })
            {
                continue
            }
            let message = "the example of '\(input.name)', '\(Spelling.shortened(path))', is not in the source"
            fail(at: place, message, hint: near(path) ?? "name a file by its path from the source's root")
        }
    }

    private func file(_ path: String) -> WorkspaceFile? {
        let prefix = "\(CommandLineTool.filesFolder)/"
        let path = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : Self.plain(path)
        return path.isEmpty ? nil : files[BytePath(path)]
    }

    private static func plain(_ path: String) -> String {
        let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private func near(_ word: String) -> String? {
        Spelling.didYouMean(Spelling.closest(to: Self.plain(word), in: files.values.map(\.path).sorted(), limit: 2))
    }

    private mutating func fail(at place: Place?, _ message: String, hint: String) {
        problems.append(.error(at: place, message, hint: hint))
    }

    private static func inImage(_ path: String) -> String { "/\(ContractLayer.filesFolder)/\(path)" }

    /// What runs files of an ending.
    private static let interpreters = [
        "py": "python3", "sh": "sh", "bash": "bash", "R": "Rscript", "r": "Rscript", "jl": "julia", "pl": "perl",
        "ipynb": "jupyter execute",
    ]

    private static func ending(of word: String) -> String {
        word.split(separator: "/").last.flatMap {
            $0.split(separator: ".").count > 1 ? $0.split(separator: ".").last.map(String.init) : nil
        } ?? ""
    }
}

/// What of a notebook's file is looked at (nbformat 4).
private struct Notebook: Decodable {
    struct Cell: Decodable {
        struct Metadata: Decodable {
            let tags: [String]?
        }
        let metadata: Metadata?
        let source: Source
    }

    /// A text, or its lines.
    struct Source: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(String.self)) ?? container.decode([String].self).joined()
        }
    }

    let cells: [Cell]
}

extension SourceReading {
    /// Python packages that the kind of work needs beside what the recipe has for every datalab.
    var neededRequirements: [String] { metadata.step?.notebook == nil ? [] : StepFiles.notebookRequirements }
}

extension MetadataValue {
    /// Its text, or those of its list.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let items): items.flatMap(\.texts)
        case .mapping: []
        }
    }
}

internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import SafeMarkdown

/// A notebook to read: its texts and programs, and what they wrote as text; nothing is run, and nothing of it can run.
struct NotebookView {
    /// A cell.
    struct Cell {
        let isCode: Bool
        let cellLabel: String
        /// A text in Markdown.
        let safeHTML: SafeHTML?
        /// A program, or text as it is.
        let program: String?
        let outputs: [String]
        let hasOutputs: Bool
        let hiddenOutputs: String?
    }

    let notebookTitle: String
    let datalabTitle: String
    let backAddress: String
    let languageText: String?
    let cellSummary: String
    let isCut: Bool
    let cells: [Cell]

    init(
        _ notebook: NotebookText,
        path: String,
        of title: String,
        _ version: VersionAddress,
        isShown: @escaping @Sendable (String) -> Bool
    ) {
        notebookTitle = path
        datalabTitle = title
        backAddress = version.page
        languageText = notebook.language
        cellSummary = PageText.count(notebook.cells.count, "cell")
        isCut = notebook.isCut
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let rules = StrangersText.rules(headingShift: 1, folder: folder, version, isShown: isShown)
        cells = notebook.cells.enumerated().map { Cell($1, number: $0 + 1, rules) }
    }
}

extension NotebookView.Cell {
    fileprivate init(_ cell: NotebookText.Cell, number: Int, _ rules: SafeMarkdown.Rules) {
        isCode = cell.kind == .code
        cellLabel = "Cell \(number)"
        safeHTML = cell.kind == .markdown ? SafeMarkdown.html(cell.source, rules) : nil
        program = cell.kind == .markdown || cell.source.isEmpty ? nil : cell.source
        outputs = cell.outputs
        hasOutputs = !outputs.isEmpty
        hiddenOutputs =
            cell.hiddenOutputs > 0
            ? "\(PageText.count(cell.hiddenOutputs, "output")) such as pictures, to be seen in the datalab itself" : nil
    }
}

extension PageSite {
    /// A notebook of a version, to read.
    func notebook(_ path: String, of detail: DatalabDetail, _ call: PageCall) async throws -> Response {
        let version = VersionAddress(name: detail.summary.name, digest: detail.summary.digest)
        guard case .contents(let known) = try await contents.contents(of: version.digest, in: version.name),
            let notebook = try await contents.notebook(path, of: version.digest, in: version.name)
        else { throw PageFailure.missing }
        let shown = Set(known.files.filter(\.isShown).map { Array($0.path.utf8) })
        let view = NotebookView(notebook, path: path, of: detail.summary.title, version) {
            shown.contains(Array($0.utf8))
        }
        return page("notebook", path, view, call)
    }
}

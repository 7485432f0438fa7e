internal import Foundation

/// What of a notebook can be shown without running it: texts, and nothing that could do anything (nbformat 4).
///
/// Outputs are kept as the text they have; HTML, scripts and pictures are not.
package struct NotebookText: Sendable, Hashable, Codable {
    /// A cell.
    package struct Cell: Sendable, Hashable, Codable {
        /// What it holds.
        package enum Kind: String, Sendable, Hashable, Codable {
            /// Markdown.
            case markdown
            /// A program.
            case code
            /// Text as it is.
            case raw
        }

        /// What it holds.
        package let kind: Kind
        /// The text.
        package let source: String
        /// What running it wrote, as text.
        package let outputs: [String]
        /// How many outputs have no text: pictures, HTML.
        package let hiddenOutputs: Int
    }

    /// The cells.
    package let cells: [Cell]
    /// The language of its programs; nil where it does not say.
    package let language: String?
    /// Whether there was more than is kept.
    package let isCut: Bool

    /// The bounds of what is kept of one notebook.
    package enum Limits {
        /// Cells.
        package static let cells = 500
        /// The texts of all cells together, in bytes.
        package static let text = 256 << 10
        /// The text of one output, in bytes.
        package static let output = 4 << 10
        /// Outputs of a cell.
        package static let outputs = 10
    }

    /// Reads a notebook; nil for what is none of this form.
    ///
    /// - Parameter json: the file.
    package init?(_ json: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)) else { return nil }
        var left = Limits.text
        var cells: [Cell] = []
        for cell in document.cells.prefix(Limits.cells) where left > 0 {
            cells.append(Cell(cell, &left))
        }
        self.cells = cells
        language = document.metadata?.language.map { String($0.prefix(40)) }
        isCut = left <= 0 || cells.count < document.cells.count
    }

    /// What the file has of it; everything else is left out.
    fileprivate struct Document: Decodable {
        struct Metadata: Decodable {
            struct Info: Decodable { let name: String? }
            let language_info: Info?
            var language: String? { language_info?.name }
        }
        struct Cell: Decodable {
            let cell_type: String
            let source: Lines?
            let outputs: [Output]?
        }
        struct Output: Decodable {
            struct Texts: Decodable {
                let plain: Lines?
                enum CodingKeys: String, CodingKey { case plain = "text/plain" }
            }
            let text: Lines?
            let data: Texts?
            let ename: String?
            let evalue: String?
        }
        let cells: [Cell]
        let metadata: Metadata?
    }

    /// A text, or its lines.
    fileprivate struct Lines: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(String.self)) ?? container.decode([String].self).joined()
        }
    }
}

extension NotebookText.Cell {
    fileprivate init(_ cell: NotebookText.Document.Cell, _ left: inout Int) {
        kind = Kind(rawValue: cell.cell_type) ?? .raw
        source = Self.take(cell.source?.text ?? "", Int.max, &left)
        let all = kind == .code ? cell.outputs ?? [] : []
        let texts = all.map(Self.text)
        outputs = texts.compactMap { $0 }.prefix(NotebookText.Limits.outputs).map {
            Self.take(Self.plain($0), NotebookText.Limits.output, &left)
        }
        hiddenOutputs = all.count - outputs.count
    }

    private static func text(_ output: NotebookText.Document.Output) -> String? {
        if let name = output.ename { return "\(name): \(output.evalue ?? "")" }
        return output.text?.text ?? output.data?.plain?.text
    }

    /// A text without the signs by which programs colour a terminal (ECMA-48).
    private static func plain(_ text: String) -> String {
        let beginning = String(decoding: text.utf8.prefix(NotebookText.Limits.output * 2), as: UTF8.self)
        return beginning.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
    }

    private static func take(_ text: String, _ limit: Int, _ left: inout Int) -> String {
        let room = max(0, min(limit, left))
        left -= min(text.utf8.count, room)
        if text.utf8.count <= room { return text }
        left = limit < left ? left : 0
        return String(decoding: text.utf8.prefix(room), as: UTF8.self) + "…"
    }
}

package import DatalabModel

/// The author's files in a version's image: what is listed and shown of them, bounded.
package struct VersionContents: Sendable, Hashable, Codable {
    /// A file.
    package struct File: Sendable, Hashable, Codable {
        /// The path below the folder of the author's files.
        package let path: String
        /// The size in bytes.
        package let size: Int64
        /// Whether it is a notebook that has a view.
        package let isShown: Bool
    }

    /// A text at the top that explains the rest.
    package struct Readme: Sendable, Hashable, Codable {
        /// The file's name.
        package let name: String
        /// The text, cut to ``Limits/readme``.
        package let text: String
        /// Whether it is Markdown; plain text otherwise.
        package let isMarkdown: Bool
        /// Whether it was cut.
        package let isCut: Bool
    }

    /// The bounds of what is read and kept of a version's files.
    package enum Limits {
        /// Layers that are looked through.
        package static let layers = 64
        /// The bytes of all of them together without their compression.
        package static let read: UInt64 = 512 << 20
        /// Entries of all of them together.
        package static let entries = 50_000
        /// Files that are listed.
        package static let files = 500
        /// The longest path that is listed, in bytes.
        package static let path = 500
        /// The longest text of a README, in bytes.
        package static let readme = 64 << 10
        /// The largest notebook that is read, in bytes.
        package static let notebookFile = 8 << 20
        /// What is read of all notebooks together, in bytes.
        package static let notebookFiles = 64 << 20
        /// Notebooks that have a view.
        package static let notebooks = 40
        /// What is kept of all views together, in bytes.
        package static let kept = 1 << 20
        /// What is kept of all versions together, in bytes; what was read first is forgotten first, and read again when asked for.
        package static let allKept: Int64 = 512 << 20
        /// Versions that may wait for being read.
        package static let waiting = 16
    }

    /// The files by path: notebooks and texts at the top before the rest; no more than ``Limits/files``.
    package let files: [File]
    /// How many there are.
    package let fileCount: Int
    /// Their size together, in bytes.
    package let size: Int64
    /// The text that explains the rest; nil without one.
    package let readme: Readme?
    /// Whom `CITATION.cff` names as authors.
    package let people: [CitedPerson]
    /// Why not all of it could be read, as a sentence; nil when all was.
    package let shortfall: String?
}

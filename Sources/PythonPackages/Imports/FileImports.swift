/// What one notebook or program imports, and what it says of where that comes from.
package struct FileImports: Sendable, Hashable, Codable {
    /// One `import`.
    package struct Import: Sendable, Hashable, Codable {
        /// The module, with dots; empty for `from . import x`.
        package var module: String
        /// What is taken from it: modules or what is in them.
        package var names: [String]
        /// How many dots are before the module: a relative import has one at least.
        package var level: Int
        /// The number of the code cell, from 1.
        package var cell: Int?
        /// The line, from 1: in the cell, or in the file.
        package var line: Int
        /// Whether it may fail: in `try` with an `except` for that, or for type checkers alone.
        package var optional: Bool
        /// Whether it is in a function.
        package var lazy: Bool
    }

    /// One `pip install` in a notebook.
    package struct Install: Sendable, Hashable, Codable {
        /// What follows the word `install`.
        package var arguments: String
        /// The number of the code cell, from 1.
        package var cell: Int?
    }

    /// Its path.
    package var path: String
    /// What it imports, in order; at most 2,000.
    package var imports: [Import]
    /// What it installs by itself.
    package var installs: [Install]
    /// What it adds to the folders that modules are looked for in: the texts of each such line, none for a line that computes it.
    package var paths: [[String]]
    /// The files it writes with `%%writefile`.
    package var writes: [String]
    /// Why nothing of it could be read; nil when it could.
    package var fault: String?

    /// Whether files of a name are looked into.
    package static func isSource(_ path: String) -> Bool {
        path.hasSuffix(".ipynb") || path.hasSuffix(".py") || path.hasSuffix(".md")
    }

    /// Whether a file is a notebook and not a program.
    package static func isNotebook(_ path: String) -> Bool { !path.hasSuffix(".py") }
}

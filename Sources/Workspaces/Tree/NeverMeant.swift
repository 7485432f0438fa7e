internal import Glibc
internal import LayerArchive

/// Files that nobody means to be part of a datalab: what programs keep for themselves beside the user's files.
///
/// A `!` line of a `.datalabignore` takes one back.
enum NeverMeant {
    /// Whether a file or folder is one by its name, or a folder by what is in it.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - isFolder: whether it is a folder.
    ///   - parent: the descriptor of the folder that it is in.
    /// - Returns: whether it is one.
    static func includes(_ name: [UInt8], isFolder: Bool, in parent: Int32) -> Bool {
        isFolder ? folders.contains(name) || isEnvironment(name, in: parent) : isFile(name)
    }

    /// The parts of a virtual environment that somebody made in the very folder of their files.
    static let environmentParts = Set(["bin", "include", "lib", "lib64", "pyvenv.cfg"].map { Array($0.utf8) })

    /// Whether a folder is itself a virtual environment (PEP 405).
    static func isEnvironment(_ folder: Int32) -> Bool {
        faccessat(folder, "pyvenv.cfg", F_OK, AT_SYMLINK_NOFOLLOW) == 0
            && faccessat(folder, "bin/python", F_OK, AT_SYMLINK_NOFOLLOW) == 0
    }

    private static let folders = Set(
        [
            "__pycache__", ".ipynb_checkpoints", ".virtual_documents", "node_modules", ".pytest_cache", ".mypy_cache",
            ".ruff_cache", ".hypothesis", ".tox", ".nox", ".hg", ".svn", "__MACOSX", ".Spotlight-V100", ".Trashes",
            ".fseventsd",
        ].map { Array($0.utf8) }
    )
    private static let files = Set([".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini"].map { Array($0.utf8) })

    /// `*.pyc`, and what macOS keeps beside each file on other file systems (`._notes.txt`).
    private static func isFile(_ name: [UInt8]) -> Bool {
        if files.contains(name) { return true }
        if name.count > 2, name.starts(with: "._".utf8) { return true }
        return name.count > 4
            && (name.suffix(4).elementsEqual(".pyc".utf8) || name.suffix(4).elementsEqual(".pyo".utf8))
    }

    /// Whether a folder holds a virtual environment, of Python's own or of conda.
    private static func isEnvironment(_ name: [UInt8], in parent: Int32) -> Bool {
        ["pyvenv.cfg", "conda-meta/history"].contains { mark in
            let path = (name + Array("/\(mark)".utf8)).map { CChar(bitPattern: $0) } + [0]
            return faccessat(parent, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0
        }
    }
}

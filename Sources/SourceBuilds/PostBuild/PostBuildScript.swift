internal import Foundation
internal import Hashing
package import OCIModel

/// A repository's `postBuild`, as repo2docker knows it: a program that is run once everything else is in place.
package struct PostBuildScript: Sendable, Hashable {
    /// The file's path in the source: `postBuild`, `binder/postBuild`.
    package let path: String
    /// The file as it is shipped.
    package let bytes: [UInt8]

    /// A script.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The digest of the file.
    package var digest: Digest { .sha256(of: bytes) }

    /// The file with lines as Linux ends them, and without a mark of byte order: with either, no `#!` line is understood.
    var runnable: [UInt8] {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        var lines: [UInt8] = []
        lines.reserveCapacity(text.count)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\r"), index + 1 < text.count, text[index + 1] == UInt8(ascii: "\n") { continue }
            lines.append(byte)
        }
        return lines
    }

    /// Whether the shipped file can be run as it is.
    var isRunnable: Bool { runnable == bytes }

    /// What runs it: the program of its `#!` line with that line's argument, as the kernel reads it; else bash.
    var interpreter: [String] {
        let line = runnable.prefix { $0 != UInt8(ascii: "\n") }
        guard line.starts(with: "#!".utf8) else { return ["/bin/bash"] }
        let text = String(decoding: line.dropFirst(2), as: UTF8.self).trimmingCharacters(in: .whitespaces)
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
        let words = parts.map { $0.trimmingCharacters(in: .whitespaces) }
        return words.isEmpty || words.contains { $0.utf8.contains(0) } ? ["/bin/bash"] : words
    }

    /// The name of the program that runs it: `bash`, `python3`.
    package var language: String {
        let words = interpreter.flatMap { $0.split(separator: " ").map(String.init) }
        let name = words.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "bash"
        guard name == "env" else { return name }
        return words.dropFirst().first { !$0.hasPrefix("-") && !$0.contains("=") } ?? name
    }

    /// Whether it is a script of a shell, whose lines are commands.
    package var isOfShell: Bool { ["sh", "bash", "dash", "zsh", "ksh"].contains(language) }

    /// The file as text.
    package var text: String { String(decoding: runnable, as: UTF8.self) }
}

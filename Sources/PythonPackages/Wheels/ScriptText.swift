/// The text of programs in an environment's `bin`.
struct ScriptText: Sendable {
    let interpreter: String

    /// The first line: Linux reads at most 127 bytes of it and cannot have spaces in the path; then a shell starts Python.
    ///
    /// The shell runs the second line; Python reads the same lines as a text that is not used.
    var shebang: String {
        let plain = "#!\(interpreter)\n"
        guard plain.utf8.count > 127 || interpreter.contains(where: \.isWhitespace) else { return plain }
        return "#!/bin/sh\n'''exec' '\(interpreter)' \"$0\" \"$@\"\n' '''\n"
    }

    /// A program that calls what an entry point names.
    func wrapper(_ script: EntryPoints.Script) -> [UInt8] {
        let imported = script.attribute.prefix { $0 != "." }
        let text = """
            \(shebang)import sys

            from \(script.module) import \(imported)

            if __name__ == "__main__":
                sys.exit(\(script.attribute)())

            """
        return Array(text.utf8)
    }

    /// Whether a script leaves it to the installer which Python runs it.
    static func isPython(_ start: some Sequence<UInt8>) -> Bool { start.starts(with: "#!python".utf8) }

    /// A script with its first line (`#!python` or `#!pythonw`) replaced.
    func rewritten(_ script: [UInt8]) -> [UInt8] {
        let rest = script.firstIndex(of: UInt8(ascii: "\n")).map { script[script.index(after: $0)...] } ?? []
        return Array(shebang.utf8) + rest
    }
}

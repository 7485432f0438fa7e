internal import Foundation
internal import Glibc
internal import Synchronization

/// What a command sees of the world: its streams, its environment and the terminal, if there is one.
package struct CommandContext: Sendable {
    /// The environment variables.
    package let environment: [String: String]
    /// Whether standard error is a terminal that understands control sequences.
    package let isTerminal: Bool
    /// Whether nobody is there to answer a question: systems that run programs unattended set `CI`, also where they give a terminal.
    package var isUnattended: Bool {
        !["", "0", "false"].contains((environment["CI"] ?? "").lowercased())
    }
    /// Whether somebody can be asked: standard input is a terminal, and nothing says that nobody is there.
    package var canAsk: Bool { isatty(STDIN_FILENO) == 1 && !isUnattended }
    /// The width of the terminal in columns; 80 where there is none.
    package let width: Int

    /// The context of this process.
    package static var current: CommandContext {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        var size = winsize()
        let hasSize = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return CommandContext(environment: environment, isTerminal: isTerminal, width: hasSize ? Int(size.ws_col) : 80)
    }

    /// Writes a result: a line on standard output.
    package func print(_ text: String) {
        if let fault = Self.write(text + "\n", to: STDOUT_FILENO) { Self.outputFault.withLock { $0 = $0 ?? fault } }
    }

    /// The error number of a result that could not be written; nil when all were.
    static var lostOutput: Int32? { outputFault.withLock { $0 } }
    private static let outputFault = Mutex<Int32?>(nil)

    /// Writes what is not a result: text on standard error.
    package func note(_ text: String, terminator: String = "\n") {
        _ = Self.write((hasOnlyASCII ? Self.inASCII(text) : text) + terminator, to: STDERR_FILENO)
    }

    /// Whether the locale says that the terminal shows no Unicode; one that says nothing is taken for one that does.
    private var hasOnlyASCII: Bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "UTF-8"
        return !locale.uppercased().replacing("-", with: "").contains("UTF8")
    }

    /// A text with this program's own signs spelled out; what comes from files stays as it is.
    private static func inASCII(_ text: String) -> String {
        let signs = ["…": "...", "–": "-", "—": "-", "→": "->", "·": "-", "×": "x", "≥": ">=", "≤": "<="]
        return signs.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    /// Writes a text whole; gives the error number when it could not be.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            bytes = bytes.dropFirst(count)
        }
        return nil
    }
}

internal import Foundation
internal import Glibc
internal import Reporting

/// Asks for what nobody should see.
package enum SecretPrompt {
    /// Whether an answer to a question of yes or no is a yes; nothing is a no.
    package static func isConfirmed(_ answer: String) -> Bool {
        ["y", "yes"].contains(answer.split(whereSeparator: \.isWhitespace).joined().lowercased())
    }

    /// A line, after a prompt.
    ///
    /// - Parameters:
    ///   - prompt: what is asked.
    ///   - context: where it is asked.
    /// - Returns: the line, empty at the end of the input.
    /// - Throws: `InputFailure` when there is no terminal, or nobody at it.
    package static func line(_ prompt: String, _ context: CommandContext) throws -> String {
        guard context.canAsk else { throw noTerminal }
        context.note(prompt, terminator: "")
        return readLine() ?? ""
    }

    /// A line that is not shown while it is typed.
    ///
    /// - Parameters:
    ///   - prompt: what is asked.
    ///   - context: where it is asked.
    /// - Returns: the line, empty at the end of the input.
    /// - Throws: `InputFailure` when there is no terminal, or nobody at it.
    package static func secret(_ prompt: String, _ context: CommandContext) throws -> String {
        guard context.canAsk else { throw noTerminal }
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            context.note("")
        }
        context.note(prompt, terminator: "")
        return readLine() ?? ""
    }

    /// All of standard input, without the line end that most programs add.
    ///
    /// - Returns: the text.
    /// - Throws: when it cannot be read.
    package static func standardInput() throws -> String {
        let data = try FileHandle.standardInput.read(upToCount: 64 << 10) ?? Data()
        let text = String(decoding: data, as: UTF8.self)
        return text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static var noTerminal: InputFailure {
        let hint = "give it with an option, and a password with '--password-stdin'"
        return InputFailure([.error("there is nobody to ask", hint: hint)], class: .usage)
    }
}

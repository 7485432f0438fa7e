import CreatorWizard
import Foundation
import Synchronization
import TerminalPrompts
import Testing

/// A session at a pseudo-terminal of this process: a thread of its own reads what is shown and types the answers.
///
/// Not a task: a session waits for its terminal on one of the few threads that tasks share.
struct WizardTerminal {
    /// A text that is waited for, and what is typed then; a line end is Enter.
    typealias Step = (expect: String, type: String)

    /// What came of it.
    struct Result {
        let end: WizardSession.End
        /// The lines as they stayed on the screen.
        let transcript: String
        /// Keys that were pressed beside what was pasted.
        let keys: Int
        /// Lines that were wider than the terminal.
        let wide: [String]

        /// The transcript with its line breaks as spaces.
        var words: String { transcript.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    let workshop: PretendedWorkshop
    var width: UInt16 = 80
    var given = GivenAnswers()

    /// Goes through the steps to the session's end.
    func run(_ steps: [Step]) async throws -> Result {
        let (master, slave) = Self.openTerminal()
        var size = winsize(ws_row: 24, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
        defer { close(slave) }
        let device = try #require(TerminalDevice(.init(editsLines: true, hasColour: true), input: slave, output: slave))
        let typist = Typist(master, steps)
        let thread = Thread { typist.run() }
        thread.start()
        let home = FileManager.default.temporaryDirectory.appending(path: "wizard-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        var session = await WizardSession(
            prompter: Prompter(device),
            workshop: workshop,
            file: AnswerFile(folder: workshop.folder, home: home.path),
            given: given
        )
        let end = try await session.run()
        typist.isDone.withLock { $0 = true }
        let (lines, missing) = await typist.screen()
        close(master)
        if let missing { Issue.record("'\(missing)' did not come after:\n\(lines.joined(separator: "\n"))") }
        let keys = steps.map { $0.type.hasPrefix("\u{1B}[200~") ? 1 : $0.type.count }.reduce(0, +)
        return Result(
            end: end,
            transcript: lines.joined(separator: "\n"),
            keys: keys,
            wide: lines.filter { TextWidth.of($0) > Int(width) }
        )
    }

    /// Both ends of a new pseudo-terminal, by what the kernel offers: Swift's Glibc does not show `posix_openpt`.
    private static func openTerminal() -> (master: Int32, slave: Int32) {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (isLocked, number): (Int32, UInt32) = (0, 0)
        // TIOCSPTLCK and TIOCGPTN, macros that Swift does not see.
        _ = ioctl(master, 0x4004_5431, &isLocked)
        _ = ioctl(master, 0x8004_5430, &number)
        return (master, open("/dev/pts/\(number)", O_RDWR | O_NOCTTY))
    }

    /// A paste, as terminals send it, and the Enter after it.
    static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~\r" }
}

/// Reads a terminal's other end and types.
private final class Typist: Sendable {
    let isDone = Mutex(false)
    private let master: Int32
    private let steps: [WizardTerminal.Step]
    private let state = Mutex<(bytes: [UInt8], missing: String?, isOver: Bool)>(([], nil, false))

    init(_ master: Int32, _ steps: [WizardTerminal.Step]) {
        self.master = master
        self.steps = steps
    }

    func run() {
        var mark = 0
        for step in steps {
            while !shown(from: mark).contains(step.expect) {
                guard pump(), !isDone.withLock({ $0 }) else {
                    state.withLock { $0.missing = step.expect }
                    // Whoever asks on gets no answer: the session ends as if the person had left.
                    repeat { type("\u{3}") } while pump() && !isDone.withLock { $0 }
                    return state.withLock { $0.isOver = true }
                }
            }
            // What is only waited for may come together with what is asked next.
            guard !step.type.isEmpty else { continue }
            mark = state.withLock { $0.bytes.count }
            type(step.type)
        }
        while pump(), !isDone.withLock({ $0 }) {}
        _ = pump()
        state.withLock { $0.isOver = true }
    }

    /// The lines as they stayed, and what did not come.
    func screen() async -> ([String], String?) {
        while !state.withLock({ $0.isOver }) { await Task.yield() }
        return state.withLock { (Self.lines($0.bytes), $0.missing) }
    }

    private func shown(from mark: Int) -> String {
        state.withLock { Self.lines(Array($0.bytes[mark...])).joined(separator: "\n") }
    }

    /// Takes what is there within half a second; false when nothing came for ten.
    private func pump() -> Bool {
        for _ in 0..<100 {
            var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            if poll(&request, 1, 100) > 0 {
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = read(master, &buffer, buffer.count)
                guard count > 0 else { return false }
                state.withLock { $0.bytes += buffer[..<count] }
                return true
            }
            if isDone.withLock({ $0 }) { return true }
        }
        return false
    }

    private func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// What stays of each line: what was drawn last, without control sequences.
    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        .map { line in
            let plain = String(line).replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
            let last = plain.split(separator: "\r").last.map(String.init) ?? ""
            return last.trimmedSpaces.isEmpty ? "" : String(last)
        }
    }
}

internal import Glibc
internal import Synchronization

/// The terminal that questions are asked at: its bytes, its width and its modes.
///
/// Reads from standard input and writes to standard error, so that standard output stays free for results.
package struct TerminalDevice: Sendable {
    /// What the terminal can do.
    package struct Abilities: Sendable, Hashable {
        /// Whether it understands the few control sequences that a line editor needs.
        package var editsLines: Bool
        /// Whether text may be emphasised.
        package var hasColour: Bool

        /// Abilities.
        package init(editsLines: Bool, hasColour: Bool) {
            self.editsLines = editsLines
            self.hasColour = hasColour
        }

        /// What the environment says: `TERM=dumb` (or none) has neither, `NO_COLOR` no emphasis.
        package init(environment: [String: String]) {
            let term = environment["TERM"] ?? ""
            editsLines = term != "dumb" && !term.isEmpty
            hasColour = editsLines && (environment["NO_COLOR"] ?? "").isEmpty
        }
    }

    /// How the terminal treats what is typed.
    enum Mode {
        /// Every key comes at once and is not shown; Ctrl-C is a key.
        case asking
        /// Nothing typed is shown; Ctrl-C is a signal.
        case working
    }

    /// What the terminal can do.
    package let abilities: Abilities
    private let input: Int32
    private let output: Int32
    private let original: Modes
    private let typed = TypedKeys()

    /// The settings the terminal had; `termios` itself is not `Sendable`.
    private struct Modes: @unchecked Sendable {
        let settings: termios
    }

    /// The terminal of this process; nil when input or errors are not one's.
    ///
    /// - Parameters:
    ///   - abilities: what it can do.
    ///   - input: the descriptor that keys are read from.
    ///   - output: the descriptor that is written to.
    package init?(_ abilities: Abilities, input: Int32 = STDIN_FILENO, output: Int32 = STDERR_FILENO) {
        var settings = termios()
        guard isatty(input) == 1, isatty(output) == 1, tcgetattr(input, &settings) == 0 else { return nil }
        self.abilities = abilities
        (self.input, self.output) = (input, output)
        original = Modes(settings: settings)
    }

    /// The width in columns, as it is now; 80 where it is not known.
    package var width: Int {
        var size = winsize()
        let isKnown = ioctl(output, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? max(20, Int(size.ws_col)) : 80
    }

    /// Writes text.
    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// The next keys, at least those of one reading; waits for them a fifth of a second.
    ///
    /// - Returns: the keys, empty when there are none; nil when the terminal is gone.
    func keys() -> [Key]? {
        let kept = typed.state.withLock { state in
            let keys = state.kept
            state.kept = []
            return keys
        }
        guard kept.isEmpty else { return kept }
        guard let bytes = read() else { return nil }
        return typed.state.withLock { $0.decoder.take(bytes) }
    }

    /// Gives keys back that belong to the next question.
    func keep(_ keys: some Sequence<Key>) {
        typed.state.withLock { $0.kept += keys }
    }

    private func read() -> [UInt8]? {
        var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 200) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(input, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Forgets what was typed and not read: nobody answers a question that was not asked yet.
    package func forgetTyped() {
        tcflush(input, TCIFLUSH)
        typed.state.withLock { $0 = TypedKeys.State() }
    }

    /// Changes how what is typed is treated; cheap when it is treated so already.
    func set(_ mode: Mode) {
        var settings = original.settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ISIG)
        settings.c_iflag |= tcflag_t(ICRNL)
        settings.c_oflag |= tcflag_t(OPOST | ONLCR)
        if mode == .asking {
            settings.c_lflag &= ~tcflag_t(ICANON | IEXTEN)
            withUnsafeMutableBytes(of: &settings.c_cc) { keys in
                // No character: what `_POSIX_VDISABLE` is on Linux, a macro that Swift does not see.
                keys[Int(VINTR)] = 0
                keys[Int(VQUIT)] = 0
                keys[Int(VMIN)] = 1
                keys[Int(VTIME)] = 0
            }
        }
        tcsetattr(input, TCSADRAIN, &settings)
    }

    /// Whether another program (a shell after Ctrl-Z) has changed how keys come.
    var lostKeys: Bool {
        var settings = termios()
        return tcgetattr(input, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) != 0
    }

    /// Gives the terminal back as it was.
    package func restore() {
        var settings = original.settings
        tcsetattr(input, TCSADRAIN, &settings)
    }
}

/// What was read from the terminal and not used: it may be ahead of the questions.
private final class TypedKeys: Sendable {
    struct State {
        var decoder = KeyDecoder()
        var kept: [Key] = []
    }

    let state = Mutex(State())
}

internal import Foundation
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// One started process, followed to its end by the thread that started it.
///
/// The thread matters: the kernel ends the box when the thread that started it ends (`PR_SET_PDEATHSIG`), and with it everything
/// inside, even when this program is killed.
struct BoxProcess {
    /// Why a process was ended from here.
    enum Ending: Sendable, Hashable {
        case limit(BoxLimits.Name)
        case cancelled
    }

    /// What is left of it.
    struct Outcome {
        var status: Int32
        var ending: Ending?
        /// Whether the box was made: its command was begun.
        var hasBegun: Bool
        var log: [UInt8]
        var seconds: Double
    }

    /// What the box writes before anything of a stranger's runs; what follows is the answer.
    static let greeting = Array("datalab box\n".utf8)

    let limits: BoxLimits
    /// Where the answer is written.
    let answer: FileDescriptor
    /// Set when the task was cancelled.
    let isCancelled: CancellationFlag
    /// Looks whether a limit was reached that no signal tells of, given the process that all in the box come from.
    let watch: @Sendable (pid_t) -> BoxLimits.Name?
    /// Told of each whole line of the log.
    let onLine: @Sendable (String) -> Void

    /// Runs a command with an empty environment and waits for its end.
    ///
    /// - Throws: `Errno` when it cannot be started.
    func run(_ command: [String]) throws -> Outcome {
        let start = ContinuousClock.now
        var spawned = try Spawned(command)
        defer { spawned.close() }
        var stream = Stream(limits: limits, answer: answer, onLine: onLine)
        var ending: Ending?
        var nextLook = start + .milliseconds(200)
        while spawned.isOpen {
            let ready = spawned.wait(milliseconds: 100)
            if ready.output { spawned.read(from: .output) { stream.take(output: $0) } }
            if ready.error { spawned.read(from: .error) { stream.take(log: $0) } }
            if stream.hasBegun { spawned.letGo() }
            let now = ContinuousClock.now
            if ending == nil {
                ending = reason(stream, now - start)
                if ending == nil, now >= nextLook {
                    ending = watch(spawned.process).map { .limit($0) }
                    nextLook = now + .milliseconds(100)
                }
                if ending != nil { spawned.end() }
            }
        }
        let status = spawned.waitForEnd()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return Outcome(
            status: status,
            ending: ending,
            hasBegun: stream.hasBegun,
            log: stream.finishedLog(),
            seconds: seconds
        )
    }

    private func reason(_ stream: Stream, _ time: Duration) -> Ending? {
        if isCancelled.isSet { return .cancelled }
        if let limit = stream.reached { return .limit(limit) }
        return time > .seconds(limits.seconds) ? .limit(.time) : nil
    }
}

/// Tells a thread that its task was cancelled.
final class CancellationFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}

/// What comes out of a box: the greeting, the answer, and the log, each bounded.
private struct Stream {
    let limits: BoxLimits
    let answer: FileDescriptor
    let onLine: @Sendable (String) -> Void
    private(set) var reached: BoxLimits.Name?
    private(set) var hasBegun = false
    private var head: [UInt8] = []
    private var answered: UInt64 = 0
    private var log: [UInt8] = []
    private var told = 0

    init(limits: BoxLimits, answer: FileDescriptor, onLine: @escaping @Sendable (String) -> Void) {
        self.limits = limits
        self.answer = answer
        self.onLine = onLine
    }

    mutating func take(output bytes: ArraySlice<UInt8>) {
        var bytes = bytes
        if !hasBegun {
            head += bytes
            guard head.count >= BoxProcess.greeting.count else { return }
            hasBegun = head.starts(with: BoxProcess.greeting)
            bytes = head.dropFirst(BoxProcess.greeting.count)
            guard hasBegun else { return }
        }
        answered += UInt64(bytes.count)
        guard answered <= limits.answer else { return reached = reached ?? .answer }
        do {
            _ = try answer.writeAll(bytes)
        } catch {
            reached = reached ?? .disk
        }
    }

    mutating func take(log bytes: ArraySlice<UInt8>) {
        guard log.count + bytes.count <= limits.log else { return reached = reached ?? .log }
        log += bytes
        while let end = log[told...].firstIndex(of: UInt8(ascii: "\n")) {
            onLine(BoxText.line(log[told..<end]))
            told = end + 1
        }
    }

    mutating func finishedLog() -> [UInt8] {
        if told < log.count { onLine(BoxText.line(log[told...])) }
        told = log.count
        return log
    }
}

/// A process with pipes to its three streams.
private struct Spawned {
    enum Source: Int { case output, error }

    let process: pid_t
    private var input: Int32
    private var sources: [Int32]
    private var deadline: ContinuousClock.Instant?
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Starts a program in a session of its own, with nothing of this process' environment, files or signal settings.
    ///
    /// What goes in and the answer are sockets: the command cannot open them by way of `/proc`, as it could a pipe. The log is
    /// a pipe, because programs do open `/dev/stderr`.
    init(_ command: [String]) throws {
        let going = try Ends.socket()
        let answer = try Ends.socket()
        let log = try Ends.pipe()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, end) in [going.theirs, answer.theirs, log.theirs].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
        }
        for open in Self.openFiles { posix_spawn_file_actions_addclose(&actions, open) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.makeOwnSession(&attributes)
        let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        let environment: [UnsafeMutablePointer<CChar>?] = Self.variables.map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var number = pid_t()
        let result = posix_spawn(&number, command[0], &actions, &attributes, arguments, environment)
        for ends in [going, answer, log] { Glibc.close(ends.theirs) }
        process = number
        input = going.ours
        sources = [answer.ours, log.ours]
        guard result == 0 else {
            close()
            throw Errno(rawValue: result)
        }
    }

    /// All of the environment that the programs have which make the box.
    private static let variables: [String] = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]

    /// This process' files but the three streams; the kernel passes on all that were not opened to be closed.
    private static var openFiles: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }.sorted()
    }

    private static func makeOwnSession(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which Swift imports glibc without
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | newSession
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    /// Whether something may still come; a few seconds after its end was ordered, no longer.
    var isOpen: Bool {
        sources.contains { $0 >= 0 } && deadline.map { ContinuousClock.now < $0 } ?? true
    }

    /// Waits until something can be read.
    mutating func wait(milliseconds: Int32) -> (output: Bool, error: Bool) {
        var polled = sources.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else {
            if hasEnded, deadline == nil { deadline = ContinuousClock.now + .seconds(1) }
            return (false, false)
        }
        return (polled[0].revents != 0, polled[1].revents != 0)
    }

    /// Whether it has ended: then what is open still is so in a program that was started elsewhere at the same moment.
    private var hasEnded: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo != 0
    }

    mutating func read(from source: Source, _ body: (ArraySlice<UInt8>) -> Void) {
        let count = Glibc.read(sources[source.rawValue], &buffer, buffer.count)
        if count > 0 { return body(buffer[..<count]) }
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        Glibc.close(sources[source.rawValue])
        sources[source.rawValue] = -1
    }

    /// Lets the box begin, which waits for a word from here: had this program died before, none would come.
    mutating func letGo() {
        guard input >= 0 else { return }
        _ = send(input, "go\n", 3, Int32(MSG_NOSIGNAL))
        Glibc.close(input)
        input = -1
    }

    /// Ends it, and by the kernel's hand everything in the box.
    mutating func end() {
        kill(process, SIGKILL)
        deadline = ContinuousClock.now + .seconds(10)
    }

    mutating func waitForEnd() -> Int32 {
        close()
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    mutating func close() {
        for file in sources + [input] where file >= 0 { Glibc.close(file) }
        (sources, input) = ([-1, -1], -1)
    }
}

/// The two ends of a connection, which no program that is started elsewhere in this process inherits.
private struct Ends {
    let ours: Int32
    let theirs: Int32

    static func socket() throws -> Ends {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
        return Ends(ours: ends[0], theirs: ends[1])
    }

    static func pipe() throws -> Ends {
        let (reading, writing) = try FileDescriptor.pipe()
        for end in [reading, writing] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        return Ends(ours: reading.rawValue, theirs: writing.rawValue)
    }
}

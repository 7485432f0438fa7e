internal import ExternalTools
internal import Foundation
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// Namespaces of the kernel in which containers of one run are started: users, mounts, processes, and a network that one port of this
/// machine leads into.
///
/// What is in them ends when this process lets go of them, however it ends: their first process holds a connection that only
/// this process has the other end of, and with it the kernel ends all others, and with these their mounts and the port.
final class Enclosure: Sendable {
    /// Its own folder.
    let folder: EngineFolder
    /// How user ids map.
    let users: UserMapping
    /// The file by which programs in it name its network.
    let network: FilePath
    /// The port inside that the machine's leads to.
    let port: UInt16

    private let tools: EnclosureTools
    private let end: ContainerEnd
    private let lifeline: Mutex<FileDescriptor?>
    private let log: LogTail
    private let number: EnclosureNumber

    /// The address of the name server that the network has.
    static let nameServer = "10.0.2.3"

    /// What the first process does: it says its number as this machine sees it, keeps a network, and connects it until the
    /// connection on standard input is closed.
    private static let script = """
        read -r number rest </proc/self/stat && mount -t proc proc /proc && unshare --net="$1/net" true || exit 1
        echo "process $number"
        "$2" --exit-fd=0 --configure --mtu=65520 --disable-host-loopback --netns-type=path \
        --api-socket "$1/socket" "$1/net" tap0
        """

    private init(_ folder: EngineFolder, _ tools: EnclosureTools, _ users: UserMapping, port: UInt16) throws {
        (self.folder, self.tools, self.users, self.port) = (folder, tools, users, port)
        network = folder.path.appending("net")
        try folder.write("", to: "net")
        // No other program that is started meanwhile may have the other end.
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
        let reading = FileDescriptor(rawValue: ends[0])
        lifeline = Mutex(FileDescriptor(rawValue: ends[1]))
        let arguments =
            users.options + ["--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
            + ["/bin/sh", "-c", Self.script, "sh", folder.path.string, tools.network.path.string]
        let (first, log) = (EnclosureNumber(), LogTail())
        self.log = log
        number = first
        end = ContainerEnd {
            try await tools.unshare.follow(arguments, input: reading) { line in
                if !first.take(line) { log.add(line) }
            }
        }
    }

    /// Makes an enclosure.
    ///
    /// - Parameters:
    ///   - folder: a new folder of its own, removed by ``close()`` and when it cannot be made.
    ///   - tools: the programs it needs.
    ///   - users: how user ids map.
    ///   - hostPort: the port of the loopback address that leads into it.
    ///   - port: the port inside.
    /// - Returns: the enclosure, to be closed by the caller.
    /// - Throws: `LocalRunFailure` with code `engine`, of slirp4netns; `CancellationError`.
    static func open(
        in folder: EngineFolder,
        _ tools: EnclosureTools,
        _ users: UserMapping,
        hostPort: UInt16,
        port: UInt16,
    ) async throws -> Enclosure {
        let enclosure: Enclosure
        do {
            enclosure = try Enclosure(folder, tools, users, port: port)
        } catch {
            folder.remove()
            throw error
        }
        do {
            try await enclosure.forward(hostPort)
            return enclosure
        } catch {
            await enclosure.close()
            throw error
        }
    }

    /// A command that runs a program in it, as its root.
    ///
    /// - Parameters:
    ///   - program: the program's path.
    ///   - arguments: its arguments.
    /// - Returns: the command.
    func command(_ program: String, _ arguments: [String]) -> (tool: ExternalTool, arguments: [String]) {
        let target = ["--target", "\(number.value ?? 0)"] + users.entering + ["--mount", "--pid", "--"]
        return (tools.nsenter, target + [program] + arguments)
    }

    /// Whether it is there to be entered.
    var isOpen: Bool { end.outcome == nil }

    /// Ends all that is in it.
    ///
    /// Not to be called in a cancelled task.
    func close() async {
        let writing = lifeline.withLock { writing in
            defer { writing = nil }
            return writing
        }
        try? writing?.close()
        _ = await end.wait()
        folder.remove()
    }

    /// Lets a port of this machine lead into it.
    private func forward(_ hostPort: UInt16) async throws {
        let request =
            #"{"execute":"add_hostfwd","arguments":{"proto":"tcp","host_addr":"127.0.0.1","#
            + #""host_port":\#(hostPort),"guest_port":\#(port)}}"#
        while true {
            if number.value != nil, let answer = LocalSocket.ask(request, at: folder.path.appending("socket")) {
                guard answer.contains("\"return\"") else {
                    throw LocalRunFailure(
                        .engine(tools.network.name),
                        "it does not get the port \(hostPort) of 127.0.0.1",
                        hint: "end what uses the port, or name another with '--port'"
                    )
                }
                return
            }
            if let outcome = end.outcome {
                _ = try outcome.get()
                throw LocalRunFailure(
                    .engine(tools.network.name),
                    log.last.isEmpty ? "namespaces cannot be made" : log.last,
                    hint: "it needs /dev/net/tun"
                )
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

/// The number of an enclosure's first process, once it is known.
private final class EnclosureNumber: Sendable {
    private let number = Mutex<Int32?>(nil)

    var value: Int32? { number.withLock { $0 } }

    /// Takes the line that tells it; false for other lines.
    func take(_ line: String) -> Bool {
        guard value == nil, let match = line.wholeMatch(of: /process ([0-9]{1,9})/) else { return false }
        number.withLock { $0 = Int32(match.1) }
        return true
    }
}

/// The programs that an enclosure is made with.
struct EnclosureTools: Sendable {
    /// Makes namespaces (util-linux).
    let unshare: ExternalTool
    /// Goes into them (util-linux).
    let nsenter: ExternalTool
    /// Connects their network: slirp4netns.
    let network: ExternalTool
}

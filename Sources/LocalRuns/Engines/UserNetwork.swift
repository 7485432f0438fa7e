internal import ExternalTools
internal import Foundation
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A container's way to the network and this machine's way to its port, by slirp4netns: without root, and without the
/// container being on this machine's own network.
final class UserNetwork: Sendable {
    private let tool: ExternalTool
    private let socket: String
    private let helper = Mutex<ContainerEnd?>(nil)

    /// The address of the name server that slirp4netns plays.
    static let nameServer = "10.0.2.3"

    init(tool: ExternalTool, folder: FilePath) {
        self.tool = tool
        socket = folder.appending("network").string
    }

    /// Connects a process' network namespace, and lets a port of the loopback address lead into it.
    ///
    /// - Parameters:
    ///   - process: a process that is in the namespace.
    ///   - spec: the ports.
    ///   - hasOwnUsers: whether the process is in a user namespace of its own.
    /// - Throws: `LocalRunFailure` with code `engine`.
    func open(_ process: Int32, _ spec: ContainerSpec, hasOwnUsers: Bool) async throws {
        let log = LogTail()
        let users = hasOwnUsers ? ["--userns-path", "/proc/\(process)/ns/user"] : []
        let arguments =
            ["--configure", "--mtu=65520", "--disable-host-loopback", "--netns-type=path", "--api-socket", socket]
            + users + ["/proc/\(process)/ns/net", "tap0"]
        let running = ContainerEnd { [tool] in try await tool.follow(arguments) { log.add($0) } }
        helper.withLock { $0 = running }
        let request =
            #"{"execute":"add_hostfwd","arguments":{"proto":"tcp","host_addr":"127.0.0.1","#
            + #""host_port":\#(spec.hostPort),"guest_port":\#(spec.port)}}"#
        while true {
            if let answer = ask(request) {
                guard answer.contains("\"return\"") else { throw LocalRunFailure(.engine(tool.name), answer) }
                return
            }
            if let outcome = running.outcome {
                _ = try outcome.get()
                throw LocalRunFailure(.engine(tool.name), log.last, hint: "it needs /dev/net/tun")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Ends the helper.
    func close() async {
        guard let running = helper.withLock({ $0 }) else { return }
        running.cancel()
        _ = await running.wait()
    }

    /// Puts one question to the helper; nil while it does not answer.
    private func ask(_ request: String) -> String? {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let file = FileDescriptor(rawValue: descriptor)
        defer { try? file.close() }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(socket.utf8)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard status == 0, (try? file.writeAll(request.utf8)) != nil else { return nil }
        shutdown(descriptor, Int32(SHUT_WR))
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = answer.withUnsafeMutableBytes { (try? file.read(into: $0)) ?? 0 }
        return count > 0 ? String(decoding: answer[..<count], as: UTF8.self) : nil
    }
}

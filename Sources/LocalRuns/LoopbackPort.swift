internal import Glibc

/// Ports of this machine's loopback address.
enum LoopbackPort {
    /// A port that nobody listens on now.
    ///
    /// - Parameter wanted: the port that is asked for; nil for any.
    /// - Returns: the port.
    /// - Throws: `LocalRunFailure` when the port that is asked for is taken.
    static func free(_ wanted: UInt16?) throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var yes: Int32 = 1
        // A port that was used a moment ago is free for an engine.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (wanted ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 ? getsockname(descriptor, address, &size) : -1
            }
        }
        guard status == 0 else {
            let reason = String(cString: strerror(errno))
            throw LocalRunFailure(
                .option("--port"),
                "the port \(wanted ?? 0) of 127.0.0.1 cannot be used: \(reason)",
                hint: "leave '--port' out; a free one is chosen"
            )
        }
        return UInt16(bigEndian: address.sin_port)
    }
}

import Foundation
import Glibc
import Testing

/// A connection whose every byte a test decides, as strangers do.
final class RawConnection {
    private let descriptor: Int32

    /// Connects to a server on loopback.
    ///
    /// - Parameters:
    ///   - server: the server.
    ///   - patience: how long an answer is waited for, in seconds.
    /// - Throws: when there is no connection.
    init(to server: RunningAppStore, patience: Int = 30) throws {
        let port = try #require(UInt16(server.host.split(separator: ":").last ?? ""))
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0, "errno \(errno)")
        var wait = timeval(tv_sec: patience, tv_usec: 0)
        let length = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, length)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, length)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        try #require(result == 0, "errno \(errno)")
    }

    deinit { close(descriptor) }

    /// Sends bytes; false when the other side has closed.
    @discardableResult
    func send(_ bytes: some Sequence<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Says that nothing more is sent.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// All that comes until the other side closes; nil when it does not within the patience.
    func received() -> Data? {
        var all = Data()
        var piece = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            if count == 0 { return all }
            // A connection that is reset has been closed too.
            if count < 0 { return errno == EAGAIN ? nil : all }
            all.append(contentsOf: piece[..<count])
        }
    }
}

extension RunningAppStore {
    /// Sends a request as it is written, and gives the answer's status; 0 for a connection that was closed without one.
    ///
    /// - Throws: when the server does not close within the patience, or takes no connections any more.
    func status(of request: String, body: Data = Data(), endsSending: Bool = false) throws -> Int {
        let connection = try RawConnection(to: self)
        connection.send(Data(request.utf8) + body)
        if endsSending { connection.endSending() }
        let answer = try #require(connection.received(), "no answer to \(request.prefix(200))")
        return String(decoding: answer.prefix(12), as: UTF8.self).split(separator: " ").last.flatMap { Int($0) } ?? 0
    }
}

internal import Glibc
internal import SystemPackage

/// Questions to a program that answers at a socket in a folder.
enum LocalSocket {
    /// Puts one question.
    ///
    /// - Parameters:
    ///   - question: what is written.
    ///   - path: the socket; at most 107 bytes.
    /// - Returns: the first 4096 bytes of the answer; nil while nobody answers.
    static func ask(_ question: String, at path: FilePath) -> String? {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let file = FileDescriptor(rawValue: descriptor)
        defer { try? file.close() }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.string.utf8).prefix(107)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard status == 0, (try? file.writeAll(question.utf8)) != nil else { return nil }
        shutdown(descriptor, Int32(SHUT_WR))
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = answer.withUnsafeMutableBytes { (try? file.read(into: $0)) ?? 0 }
        return count > 0 ? String(decoding: answer[..<count], as: UTF8.self) : nil
    }
}

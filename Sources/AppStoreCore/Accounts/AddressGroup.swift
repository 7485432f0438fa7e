internal import Glibc
internal import Texts

/// The part of an address that stands for one neighbour in what is counted by addresses.
package enum AddressGroup {
    /// The group of an address.
    ///
    /// - Parameter address: as a connection or a proxy gives it.
    /// - Returns: an IPv6 address's first 64 bits, as one subscriber has all that begin so (RFC 6177); an IPv4 address itself,
    ///   also one that is mapped into IPv6; of anything else a text of bounded length.
    package static func of(_ address: String) -> String {
        var bytes = in6_addr()
        guard inet_pton(AF_INET6, address, &bytes) == 1 else { return String(address.prefix(64)) }
        let parts = withUnsafeBytes(of: &bytes) { Array($0) }
        if parts[..<10].allSatisfy({ $0 == 0 }), parts[10] == 0xFF, parts[11] == 0xFF {
            return parts[12...].map(String.init).joined(separator: ".")
        }
        return Hex.encode(parts[..<8]) + "/64"
    }
}

internal import CCurl
import Glibc

/// Reads `Retry-After` (RFC 9110, 10.2.3).
package enum RetryAfter {
    /// How long the server asks to wait: seconds, or until a date; nil when the header is missing or unreadable.
    ///
    /// - Parameter header: the field's value.
    /// - Returns: the wait, not negative.
    package static func wait(_ header: String?) -> Duration? {
        guard let header else { return nil }
        // More seconds than there are numbers for are as long as the most that there are.
        if !header.isEmpty, header.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return .seconds(Int64(UInt32(header) ?? .max))
        }
        CurlLibrary.start()
        let date = unsafe curl_getdate(header, nil)
        guard date >= 0 else { return nil }
        let now = time(nil)
        return .seconds(max(0, date - now))
    }
}

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
        if let seconds = UInt32(header) { return .seconds(Int64(seconds)) }
        CurlLibrary.start()
        let date = unsafe curl_getdate(header, nil)
        guard date >= 0 else { return nil }
        let now = time(nil)
        return .seconds(max(0, date - now))
    }
}

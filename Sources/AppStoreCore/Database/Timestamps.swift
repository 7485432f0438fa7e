internal import Foundation

/// Times are kept as whole seconds since 1970: they sort as numbers and read the same everywhere.
extension Date {
    init(seconds: Int64) {
        self.init(timeIntervalSince1970: TimeInterval(seconds))
    }

    /// The last second of the year 9999, beyond which dates have no form in RFC 3339.
    static let last = Date(seconds: 253_402_300_799)

    /// The seconds; of a date that is none, or beyond all that is written down, the nearest that is.
    var seconds: Int64 {
        let seconds = timeIntervalSince1970
        guard seconds < Self.last.timeIntervalSince1970 else { return Int64(Self.last.timeIntervalSince1970) }
        return seconds > 0 ? Int64(seconds) : 0
    }
}

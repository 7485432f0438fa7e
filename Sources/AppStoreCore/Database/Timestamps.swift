internal import Foundation

/// Times are kept as whole seconds since 1970: they sort as numbers and read the same everywhere.
extension Date {
    init(seconds: Int64) {
        self.init(timeIntervalSince1970: TimeInterval(seconds))
    }

    var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}

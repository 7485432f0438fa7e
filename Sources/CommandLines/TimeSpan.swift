internal import Reporting

/// Spans of time as people type them.
package enum TimeSpan {
    /// Reads `90 s`, `30min`, `2 h`; a number alone is refused, as it could be meant in any unit.
    ///
    /// - Parameters:
    ///   - text: the span.
    ///   - range: the seconds that are taken.
    ///   - option: the option, for messages.
    /// - Returns: the span in seconds.
    /// - Throws: `InputFailure` of class `usage` that names the option.
    package static func seconds(_ text: String, in range: ClosedRange<Int>, option: String) throws -> Int {
        let trimmed = text.filter { $0 != " " }
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        let unit = trimmed.dropFirst(digits.count).lowercased()
        guard let number = Int(digits), let factor = units[unit] else {
            let what = unit.isEmpty && !digits.isEmpty ? "has no unit" : "is not a span of time"
            let hint = "write a number with its unit, such as '90 s', '30 min' or '2 h'"
            throw InputFailure(.error(at: Place(file: option), "'\(text)' \(what)", hint: hint), class: .usage)
        }
        let (seconds, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        guard !isTooLarge, range.contains(seconds) else {
            let bounds = "between \(range.lowerBound) s and \(range.upperBound / 3600) h"
            throw InputFailure(.error(at: Place(file: option), "'\(text)' is not \(bounds)"), class: .usage)
        }
        return seconds
    }

    private static let units: [String: Int] = [
        "s": 1, "sec": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "minute": 60, "minutes": 60, "h": 3600,
        "hour": 3600, "hours": 3600,
    ]
}

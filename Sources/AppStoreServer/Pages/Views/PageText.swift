internal import Foundation

/// Dates, sizes and numbers in words, the same whatever the machine's language.
enum PageText {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static let calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func parts(_ date: Date) -> DateComponents {
        calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    }

    /// A day: `22 Nov 2026`.
    static func day(_ date: Date) -> String {
        let parts = parts(date)
        return "\(parts.day ?? 0) \(months[(parts.month ?? 1) - 1]) \(parts.year ?? 0)"
    }

    /// A moment: `22 Nov 2026 at 21:19 UTC`.
    static func moment(_ date: Date) -> String { "\(day(date)) at \(time(date)) UTC" }

    /// How long something took: `48 seconds`, `12 minutes`, `3 hours`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), 1e9).rounded())
        if whole < 100 { return count(whole, "second") }
        let minutes = (whole + 30) / 60
        return minutes < 100 ? count(minutes, "minute") : count((minutes + 30) / 60, "hour")
    }

    /// The time of a day: `21:19`.
    static func time(_ date: Date) -> String {
        let parts = parts(date)
        return "\(twoDigits(parts.hour)):\(twoDigits(parts.minute))"
    }

    /// The year.
    static func year(_ date: Date) -> String { "\(parts(date).year ?? 0)" }

    private static func twoDigits(_ number: Int?) -> String {
        let text = "\(number ?? 0)"
        return text.count < 2 ? "0\(text)" : text
    }

    /// A date for programs.
    static func machine(_ date: Date) -> String { date.ISO8601Format() }

    /// A size: `1.2 GB`.
    static func size(_ bytes: Int64) -> String {
        var value = Double(max(0, bytes))
        for unit in ["B", "kB", "MB", "GB"] {
            if value < 999.5 { return number(value, unit) }
            value /= 1000
        }
        return number(value, "TB")
    }

    private static func number(_ value: Double, _ unit: String) -> String {
        let isShort = value < 9.95 && unit != "B"
        let tenths = Int((value * 10).rounded())
        return isShort ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(Int(value.rounded())) \(unit)"
    }

    /// A number with its noun: `1 star`, `2 stars`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A number in groups of three digits: `12 345`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return text
    }

    /// The beginning of a text, to its first paragraph's end.
    static func paragraphs(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n\n").map(String.init)
    }
}

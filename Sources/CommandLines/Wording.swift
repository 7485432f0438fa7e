package import Foundation

/// Amounts in the form people read.
package enum Wording {
    /// A size with three significant digits in decimal units: `999 B`, `1.02 kB`, `170 MB`.
    package static func bytes(_ count: some BinaryInteger) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let digits = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
        return String(format: "%.\(digits)f", value) + " " + units[unit]
    }

    /// A duration: `0.04 s`, `7.2 s`, `2 min 05 s`.
    package static func seconds(_ seconds: Double) -> String {
        if seconds >= 120 {
            let whole = Int(min(seconds.rounded(), 1e15))
            return "\(whole / 60) min " + String(format: "%02d s", whole % 60)
        }
        return String(format: seconds < 1 ? "%.2f s" : "%.1f s", seconds)
    }

    /// A number with its noun: `1 layer`, `3 layers`.
    package static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A time in the machine's zone, as on the platform's build strip: `22 21:19`, with the month for reading back later.
    package static func time(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
        return formatter.string(from: date)
    }
}

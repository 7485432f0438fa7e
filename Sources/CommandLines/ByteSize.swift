internal import OCIModel
internal import Reporting

/// Sizes as people type them.
package enum ByteSize {
    /// Reads `2 GiB`, `500MB`, `1048576 B`; a number alone is taken only for 0, as it could be meant in any unit.
    ///
    /// - Throws: `InputFailure` of class `usage` that names the option.
    package static func parse(_ text: String, option: String) throws -> UInt64 {
        let trimmed = text.filter { $0 != " " }
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        let unit = trimmed.dropFirst(digits.count).lowercased()
        if unit.isEmpty, let number = UInt64(digits) {
            guard number > 0 else { return 0 }
            let hint = "write '\(number) GB' or '\(number) MB', or '\(number) B' for bytes"
            throw InputFailure(.error(at: Place(file: option), "'\(text)' has no unit", hint: hint), class: .usage)
        }
        if let number = UInt64(digits), let factor = units[unit] {
            let (size, overflow) = number.multipliedReportingOverflow(by: factor)
            if !overflow, size <= UInt64(BoundedNumber.largestSize) { return size }
            throw InputFailure(
                .error(at: Place(file: option), "'\(text)' is too large: at most 64 TiB are counted"),
                class: .usage
            )
        }
        throw InputFailure(
            .error(
                at: Place(file: option),
                "'\(text)' is not a size",
                hint: "write a number with its unit, such as 500MB or 2GB"
            ),
            class: .usage,
        )
    }

    private static let units: [String: UInt64] = [
        "b": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000,
        "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
    ]
}

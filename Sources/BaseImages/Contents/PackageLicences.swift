internal import OCIModel

/// A Debian package's `copyright`, where it has the form that programs can read (DEP-5).
package enum CopyrightFile {
    /// The short names of the licences, sorted, each once; empty for a file of another form.
    package static func licences(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.prefix { !$0.allSatisfy(\.isWhitespace) }
        guard head.contains(where: { $0.lowercased().hasPrefix("format:") && $0.contains("copyright-format") }) else {
            return []
        }
        let names = lines.filter { $0.lowercased().hasPrefix("license:") }
            .map { $0.dropFirst("license:".count).split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return Set(names.filter { !$0.isEmpty }).sorted()
    }
}

/// What a Python package says of itself (packaging specification "Core metadata"; "Recording installed projects").
package enum WheelMetadata {
    /// The licence expression, else a licence in one short line, else those of the classifiers; empty without one.
    package static func licences(_ text: String) -> [String] {
        var expression: String?
        var line: String?
        var classifiers: Set<String> = []
        let headers = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        for (header, next) in zip(headers, headers.dropFirst() + [""]) {
            // More lines follow: not a name, but the licence itself.
            let isLong = next.first?.isWhitespace == true
            guard let colon = header.firstIndex(of: ":") else { continue }
            let value = header[header.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(
                separator: " "
            )
            guard !value.isEmpty, value != "UNKNOWN" else { continue }
            switch header[..<colon] {
            case "License-Expression": expression = value
            case "License" where !isLong && value.count <= 60: line = value
            case "Classifier" where value.hasPrefix("License :: "):
                classifiers.insert(String(value.split(separator: ":").last ?? "").trimmingSpaces)
            default: break
            }
        }
        if let expression { return [expression] }
        return line.map { [$0] } ?? classifiers.sorted()
    }

    /// The sum of the sizes that a `RECORD` tells, in bytes.
    package static func size(record: String) -> Int64 {
        let rows = record.split(whereSeparator: \.isNewline)
        return BoundedNumber.sum(
            rows.compactMap { row in
                row.split(separator: ",", omittingEmptySubsequences: false).last.flatMap { BoundedNumber.size($0) }
            }
        )
    }
}

extension String {
    fileprivate var trimmingSpaces: String { split(separator: " ").joined(separator: " ") }
}

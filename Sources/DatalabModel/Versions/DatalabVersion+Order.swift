extension DatalabVersion: Comparable {
    /// Whether one version comes before another: numbers by their value, and what has a word where the other has nothing or a
    /// number comes first, as `1.4.0-rc1` does before `1.4.0`.
    public static func < (left: DatalabVersion, right: DatalabVersion) -> Bool {
        let (mine, others) = (parts(left.text), parts(right.text))
        for index in 0..<max(mine.count, others.count) {
            let one = index < mine.count ? mine[index] : .end
            let other = index < others.count ? others[index] : .end
            if one != other { return one < other }
        }
        return false
    }

    /// A run of digits or letters: words before the end, the end before numbers.
    private enum Part: Comparable {
        case word(String)
        case end
        // By length first: without leading zeros that is by value, however long.
        case number(digits: Int, text: String)
    }

    private static func parts(_ text: String) -> [Part] {
        var parts: [Part] = []
        var rest = text.lowercased()[...]
        while let first = rest.first {
            let run = rest.prefix { $0.isNumber == first.isNumber && $0.isLetter == first.isLetter }
            rest = rest.dropFirst(run.count)
            if first.isNumber {
                let digits = run.drop { $0 == "0" }
                parts.append(.number(digits: digits.count, text: String(digits)))
            } else if first.isLetter {
                parts.append(.word(String(run)))
            }
        }
        return parts
    }
}

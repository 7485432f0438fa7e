/// The spellings in which people and tools write a version of Python.
struct PythonSpelling {
    /// What is asked for.
    let wish: PythonVersionRequest.Wish
    /// What of the text is not met: `3.13t` asks for a build without the global interpreter lock.
    let remark: String?

    /// Reads a spelling.
    ///
    /// `3.13`, `python-3.13.2`, `Python 3.11`, `python3`, `v3.12`, `3.12.x`, `cpython-3.12.1-linux-x86_64-gnu`, `3.14-dev`,
    /// `3.13t`, `pypy3.9-7.3.11`, `python>=3.10` and their like.
    ///
    /// - Throws: `ModelFailure` with code `pythonVersion` for what names no version.
    init(_ text: String) throws(ModelFailure) {
        let written = Self.unquoted(text.trimmed)
        let word = written.lowercased()
        if let other = try Self.otherImplementation(word, written) {
            (wish, remark) = other
            return
        }
        let number = Self.withoutName(word)
        if number.contains(where: { "<>=!~^,|*".contains($0) }) {
            guard let condition = PythonCondition(String(number)) else {
                let message = "'\(Spelling.shortened(written))' is not a condition on the version of Python"
                throw ModelFailure(.pythonVersion, message, hint: "write one such as '>=3.10,<3.13'")
            }
            (wish, remark) = (condition.exact.map { .version($0) } ?? .condition(condition), nil)
            return
        }
        let (version, tail) = try Self.version(number, written)
        (wish, remark) = (version, try Self.remark(on: tail, of: version, written))
    }

    private static func unquoted(_ text: String) -> String {
        for quote in ["\"", "'"] where text.hasPrefix(quote) && text.hasSuffix(quote) && text.count > 2 {
            return String(text.dropFirst().dropLast()).trimmed
        }
        return text
    }

    /// What follows `python`, `cpython`, `py` or `v`, and a separator.
    private static func withoutName(_ word: String) -> Substring {
        for name in ["cpython", "python", "py", "v"] where word.hasPrefix(name) {
            let rest = word.dropFirst(name.count).drop { "-@:_ ".contains($0) }
            // `python-v3.12`
            return name != "v" && rest.hasPrefix("v") ? rest.dropFirst() : rest
        }
        return word[...]
    }

    /// The version that a text begins with, and what follows it.
    private static func version(_ number: Substring, _ written: String) throws(ModelFailure) -> (
        PythonVersionRequest.Wish, Substring
    ) {
        var digits = number.prefix { $0 == "." || ("0"..."9").contains($0) && $0.isASCII }
        var tail = number.dropFirst(digits.count)
        // `3.11.x` and `3.x`: any.
        if digits.hasSuffix("."), tail == "x" { (digits, tail) = (digits.dropLast(), "") }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(PythonVersion.number)
        guard numbers.count == parts.count, (1...3).contains(numbers.count), [2, 3].contains(numbers[0]) else {
            throw failure(written, numbers)
        }
        if numbers.count == 1, numbers[0] == 3 { return (.newest, tail) }
        let patch = numbers.count > 2 ? numbers[2] : nil
        // Python 2 is 2.7.
        let minor = numbers.count > 1 ? numbers[1] : 7
        return (.version(PythonVersion(major: numbers[0], minor: minor, patch: patch)), tail)
    }

    /// What a text says after the version.
    private static func remark(on tail: Substring, of wish: PythonVersionRequest.Wish, _ written: String)
        throws(ModelFailure) -> String?
    {
        if ["t", "+freethreaded", "-freethreaded"].contains(where: tail.hasPrefix) {
            return "'\(Spelling.shortened(written))' is Python without the global interpreter lock, which no base has"
        }
        // A platform, as uv's names of Pythons have it; a pyenv environment of that Python.
        let isHarmless = ["-linux", "-macos", "-windows", "/"].contains(where: tail.hasPrefix)
        let isPrerelease = ["-dev", "dev", "a", "b", "rc"].contains { mark in
            tail.hasPrefix(mark) && tail.dropFirst(mark.count).allSatisfy { ("0"..."9").contains($0) }
        }
        guard tail.isEmpty || isHarmless || isPrerelease else { throw failure(written, []) }
        return nil
    }

    /// PyPy and others, by the version of the language that they say.
    private static func otherImplementation(_ word: String, _ written: String) throws(ModelFailure) -> (
        PythonVersionRequest.Wish, String
    )? {
        let names = [
            "pypy": "PyPy", "graalpy": "GraalPy", "nogil": "a Python without the global interpreter lock",
            "miniconda3": "Miniconda", "miniforge3": "Miniforge", "mambaforge": "Mambaforge", "anaconda3": "Anaconda",
        ]
        guard let (name, title) = names.first(where: { word.hasPrefix($0.key) }) else { return nil }
        let rest = word.dropFirst(name.count).drop { "-@_ ".contains($0) }
        let numbers = rest.prefix { $0 == "." || ("0"..."9").contains($0) }.split(separator: ".")
            .compactMap(PythonVersion.number)
        let shown = "'\(Spelling.shortened(written))' is \(title), which no base has"
        // `miniconda3-4.7.12` and `graalpy-22.3` say their own version, not the language's.
        guard numbers.count >= 2, numbers[0] == 3 else { throw ModelFailure(.pythonVersion, shown, hint: example) }
        let version = PythonVersion(major: 3, minor: numbers[1])
        return (.version(version), "\(shown): CPython \(version) is the nearest")
    }

    private static let example = "write a version such as '3.13'"

    private static func failure(_ written: String, _ numbers: [Int]) -> ModelFailure {
        let message = "'\(Spelling.shortened(written))' is not a version of Python"
        // `311`
        let digits = numbers.count == 1 ? "\(numbers[0])" : ""
        let hint = digits.count > 1 && digits.hasPrefix("3") ? "write '3.\(digits.dropFirst())'" : example
        return ModelFailure(.pythonVersion, message, hint: hint)
    }
}

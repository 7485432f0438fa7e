internal import Reporting

/// Makes the errors about one wheel: each names the file, and the entry where there is one.
struct WheelFault: Sendable {
    let filename: WheelFilename

    func refusal(
        _ code: PackagesError.Code = .wheel,
        _ message: String,
        entry: String? = nil,
        hint: String? = nil,
    ) -> PackagesError {
        let place = Place(file: filename.text)
        return PackagesError(
            code,
            message,
            at: place,
            hint: hint ?? "report it to the authors of '\(filename.name)'; another version may be sound",
            package: filename.name,
            file: filename.text,
            entry: entry,
        )
    }

    /// One error for several entries; at most twenty are named.
    func refusal(_ code: PackagesError.Code, _ messages: [(entry: String, message: String)]) -> PackagesError {
        let place = Place(file: filename.text)
        var problems = messages.prefix(20).map { Problem.error(at: place, $0.message) }
        if messages.count > 20 { problems.append(.error(at: place, "and \(messages.count - 20) more like these")) }
        problems[0].hint = "report it to the authors of '\(filename.name)'; another version may be sound"
        return PackagesError(
            code,
            problems,
            package: filename.name,
            file: filename.text,
            entry: messages.first?.entry,
        )
    }

    func warning(_ message: String) -> Problem {
        .warning(at: Place(file: filename.text), message)
    }
}

/// A name from a wheel as messages show it: in single quotes, with what is not printable escaped.
func quoted(_ name: some StringProtocol) -> String {
    let shown = name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? $0.escaped(asASCII: true) : String($0) }
    return "'\(shown.joined())'"
}

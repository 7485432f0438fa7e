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

    func warning(_ message: String) -> Problem {
        .warning(at: Place(file: filename.text), message)
    }
}

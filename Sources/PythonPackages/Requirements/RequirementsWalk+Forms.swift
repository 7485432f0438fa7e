internal import Reporting

extension RequirementsWalk {
    /// Counts a file as read, beside those that `walk` reads itself.
    mutating func note(_ file: String) {
        if !request.files.contains(file) { request.files.append(file) }
    }

    /// Takes a requirement that another form of file holds as it is.
    ///
    /// - Parameters:
    ///   - text: the requirement.
    ///   - place: where its first character stands.
    /// - Throws: what reading a file that it names throws.
    mutating func take(_ text: String, writtenAt place: Place) throws {
        let scalars = Array(text.unicodeScalars)
        try take(LogicalLine(file: place.file, scalars: scalars, line: place.line ?? 1, column: place.column ?? 1))
    }

    /// Takes a line of `requirements.txt` that was made of what another form says.
    ///
    /// - Parameters:
    ///   - text: the line.
    ///   - place: where stands what it was made of.
    /// - Throws: what reading a file that it names throws.
    mutating func take(_ text: String, madeFrom place: Place) throws {
        try take(LogicalLine(text, madeFrom: place))
    }

    private mutating func take(_ line: LogicalLine) throws {
        open.append(line.file)
        defer { open.removeLast() }
        do throws(SyntaxFault) {
            for include in try read(line, asConstraints: false) { try follow(include) }
        } catch {
            problems.append(error.problem(in: line))
        }
    }

    /// Takes all of a file of requirements that another file names, by its path relative to that file.
    mutating func take(file: String, namedAt place: Place) throws {
        try take("-r \(file)", madeFrom: place)
    }

    /// Tells what is unwise or not used.
    mutating func warn(at place: Place?, _ message: String, hint: String? = nil) {
        request.warnings.append(.warning(at: place, message, hint: hint))
    }

    /// Tells what cannot be honoured.
    mutating func refuse(at place: Place?, _ message: String, hint: String? = nil) {
        problems.append(.error(at: place, message, hint: hint))
    }
}

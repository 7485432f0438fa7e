internal import BaseImages
package import DatalabModel
package import Reporting

/// What a user is told about the Python of a datalab, in the terms of the place where it was, or can be, asked for.
package struct PythonAdvice {
    /// What was asked for; nil for nothing.
    package let request: PythonVersionRequest?

    /// Advice on what was asked for.
    package init(request: PythonVersionRequest?) {
        self.request = request
    }

    /// The warning for a Python that nobody asked for; nil for one that needs none.
    ///
    /// - Parameters:
    ///   - choice: what was found.
    ///   - python: its version as far as it is known.
    /// - Returns: the warning.
    package func warning(on choice: PythonChoice, _ python: PythonVersion) -> Problem? {
        switch choice.reason {
        case .standard, .condition: return nil
        case .packages:
            let message = "Python \(choice.version) is used, \(choice.explanation)"
            return .warning(message, hint: "\(way(to: python)) to keep it so")
        case .nearest:
            let reason = choice.rejected.first.map { "and \($0.lack)" } ?? "which no base has"
            let message =
                "Python \(request?.description ?? "") was asked for, \(reason): the nearest, \(choice.version), is used"
            return .warning(at: request?.place, message, hint: "\(way(to: python)) to keep it so")
        case .asked:
            guard let asked = request?.version?.patch, let patch = python.patch, asked != patch else { return nil }
            let message = "Python \(request?.description ?? "") was asked for, the base has \(python)"
            return .warning(at: request?.place, message, hint: "\(way(to: python)) to have whichever patch there is")
        }
    }

    /// The error for a Python that no base has, and what the nearest lacks.
    ///
    /// - Parameters:
    ///   - pythons: the bases' Pythons, in their order.
    ///   - condition: what the project demands; empty for nothing.
    ///   - file: the file in which it does.
    ///   - nearest: the nearest; nil where there is none.
    ///   - lacks: what of the requirements the nearest does not have.
    /// - Returns: the error, then what is lacking.
    package func refusal(
        of pythons: [PythonVersion],
        condition: String,
        in file: String?,
        nearest: PythonVersion?,
        lacks: [Problem],
    ) -> [Problem] {
        let has = "the bases have \(pythons.map(\.series).joined(separator: ", "))"
        let demand = condition.isEmpty ? "" : ", the project requires \(condition)"
        let message =
            request.map { "Python \($0) was asked for\(demand), and \(has)" }
            ?? "the project requires Python \(condition), and \(has)"
        var hint = nearest.map { "the nearest is \($0.series): \(way(to: $0))" }
        if request?.version?.major == 2 {
            hint = hint.map { "\($0), and bring code that was written for Python 2 to Python 3" }
        } else if !lacks.isEmpty {
            hint = hint.map { "\($0), and let these requirements give" }
        }
        if hint == nil, let newest = pythons.max() {
            hint = "relax that condition where the project runs on another; the newest is \(newest.series)"
        }
        let place = request?.place ?? file.map { Place(file: $0) }
        return [.error(at: place, message, hint: hint)] + lacks
    }

    /// The nearest of several Pythons to what was asked for.
    package func nearest(_ variants: [Recipe.Variant]) -> Recipe.Variant? {
        guard let version = request?.version else { return variants.max { $0.python < $1.python } }
        guard version.major == 3 else { return variants.min { $0.python < $1.python } }
        return PythonCandidates.nearest(to: version, variants).first
    }

    /// How to ask for a Python where the request was made, or where there was none.
    private func way(to python: PythonVersion) -> String {
        let file = request?.place?.file ?? ""
        let name = file.split(separator: "/").last.map(String.init) ?? ""
        if file == "--python" { return "give '--python \(python.series)'" }
        if let kind = PythonVersionFile(rawValue: name) { return "write '\(kind.line(for: python))'" }
        if request?.isBinding == true { return "write 'python: \(python.series)'" }
        return "write '\(PythonVersionFile.runtime.line(for: python))' in a file 'runtime.txt'"
    }
}

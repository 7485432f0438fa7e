internal import Foundation
internal import Reporting
internal import SourcedYAML

/// Reads a file of settings: a YAML mapping of names to texts, numbers and booleans.
enum SettingsFile {
    /// The settings of a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - names: the settings there are.
    /// - Returns: the settings with their places.
    /// - Throws: `InputFailure` with all problems.
    static func read(_ path: String, names: [String]) throws -> [String: ServeSettings.Value] {
        guard let data = FileManager.default.contents(atPath: path) else {
            let problem = Problem.error(
                at: Place(file: path),
                "the file cannot be read",
                hint: "check its name and rights"
            )
            throw InputFailure(problem, class: .noInput)
        }
        let document = YAMLDocument.parse([UInt8](data), file: path)
        var problems = document.problems
        var values: [String: ServeSettings.Value] = [:]
        if let root = document.root, root.mapping == nil {
            problems.append(
                .error(at: root.place, "settings are expected, found \(root.kindInWords)", hint: "write 'port: 5000'")
            )
        }
        for entry in document.root?.mapping ?? [] {
            guard names.contains(entry.key) else {
                let hint = "there are \(names.joined(separator: ", "))"
                problems.append(.error(at: entry.keyPlace, "there is no setting '\(entry.key)'", hint: hint))
                continue
            }
            guard let scalar = entry.value.scalar else {
                let found = entry.value.kindInWords
                let message = "'\(entry.key)' takes one value, found \(found)"
                problems.append(.error(at: entry.value.place, message, hint: "write '\(entry.key): VALUE'"))
                continue
            }
            if !scalar.isNull { values[entry.key] = ServeSettings.Value(text: scalar.text, place: entry.value.place) }
        }
        guard problems.isEmpty else { throw InputFailure(problems) }
        return values
    }
}

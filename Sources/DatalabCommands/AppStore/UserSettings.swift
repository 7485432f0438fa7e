internal import DatalabBuild
internal import Files
internal import Foundation
internal import Reporting
internal import SourcedYAML
internal import SystemPackage

/// What a user has chosen for all commands: `config.yaml` in the home.
struct UserSettings {
    private let path: FilePath

    init(home: DatalabHome) {
        path = home.root.appending("config.yaml")
    }

    /// The host of the AppStore.
    ///
    /// - Throws: `InputFailure` when the file names none, or cannot be read.
    func appStore() throws -> String {
        guard let text = try entries()["appstore"] else {
            let hint = "log in with 'datalab login HOST --default', or name it with '--appstore HOST'"
            throw InputFailure(.error("no AppStore is chosen", hint: hint), class: .usage)
        }
        return try RegistryHost(text).name
    }

    /// Chooses the AppStore.
    ///
    /// - Parameter host: its host.
    /// - Throws: `InputFailure` when the file cannot be read or written.
    func choose(appStore host: String) throws {
        var values = try entries()
        values["appstore"] = host
        let lines = values.sorted { $0.key < $1.key }.map { "\($0.key): '\($0.value.replacing("'", with: "''"))'\n" }
        do {
            try UserFile.replace(
                path,
                with: Array(lines.joined().utf8),
                mode: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch {
            let hint = "make it writable, or name another home in 'DATALAB_HOME'"
            throw InputFailure(.error(at: Place(file: path.string), "\(error)", hint: hint), class: .cannotCreate)
        }
    }

    private func entries() throws -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path.string) else { return [:] }
        let document = YAMLDocument.parse([UInt8](data), file: path.string)
        var problems = document.problems
        var values: [String: String] = [:]
        if let root = document.root, root.mapping == nil {
            let message = "settings are expected, found \(root.kindInWords)"
            problems.append(.error(at: root.place, message, hint: "write 'appstore: appstore.example.org'"))
        }
        for entry in document.root?.mapping ?? [] {
            guard entry.key == "appstore", let scalar = entry.value.scalar, !scalar.isNull else {
                let hint = "write 'appstore: appstore.example.org', or remove the line"
                problems.append(.error(at: entry.keyPlace, "'\(entry.key)' is no setting with one value", hint: hint))
                continue
            }
            values[entry.key] = scalar.text
        }
        guard problems.isEmpty else { throw InputFailure(problems) }
        return values
    }
}

internal import ExternalTools
internal import Foundation
internal import Reporting

/// What the call of `setup()` in a `setup.py` says, as far as it can be known without running the file.
package struct SetupCall: Sendable, Decodable {
    /// A text of a list, or a file that the list is read from, and where the list names it.
    struct Item: Sendable, Decodable {
        let text: String?
        let file: String?
        let line: Int
        let column: Int
    }

    /// What cannot be known.
    struct Unread: Sendable, Decodable {
        let what: String
        let line: Int
        let reason: String
    }

    let line: Int
    private let name: String?
    private let pythonRequires: String?
    private let installRequires: [Item]?
    private let extrasRequire: [String: [Item]]?
    private let unread: [Unread]?
    /// Why the file is no Python of today.
    private let fault: String?

    private enum CodingKeys: String, CodingKey {
        case line, name, unread, fault
        case pythonRequires = "python_requires"
        case installRequires = "install_requires"
        case extrasRequire = "extras_require"
    }

    private init(fault: String) {
        line = 1
        name = nil
        pythonRequires = nil
        installRequires = nil
        extrasRequire = nil
        unread = nil
        self.fault = fault
    }

    /// Has the machine's Python parse the file; it is never run.
    ///
    /// - Throws: `ToolFailure` when there is no Python; `CancellationError`.
    package static func read(_ source: [UInt8], with python: HostPython) async throws -> SetupCall {
        guard source.count <= 4 << 20 else { return SetupCall(fault: "the file is larger than 4 MB") }
        let output = try await python.run(PackageResources.setup_call_py, input: source)
        let call = try? JSONDecoder().decode(SetupCall.self, from: Data(output.standardOutput))
        return call ?? SetupCall(fault: "it takes too long to parse")
    }

    /// Whether the call names dependencies.
    var hasDependencies: Bool { installRequires != nil }
    /// Whether all that it could say of dependencies is known.
    private var isSilent: Bool { fault == nil && (unread ?? []).isEmpty }

    /// Takes everything that is installed.
    func add(to walk: inout RequirementsWalk, _ choice: GroupChoice, file: String) throws {
        walk.note(file)
        tell(&walk, file)
        try add(installRequires ?? [], to: &walk, file)
        if let pythonRequires, walk.request.requiresPython.isEmpty {
            if let specifiers = VersionSpecifier.list(pythonRequires) {
                walk.request.requiresPython = specifiers
            } else {
                walk.warn(
                    at: Place(file: file, line: line),
                    "'python_requires' is '\(pythonRequires)', which is no list of version conditions"
                )
            }
        }
        for (name, items) in (extrasRequire ?? [:]).sorted(by: { $0.key < $1.key }) {
            // ':python_version < "3"' as the name of an extra is a condition of setuptools' older form.
            guard PackageName.isValid(name) else {
                walk.warn(at: Place(file: file, line: line), "the extra '\(name)' is not understood")
                continue
            }
            let isInstalled = choice.isInstalled(name, .extra)
            let place = Place(file: file, line: items.first?.line ?? line)
            walk.request.groups.append(
                .init(kind: .extra, name: PackageName.normalized(name), isInstalled: isInstalled, place: place)
            )
            if isInstalled { try add(items, to: &walk, file) }
        }
    }

    private func add(_ items: [Item], to walk: inout RequirementsWalk, _ file: String) throws {
        for item in items {
            let place = Place(file: file, line: item.line, column: item.column)
            if let path = item.file { try walk.take(file: path, namedAt: place) }
            // The text may be put together of several, so its columns need not be the file's.
            if let text = item.text { try walk.take(text, madeFrom: place) }
        }
    }

    private func tell(_ walk: inout RequirementsWalk, _ file: String) {
        let hint = "list what is needed in 'requirements.txt'"
        if let fault {
            walk.warn(
                at: Place(file: file, line: line),
                "the dependencies in '\(file)' cannot be read: \(fault)",
                hint: hint
            )
        }
        for unread in unread ?? [] {
            walk.warn(
                at: Place(file: file, line: unread.line),
                "'\(unread.what)' cannot be known without running '\(file)', which is not done: \(unread.reason)",
                hint: hint
            )
        }
    }
}

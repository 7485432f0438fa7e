internal import Foundation
internal import Reporting

/// A `Pipfile` (pipenv): packages with pip's versions, a Python, and where packages come from.
struct Pipfile {
    let file: String
    private let root: TOMLNode
    private let places: TOMLPlaces

    init(_ bytes: [UInt8], _ file: String) throws(PackagesError) {
        self.file = file
        root = try TOMLNode.parse(bytes, file: file, code: .requirements)
        places = try TOMLPlaces(bytes, file)
    }

    /// Keys of the file that are no sets of packages.
    private static let settings: Set = ["source", "requires", "scripts", "pipenv", "pipfile", "build-system"]

    /// Takes everything that is installed: as pipenv does from a lock, what the lock has.
    ///
    /// - Parameters:
    ///   - walk: what takes it.
    ///   - choice: what decides which categories are installed.
    ///   - lock: the `Pipfile.lock`; nil when there is none.
    /// - Returns: whether the lock lacks something, so that it was made of another `Pipfile`.
    /// - Throws: what reading a file throws; what is wrong is a problem of the walk.
    func add(to walk: inout RequirementsWalk, _ choice: GroupChoice, lock: ProjectLock?) throws -> Bool {
        var lacking: [String] = []
        walk.note(file)
        try addSources(to: &walk)
        addPython(to: &walk)
        for (category, entries) in (root.table ?? [:]).sorted(by: { $0.key < $1.key })
        where !Self.settings.contains(category) {
            guard let packages = entries.table else {
                walk.refuse(at: places.line(category, in: ""), "'\(category)' is \(entries.kind), expected a table")
                continue
            }
            guard category == "packages" || isInstalled(category, choice, &walk) else { continue }
            for (name, value) in packages.sorted(by: { $0.key < $1.key }) {
                guard lock?.names.contains(PackageName.normalized(name)) != false else {
                    lacking.append(name)
                    continue
                }
                var entry = PoetryEntry(name: name, value: value, place: places.place(name, in: category))
                entry.isPipfile = true
                try entry.add(to: &walk)
            }
        }
        if let lock, !lacking.isEmpty {
            let names = lacking.map { "'\($0)'" }.joined(separator: ", ")
            walk.warn(
                at: Place(file: lock.file),
                "the lock lacks \(names), which '\(file)' names: what the lock has is installed",
                hint: "'pipenv lock' brings it up to date"
            )
        }
        return !lacking.isEmpty
    }

    private func isInstalled(_ category: String, _ choice: GroupChoice, _ walk: inout RequirementsWalk) -> Bool {
        let name = category == "dev-packages" ? "dev" : PackageName.normalized(category)
        // As Binder does: whoever shares notebooks with a Pipfile has their tools among the packages for development.
        let isInstalled = category == "dev-packages" || choice.isInstalled(name, .group)
        let place = places.place(ofTable: category)
        walk.request.groups.append(.init(kind: .group, name: name, isInstalled: isInstalled, place: place))
        return isInstalled
    }

    private func addPython(to walk: inout RequirementsWalk) {
        for key in ["python_full_version", "python_version"] {
            guard let value = root["requires"]?[key] else { continue }
            let place = places.place(key, in: "requires")
            guard let text = value.string else {
                return walk.refuse(at: place, "'\(key)' is \(value.kind), expected a text such as '3.11'")
            }
            walk.request.python = .init(text, at: place)
            return
        }
    }

    private func addSources(to walk: inout RequirementsWalk) throws {
        for (number, source) in (root["source"]?.array ?? []).enumerated() {
            guard let url = source["url"]?.string, !url.contains("://pypi.org/"), !url.contains("://pypi.python.org/")
            else {
                continue
            }
            let option = number == 0 ? "--index-url" : "--extra-index-url"
            try walk.take("\(option) \(url)", madeFrom: places.place(ofTable: "source", number))
        }
    }
}

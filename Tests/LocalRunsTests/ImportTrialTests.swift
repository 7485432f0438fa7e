import ExternalTools
import Foundation
import SystemPackage
import Testing

/// What the script that imports the packages of a datalab says of modules that are for an extra.
struct ImportTrialTests {
    /// A module of a package that was asked for, and what comes of it.
    private static let packages:
        [(name: String, requires: [String], files: [String: String], outcome: [String: String])] = [
            ("whole", [], ["whole.py": ""], ["whole": "imported"]),
            (
                "black-like", ["aiohttp>=3; extra == 'd'"], ["black_like.py": "", "blackd.py": Self.wraps("aiohttp")],
                [
                    "black_like": "imported", "blackd": "companion aiohttp",
                ]
            ),
            (
                "only-extra", ["qt-thing; extra == 'gui' or extra == 'all'"],
                ["only_extra.py": "import qt_thing"], ["only_extra": "companion qt_thing"]
            ),
            ("broken", ["needed"], ["broken.py": Self.wraps("needed")], ["broken": "error"]),
            ("undeclared", [], ["undeclared.py": "import nowhere"], ["undeclared": "error"]),
            (
                "beside", [], ["beside.py": "", "beside_gui.py": "import nowhere"],
                [
                    "beside": "imported", "beside_gui": "companion nowhere",
                ]
            ),
            (
                "crashes", [], ["crashes.py": "", "crashes_too.py": "1/0"],
                ["crashes": "imported", "crashes_too": "error"]
            ),
        ]

    private static func wraps(_ module: String) -> String {
        "try:\n    import \(module)\nexcept ImportError as e:\n    raise ImportError('install the extra: ' + str(e)) from None\n"
    }

    private struct Package: Decodable {
        let name: String
        let modules: [Module]
        struct Module: Decodable {
            let name: String
            let error: String?
            let companion: String?
            var outcome: String { companion.map { "companion \($0)" } ?? (error == nil ? "imported" : "error") }
        }
    }

    @Test(
        "modules that are for an extra, or stand beside one that works, are no failure of a package that was asked for"
    )
    func extras() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "imports-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let python = ExternalTool(name: "python3", path: "/usr/bin/python3")
        _ = try await python.run(["-m", "venv", "--without-pip", folder.path])
        let own = ExternalTool(name: "python", path: FilePath(folder.appending(path: "bin/python").path))
        let place = try await own.run(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
        let site = URL(filePath: String(decoding: place, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        for package in Self.packages { try Self.install(package.name, package.requires, package.files, in: site) }
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/LocalRuns/Trials/Scripts/imports.py")
        let found = try JSONDecoder().decode([Package].self, from: Data(try await own.run([script.path])))
        for package in Self.packages {
            let modules = found.first { $0.name == package.name }?.modules ?? []
            let outcome = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, $0.outcome) })
            #expect(outcome == package.outcome, "\(package.name)")
        }
    }

    private static func install(_ name: String, _ requires: [String], _ files: [String: String], in site: URL) throws {
        let facts = site.appending(path: "\(name.replacing("-", with: "_"))-1.0.dist-info")
        try FileManager.default.createDirectory(at: facts, withIntermediateDirectories: true)
        let metadata =
            ["Metadata-Version: 2.1", "Name: \(name)", "Version: 1.0"] + requires.map { "Requires-Dist: \($0)" }
        try Data((metadata.joined(separator: "\n") + "\n").utf8).write(to: facts.appending(path: "METADATA"))
        try Data().write(to: facts.appending(path: "REQUESTED"))
        let record = files.keys.map { "\($0),,\n" }.joined()
        try Data(record.utf8).write(to: facts.appending(path: "RECORD"))
        for (file, text) in files { try Data(text.utf8).write(to: site.appending(path: file)) }
    }
}

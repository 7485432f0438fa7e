import Foundation
import LayerArchive
import PythonPackages
import Reporting
import SystemPackage
import Testing

/// What pip and uv make of wheels that are not as they should be, and what datalab makes of the same.
struct ReferenceInstallerTests {
    /// Wheels that pip and uv install and datalab refuses, each with its reason.
    static let refused = [
        "traversal inside": "a name that leads up is refused, wherever it ends",
        "symlink": "links are refused; the others write the link's target into a file",
        "symlink out": "links are refused; the others write the link's target into a file",
        "mode fifo": "what is marked as a pipe or a device is refused",
        "wh": "the name would delete files of lower layers of the image",
        "other dist-info in purelib": "a package that says it is another one is refused",
    ]

    private struct Case: Decodable {
        let name: String
        let number: Int
        let uv: [File]?
        let pip: [File]?
    }

    /// A list, as the keys of JSON's objects are compared as Swift's strings are.
    private struct File: Decodable {
        let path: BytePath
        let data: Data
    }

    @Test func whatBothInstallIsInstalledWithTheSameFiles() async throws {
        let scratch = try Scratch()
        let program = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Support/wheels/odd-wheels"
        )
        let text = try await run(program.path, scratch.path.string, try InstalledTreeTests.uv())
        let cases = try JSONDecoder().decode([Case].self, from: Data(text.utf8))
        #expect(cases.count > 200 && cases.count { $0.uv != nil && $0.pip != nil } > 150)
        var entries: [LayerEntry] = []
        var failures: [String: String] = [:]
        for one in cases {
            let path = scratch.file("\(one.number)/pkg-1.0-py3-none-any.whl")
            do {
                entries += try installed(path).map { Self.moved($0, below: "\(one.number)") }
            } catch {
                failures[one.name] = "\(error)"
            }
        }
        try await unpack(entries, into: scratch.file("ours"))
        for one in cases {
            guard let uv = one.uv.map(Self.compared), let pip = one.pip.map(Self.compared) else { continue }
            if let failure = failures[one.name] {
                #expect(Self.refused[one.name] != nil, "\(one.name): \(failure)")
                continue
            }
            #expect(Self.refused[one.name] == nil, "\(one.name) is installed")
            let ours = try Self.files(below: scratch.file("ours/\(one.number)/opt/env"))
            #expect(
                Self.areSame(ours, uv) || Self.areSame(ours, pip),
                "\(one.name): \(ours.keys.sorted()) \(uv.keys.sorted()) \(pip.keys.sorted())"
            )
        }
    }

    /// The entries of a wheel that were written once, so that all content is what its RECORD says.
    private func installed(_ path: FilePath) throws -> [LayerEntry] {
        let installer = WheelInstaller(InstallScheme(prefix: "opt/env", pythonVersion: "3.11"))
        return try WheelInstaller.trustingRecords { hashesContent in
            var options = WheelInstaller.Options()
            options.hashesContent = hashesContent
            let entries = try installer.install(wheelFile(path), options: options).entries
            _ = try LayerWriter.write(entries) { _ in }
            return entries
        }
    }

    private static func moved(_ entry: LayerEntry, below folder: String) -> LayerEntry {
        var entry = entry
        entry.path = "\(folder)/\(entry.path)"
        return entry
    }

    // MARK: comparing

    /// What is compared of an installer's files: not what each writes about itself, nor where headers go.
    private static func compared(_ files: [File]) -> [BytePath: Data] {
        let own = ["RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"]
        let kept = files.filter { file in
            let isOwn = file.path.folder?.text.hasSuffix(".dist-info") == true && own.contains(file.path.name)
            return !isOwn && file.path != ".lock" && !file.path.isBelow("include")
        }
        return Dictionary(kept.map { ($0.path, $0.data) }) { $1 }
    }

    private static func files(below folder: FilePath) throws -> [BytePath: Data] {
        guard let names = FileManager.default.enumerator(atPath: folder.string) else { return [:] }
        var files: [File] = []
        for case let name as String in names {
            let path = folder.pushing(FilePath(name))
            guard let data = FileManager.default.contents(atPath: path.string) else { continue }
            let site = "lib/python3.11/site-packages"
            let place = PathBytes.isBelow(name, site) ? PathBytes.relative(name, to: site) : name
            files.append(File(path: BytePath(place), data: data))
        }
        return compared(files)
    }

    private static func areSame(_ ours: [BytePath: Data], _ theirs: [BytePath: Data]) -> Bool {
        guard Set(ours.keys) == Set(theirs.keys) else { return false }
        return ours.allSatisfy { path, data in theirs[path] == data || isMade(path, data, theirs[path]) }
    }

    /// Whether a program is one that the installer makes, or whose first line it writes: each has a Python of its own there.
    private static func isMade(_ path: BytePath, _ ours: Data, _ theirs: Data?) -> Bool {
        path.isBelow("bin") && ours.starts(with: Data("#!/opt/env/bin/python\n".utf8))
            && theirs?.starts(with: Data("#!/".utf8)) == true
    }
}

import Foundation
import Testing

/// Paths of files are compared as bytes: strings that look the same are equal to Swift, and two files to a file system.
@Suite("how paths are compared")
struct PathComparisonTests {
    /// The modules that handle the paths of archives, workspaces and images.
    private static let rooms = [
        "LayerArchive", "Workspaces", "ImageContents", "DatalabBuild", "BaseImages", "PythonPackages/Wheels",
    ]

    @Test("no set, no dictionary is keyed by a path as a string, none is sorted by one")
    func keys() throws {
        let patterns: [(Regex<Substring>, String)] = [
            (#/Set\([^\n]*map\(\\\.path\)/#, "'Set(….map { BytePath($0.path) })'"),
            (#/Dictionary\([^\n]*\(\$0\.path,/#, "'keyed(by: \\.path)'"),
            (
                #/\b(?:\w*[pP]aths|files|folders|entries|owners|covered|texts|kinds|places): (?:Set<(?:String|Substring)>|\[String: )/#,
                "'BytePath' as the key"
            ),
        ]
        var count = 0
        for room in Self.rooms {
            let folder = House.root.appending(path: "Sources/\(room)")
            let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
            for case let file as URL in files where file.pathExtension == "swift" {
                count += 1
                let text = try String(contentsOf: file, encoding: .utf8)
                for (pattern, instead) in patterns {
                    let found = text.matches(of: pattern).map { String($0.output) }
                    #expect(found.isEmpty, "\(file.lastPathComponent): \(found); write \(instead)")
                }
            }
        }
        #expect(count > 150)
    }
}

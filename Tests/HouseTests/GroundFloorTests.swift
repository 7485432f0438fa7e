import Foundation
import Testing

/// What is done in one place at the bottom of the house is not done again above it.
@Suite("the ground floor")
struct GroundFloorTests {
    @Test("files are placed, synced and locked by 'Files' alone")
    func files() throws {
        try expect(
            [
                (#/(?:^|\W)rename(?:at2?)?\(/#, "'WholeFile', 'FileAside' or 'FileCalls.move'"),
                (#/\.atomic(?:\W|$)|\WreplaceItem(?:At)?\(/#, "'WholeFile.write'"),
                (#/(?:^|\W)(?:fsync|fdatasync|syncfs)\(/#, "'FileCalls.sync'"),
                (#/(?:^|\W)(?:flock|lockf)\(/#, "'FileLock'"),
            ],
            only: "Files"
        )
    }

    /// Expects that no source outside of a module holds what a pattern finds.
    private func expect(_ patterns: [(Regex<Substring>, String)], only module: String) throws {
        let sources = House.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var (count, inModule) = (0, 0)
        for case let file as URL in files where file.pathExtension == "swift" {
            count += 1
            let isInModule = file.path.hasPrefix(sources.appending(path: module).path + "/")
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { continue }
                for (pattern, instead) in patterns where line.contains(pattern) {
                    inModule += isInModule ? 1 : 0
                    #expect(isInModule, "\(file.lastPathComponent): '\(line)'; write \(instead)")
                }
            }
        }
        // The patterns find what they are for.
        #expect(count > 500 && inModule >= patterns.count)
    }
}

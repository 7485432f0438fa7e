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

    @Test("addresses are encoded, and bytes written as digits, by 'Texts' alone")
    func texts() throws {
        try expect(
            [
                (#/(?:adding|removing)PercentEncoding\b/#, "'PercentEncoding'"),
                (#/%02[xX]|"0123456789(?:abcdef|ABCDEF)"/#, "'Hex'"),
                (#/replacing\("[+]", with: "-"\)|replacing\("-", with: "[+]"\)/#, "'Base64URL'"),
                (#/radix: 16\) \+ String\(/#, "'Hex'"),
            ],
            only: "Texts",
            findsOwn: false
        )
    }

    @Test("what is safe to show is decided by 'Texts' alone")
    func shown() throws {
        try expect(
            [
                (#/generalCategory == \.control|isBidiControl/#, "'ShownText'"),
                (#/0x202[AaEe]/#, "'ShownText'"),
            ],
            only: "Texts",
            findsOwn: false,
            // What a message says is read back by GitHub's runner; what metadata and typed lines may hold is another question.
            but: ["GitHubCommands.swift", "MetadataFacts.swift", "EditedLine.swift"]
        )
    }

    /// Expects that no source outside of a module holds what a pattern finds.
    ///
    /// - Parameters:
    ///   - patterns: what is looked for, and what is written instead.
    ///   - module: the module that may hold it.
    ///   - findsOwn: whether the module holds each.
    ///   - exceptions: files that may hold it too.
    /// - Throws: errors of files that cannot be read.
    private func expect(
        _ patterns: [(Regex<Substring>, String)],
        only module: String,
        findsOwn: Bool = true,
        but exceptions: Set<String> = [],
    ) throws {
        let sources = House.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var (count, inModule) = (0, 0)
        for case let file as URL in files where file.pathExtension == "swift" {
            count += 1
            if exceptions.contains(file.lastPathComponent) { continue }
            let isInModule = file.path.hasPrefix(sources.appending(path: module).path + "/")
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { continue }
                for (pattern, instead) in patterns where line.contains(pattern) {
                    inModule += isInModule ? 1 : 0
                    #expect(isInModule, "\(file.lastPathComponent): '\(line)'; write \(instead)")
                }
            }
        }
        // The sources are there, and the patterns find what they are for.
        #expect(count > 500 && (!findsOwn || inModule >= patterns.count))
    }
}

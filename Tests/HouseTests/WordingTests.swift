import Foundation
import Testing

/// Messages as CONTRIBUTING.md wants them: lower case, no full stop; a hint is one next step.
@Suite("the wording of messages")
struct WordingTests {
    /// Names that keep their capital at the beginning of a message.
    private static let names: Set = ["Python", "Debian", "JupyterLab", "Theia", "AppStore"]

    @Test("errors, warnings and hints begin in lower case and end without a full stop")
    func wording() throws {
        var count = 0
        for file in try sources() {
            let text = try String(contentsOf: file, encoding: .utf8)
            for message in messages(in: text) {
                count += 1
                let word = message.prefix { $0.isLetter }
                let isName = Self.names.contains(String(word)) || word.dropFirst().contains(where: \.isUppercase)
                #expect(message.first?.isUppercase != true || isName, "\(file.lastPathComponent): \(message)")
                #expect(!message.hasSuffix("."), "\(file.lastPathComponent): \(message)")
            }
        }
        #expect(count > 400, "the sources' messages are found")
    }

    /// All sources but those of web pages, where people read sentences.
    private func sources() throws -> [URL] {
        let root = House.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        return files.compactMap { $0 as? URL }
            .filter { $0.pathExtension == "swift" && !$0.path.contains("/AppStoreServer/Pages/") }
    }

    private func messages(in text: String) -> [Substring] {
        let patterns = [
            #/\.(?:error|warning)\(\s*(?:at: [^"]*?,\s*)?"((?:[^"\\\n]|\\.)+)"/#,
            #/\bhint:\s*"((?:[^"\\\n]|\\.)+)"/#, #/ValidationError\(\s*"((?:[^"\\\n]|\\.)+)"/#,
        ]
        return patterns.flatMap { text.matches(of: $0).map(\.1) }
    }
}

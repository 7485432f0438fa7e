internal import Files
package import Foundation
internal import SystemPackage

/// The file that keeps answers between two runs: one for each folder the wizard was started in.
package struct AnswerFile: Sendable {
    private let file: URL
    private let folder: String

    private struct Content: Codable {
        var folder: String
        var answers: WizardAnswers
    }

    /// The file of a folder; nothing is made until there is something to keep.
    ///
    /// - Parameters:
    ///   - folder: the absolute path of the folder the wizard was started in.
    ///   - home: the absolute path of a folder for such files.
    package init(folder: String, home: String) {
        self.folder = folder
        // FNV-1a: the name only has to differ, the content says which folder it is.
        let hash = folder.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        file = URL(filePath: home).appending(path: String(hash, radix: 16) + ".json")
    }

    /// What was kept, and when; nil when there is nothing that can be used.
    package func read() -> (answers: WizardAnswers, date: Date)? {
        guard let data = try? Data(contentsOf: file),
            let content = try? JSONDecoder().decode(Content.self, from: data), content.folder == folder,
            let date = try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
        else { return nil }
        return (content.answers, date)
    }

    /// Keeps answers; written aside and renamed, so that a crash leaves those before.
    ///
    /// - Throws: `FileError`, or an error of Foundation, when the file cannot be written.
    package func write(_ answers: WizardAnswers) throws {
        let parent = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        // Names and addresses of people are nobody else's business.
        let data = try JSONEncoder().encode(Content(folder: folder, answers: answers))
        try WholeFile.write(Array(data), to: FilePath(file.path), mode: .ownerReadWrite)
    }

    /// Forgets what was kept.
    package func remove() {
        try? FileManager.default.removeItem(at: file)
    }
}

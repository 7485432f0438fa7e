internal import ExternalTools
internal import Foundation
internal import SystemPackage

/// What a commit says of itself: it is the same wherever the commit is.
package struct CommitFacts: Sendable, Hashable {
    /// The author's name.
    package let name: String
    /// The author's e-mail address.
    package let email: String
    /// The time of the commit, in seconds since 1970.
    package let time: Int64?
    /// The tag that was asked for, or the one that the commit of a folder has.
    package let tag: String?

    /// `git show`'s format of the facts, each in its order.
    static let format = "%ct%x00%an%x00%ae"

    /// What git showed in that format; nil for anything else.
    init?(_ output: [UInt8], tag: String?) {
        let text = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
        let parts = text.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return nil }
        // A year has four digits (RFC 3339).
        let time = Int64(parts[0]).flatMap { (0...253_402_300_799).contains($0) ? $0 : nil }
        (self.time, name, email, self.tag) = (time, parts[1], parts[2], tag)
    }
}

extension Workspace {
    /// Who made the commit that the source is, or that its folder has checked out; nil for what is in no repository.
    ///
    /// Asked of a folder's own `.git` alone, not of one above it, and with nothing of its configuration that runs a program.
    package func commitFacts() async throws -> CommitFacts? {
        if let author { return author }
        let repository = root.appending(".git")
        guard origin.kind == .folder, FileManager.default.fileExists(atPath: repository.string),
            let tool = try? ExternalTool.locate("git", installHint: "install it: apt install git"),
            let runner = try? await GitRunner(tool: tool)
        else { return nil }
        let folder = ["--git-dir=\(repository.string)"]
        func answer(_ arguments: [String]) async throws -> [UInt8]? {
            let output = try await runner.capture(folder + arguments, in: "/")
            return output.status == 0 ? output.standardOutput : nil
        }
        do {
            guard let shown = try await answer(["show", "-s", "--format=\(CommitFacts.format)", "HEAD"]) else {
                return nil
            }
            let tags = try await answer(["tag", "--points-at", "HEAD", "--sort=-version:refname"]) ?? []
            let tag = String(decoding: tags, as: UTF8.self).split(separator: "\n").first.map(String.init)
            return CommitFacts(shown, tag: tag)
        } catch let error as CancellationError {
            throw error
        } catch {
            return nil
        }
    }
}

import Foundation
import OddNumbers
import SystemPackage
import Testing
import Workspaces

/// git's index of a folder is read here, not by git: every number in it may be a stranger's.
@Suite("numbers in git's index", .timeLimit(.minutes(5)))
struct GitIndexNumberTests {
    @Test("every number of an index, in each of its versions", arguments: [2, 3, 4])
    func numbers(version: Int) async throws {
        let folder = try TemporaryFolder()
        try folder.write(["a/two.txt": "2"])
        try await folder.shell("git init -q . && git add -f a/two.txt && git update-index --index-version \(version)")
        let path = URL(filePath: folder.path.appending(".git/index").string)
        let sample = [UInt8](try Data(contentsOf: path))
        #expect(GitIndex(sample)?.files == [Array("a/two.txt".utf8)])
        OddNumbers.forEach(in: sample) { bytes, change in
            let cost = Proportion.cost { _ = GitIndex(bytes) }
            #expect(cost < Proportion.seconds, "\(change)")
        }
    }
}

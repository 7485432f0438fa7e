import Foundation
import SourceBuilds
import SystemPackage
import Testing

@Suite("a sealed box")
struct SealedBoxTests {
    @Test("a command runs, and its folder comes back", arguments: BoxLab.Starter.allCases)
    func answer(as starter: BoxLab.Starter) async throws {
        let lab = try BoxLab(starter)
        defer { lab.remove() }
        let outcome = try await lab.shell("id -u; mkdir /tmp/out/b; echo hello >/tmp/out/a; echo said >&2; exit 0")
        #expect(outcome.box.isSuccess)
        #expect(outcome.lines == ["65534", "said"])
        #expect(try outcome.names() == ["./", "./a", "./b/"])
    }

    @Test("status and log of a command that fails", arguments: BoxLab.Starter.allCases)
    func failure(as starter: BoxLab.Starter) async throws {
        let lab = try BoxLab(starter)
        defer { lab.remove() }
        let outcome = try await lab.shell("echo one; exit 3")
        #expect(outcome.box.status == 3 && outcome.box.limit == nil && outcome.lines == ["one"])
    }

    @Test("what is given: read only, or as a copy", arguments: BoxLab.Starter.allCases)
    func inputs(as starter: BoxLab.Starter) async throws {
        var lab = try BoxLab(starter)
        defer { lab.remove() }
        let given = lab.folder.appending("given")
        try FileManager.default.createDirectory(
            atPath: given.appending("sub").string,
            withIntermediateDirectories: true
        )
        try Data("content\n".utf8).write(to: URL(filePath: given.appending("sub/file").string))
        try FileManager.default.createSymbolicLink(
            atPath: given.appending("link").string,
            withDestinationPath: "/etc/shadow"
        )
        lab.box.inputs = ["folder": given, "deep/file": given.appending("sub/file")]
        lab.box.copies = ["src": given]
        lab.box.environment = ["ANSWER": "42"]
        let outcome = try await lab.shell(
            """
            cat /run/box/folder/sub/file /run/box/deep/file /tmp/src/sub/file; readlink /tmp/src/link; echo $ANSWER
            echo more >>/tmp/src/sub/file && tail -n 1 /tmp/src/sub/file
            (echo more >>/run/box/deep/file) 2>/dev/null || echo refused
            """
        )
        #expect(
            outcome.lines == ["content", "content", "content", "/etc/shadow", "42", "more", "refused"],
            "\(outcome.lines)"
        )
        #expect(try String(contentsOfFile: given.appending("sub/file").string, encoding: .utf8) == "content\n")
    }

    @Test("a source that is larger than the box", arguments: BoxLab.Starter.allCases)
    func largeSource(as starter: BoxLab.Starter) async throws {
        var lab = try BoxLab(starter)
        defer { lab.remove() }
        let source = lab.folder.appending("large")
        try FileManager.default.createDirectory(atPath: source.string, withIntermediateDirectories: true)
        try Data(count: 80 << 20).write(to: URL(filePath: source.appending("file").string))
        lab.box.copies = ["src": source]
        let error = await #expect(throws: SourceBuildError.self) { try await lab.shell("echo begun") }
        #expect(error?.code == .limit(.disk), "\(String(describing: error))")
    }

    @Test("many boxes at once")
    func together() async throws {
        let lab = try BoxLab()
        defer { lab.remove() }
        try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 0..<8 { group.addTask { try await lab.shell("echo \(number); sleep 0.2").lines } }
            var seen: Set<[String]> = []
            for try await lines in group { seen.insert(lines) }
            #expect(seen == Set((0..<8).map { ["\($0)"] }))
        }
    }
}

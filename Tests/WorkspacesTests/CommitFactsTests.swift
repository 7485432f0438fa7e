import Foundation
import Reporting
import SystemPackage
import Testing
import Workspaces

/// What a commit says of its author, and repositories that belong to somebody else.
struct CommitFactsTests {
    private func repository() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try await folder.shell(
            """
            git init -q -b main repo && cd repo && echo x > a.txt && git add -A && git commit -qm one && git tag v1 && git tag v1.1
            """
        )
        return folder
    }

    @Test
    func `a repository by URL and its folder name the commit's author, and the tag that was asked for or that it has`()
        async throws
    {
        let folder = try await repository()
        let url = "file://\(folder.path.string)/repo"
        for (workspace, tag) in [
            (try await folder.open([url]), nil), (try await folder.open([url], branch: "v1"), "v1"),
            (try await folder.open(["\(folder.path.string)/repo"]), "v1.1"),
        ] as [(Workspace, String?)] {
            let facts = try #require(try await workspace.commitFacts())
            #expect(facts.name == "a" && facts.email == "a@b" && facts.time == 1_700_000_000 && facts.tag == tag)
        }
    }

    @Test
    func `a folder in no repository, in one without a commit, or with a broken one says nothing`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["plain/a.txt": "x", "broken/.git/HEAD": "x", "broken/a.txt": "x", "new/a.txt": "x"])
        try await folder.shell("git init -q new")
        for name in ["plain", "broken", "new"] {
            let workspace = try await folder.open(["\(folder.path.string)/\(name)"])
            #expect(try await workspace.commitFacts() == nil)
        }
    }

    @Test
    func `nothing that a folder's configuration names is run for it`() async throws {
        let folder = try await repository()
        try await folder.shell(
            """
            cd repo && printf '#!/bin/sh\\ntouch %s/marker\\n' "$PWD" > ../run && chmod +x ../run
            for key in core.fsmonitor core.pager pager.show pager.tag gpg.program core.sshCommand diff.external \\
                core.hooksPath core.editor; do git config $key ../run; done
            git config log.showSignature true; cp ../run .git/hooks/post-checkout
            """
        )
        let workspace = try await folder.open(["\(folder.path.string)/repo"])
        #expect(try await workspace.commitFacts()?.name == "a")
        #expect(!folder.exists("repo/marker"))
    }

    @Test(.enabled(if: getuid() == 0, "only root can give a repository to somebody else"))
    func `a repository of another user is read where the user's own git would read it, and the hint says how`()
        async throws
    {
        let folder = try await repository()
        let path = "\(folder.path.string)/repo"
        try await folder.shell("chown -R 12345 repo && mkdir config")
        let error = try await #require(throws: WorkspaceError.self) { try await folder.open(["file://\(path)"]) }
        let hint = try #require(error.problems.first?.hint)
        let command = try #require(hint.split(separator: "trust them: ").last)
        #expect(command == "git config --global --add safe.directory \(path)")
    }

    @Test(
        arguments: [
            ([], false), (["*"], true), (["/a/repo"], true), (["/a/repo/"], true), (["/a/repo/.git"], true),
            (["/a/*"], true),
            (["/a"], false), (["/b/repo"], false), (["*", ""], false), (["", "/a/repo"], true), (["~/repo"], false),
        ] as [([String], Bool)]
    )
    func `the user's safe folders are heeded as git heeds them`(_ values: [String], _ isSafe: Bool) {
        #expect(SafeFolders(values).contain("/a/repo") == isSafe)
    }
}

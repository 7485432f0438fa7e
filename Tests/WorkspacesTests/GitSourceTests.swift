import Foundation
import LayerArchive
import Reporting
import SystemPackage
import Testing
import Workspaces

/// Real repositories, fetched by the real git.
struct GitSourceTests {
    /// A repository `repo` with two commits on `main`, a branch and a tag.
    private func repository() async throws -> (folder: TemporaryFolder, url: String) {
        let folder = try TemporaryFolder()
        try await folder.shell(
            """
            git init -q -b main repo && cd repo
            printf 'one\\n' > a.txt; mkdir -p sub/deep; echo deep > sub/deep/b.txt; echo '#!/bin/sh' > run.sh; chmod +x run.sh
            ln -s a.txt link; git add -A; git commit -qm one; git tag v1
            git checkout -qb feature/x; echo feature > f.txt; git add -A; git commit -qm feature
            git checkout -q main; printf 'two\\n' > a.txt; git commit -qam two
            """
        )
        return (folder, "file://\(folder.path.string)/repo")
    }

    @Test
    func `opens the default branch with its commit and time`() async throws {
        let (folder, url) = try await repository()
        let workspace = try await folder.open([url])
        #expect(workspace.paths == ["a.txt", "link", "run.sh", "sub/deep/b.txt"])
        #expect(try workspace.text("a.txt") == "two\n")
        #expect(workspace.name == "repo")
        #expect(workspace.origin.kind == .git)
        #expect(workspace.origin.url == url)
        #expect(workspace.origin.branch == "main")
        #expect(workspace.origin.commit == (try await folder.shell("git -C repo rev-parse main")))
        #expect(workspace.origin.commitTime == 1_700_000_000)
        #expect(workspace.files.contains(WorkspaceFile(path: "run.sh", kind: .regular(size: 10, executable: true))))
        #expect(workspace.files.contains(WorkspaceFile(path: "link", kind: .symbolicLink(target: "a.txt"))))
        #expect(workspace.files.contains(WorkspaceFile(path: "sub/deep", kind: .directory)))
        #expect(workspace.warnings.isEmpty)
    }

    @Test(arguments: [("feature/x", "f.txt"), ("v1", "a.txt")])
    func `opens a branch or a tag`(_ branch: String, _ file: String) async throws {
        let (folder, url) = try await repository()
        let workspace = try await folder.open([url], branch: branch)
        #expect(workspace.paths.contains(file))
        #expect(try workspace.text("a.txt") == "one\n")
        #expect(workspace.origin.branch == branch)
        #expect(workspace.origin.commit == (try await folder.shell("git -C repo rev-parse \(branch)^{commit}")))
    }

    @Test(arguments: [40, 8])
    func `opens a commit by its full or short hash, also when the server gives no bare commits`(_ length: Int)
        async throws
    {
        let (folder, url) = try await repository()
        try await folder.shell("git -C repo config uploadpack.allowAnySHA1InWant false")
        let commit = try await folder.shell("git -C repo rev-parse main~1")
        let workspace = try await folder.open([url], commit: String(commit.prefix(length)))
        #expect(workspace.origin.commit == commit)
        #expect(try workspace.text("a.txt") == "one\n")
    }

    @Test
    func `a subdirectory becomes the root`() async throws {
        let (folder, url) = try await repository()
        let workspace = try await folder.open([url], subdirectory: "./sub/")
        #expect(workspace.paths == ["deep/b.txt"])
        #expect(workspace.origin.subdirectory == "sub")
        #expect(workspace.name == "repo")
    }

    @Test
    func `submodules come with it, also by relative URLs`() async throws {
        let (folder, url) = try await repository()
        try await folder.shell(
            """
            git init -q -b main other && cd other && echo o > o.txt && git add -A && git commit -qm o && cd ../repo
            git -c protocol.file.allow=always submodule --quiet add ../other libs/other
            git -c protocol.file.allow=always submodule --quiet add file://$PWD/../other direct
            git config -f .gitmodules submodule.libs/other.url ../other; git add -A
            git config -f .gitmodules submodule.libs/other.update '!touch marker'; git add -A; git commit -qm sub
            """
        )
        let workspace = try await folder.open([url])
        #expect(workspace.paths.contains("libs/other/o.txt"))
        #expect(workspace.paths.contains("direct/o.txt"))
    }

    @Test(arguments: [
        ("ext::sh -c 'touch marker'", "space or a control character"), ("ext::touch%20marker", "'ext::' is refused"),
        ("/etc", "is a path of the machine"), ("http://example.org/x", "plain 'http://'"),
        ("--upload-pack=touch", "is a path of the machine"),
        ("ssh://-oProxyCommand=touch/x", "begins with '-'"), ("../../../../../../../../x", "above"),
    ])
    func `a submodule with a refused URL is named`(_ submodule: String, _ words: String) async throws {
        let (folder, url) = try await repository()
        try await folder.shell(
            """
            cd repo; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),mod
            printf '[submodule "mod"]\\n\\tpath = mod\\n\\turl = "%s"\\n' "\(submodule)" > .gitmodules
            git add .gitmodules; git commit -qm sub
            """
        )
        let error = try await #require(throws: WorkspaceError.self) { try await folder.open([url]) }
        #expect(error.problems[0].place?.file == "mod")
        #expect(error.description.contains(words), "\(error)")
        #expect(!folder.exists("marker") && !folder.exists("repo/marker"))
    }

    @Test
    func `a submodule that is gone is named, and the repository is built without it in the ways that the hint says`()
        async throws
    {
        let (folder, url) = try await repository()
        try await folder.shell(
            """
            cd repo; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),exercises/student1
            printf '[submodule "x"]\\n\\tpath = exercises/student1\\n\\turl = file://%s/gone\\n' "$PWD" > .gitmodules
            git add .gitmodules; git commit -qm sub
            """
        )
        let error = try await #require(throws: WorkspaceError.self) { try await folder.open([url]) }
        #expect(error.code == .notFound)
        #expect(error.problems.map { $0.place?.file } == ["exercises/student1"])
        let hint = try #require(error.problems.first?.hint)
        let line = try #require(hint.split(separator: "'").first { $0.hasPrefix("/") })
        #expect(hint.contains("'--no-submodules'"))

        var without = WorkspaceOptions()
        without.leavesOutSubmodules = true
        try folder.write([".datalabignore": "\(line)\n"], under: "overlay")
        var overlaid = WorkspaceOptions()
        overlaid.overlay = folder.path.appending("overlay")
        for (name, options) in [("a", without), ("b", overlaid)] {
            let source = try SourceLocation.parse([url])
            let workspace = try await WorkspaceOpener().open(
                source,
                options: options,
                scratch: folder.path.appending(name)
            )
            #expect(workspace.paths.contains(".gitmodules"))
        }
        try await folder.shell(
            "cd repo; echo '\(line)' > .datalabignore; git add .datalabignore; git commit -qm ignore"
        )
        #expect(try await folder.open([url]).paths.contains(".datalabignore"))
    }

    @Test
    func `a submodule without a URL is left out with a warning`() async throws {
        let (folder, url) = try await repository()
        try await folder.shell(
            "cd repo; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),libs/lost; git commit -qm sub"
        )
        let workspace = try await folder.open([url])
        #expect(workspace.warnings.map { $0.place?.file } == ["libs/lost"])
        #expect(!workspace.paths.isEmpty)
    }

    @Test
    func `nothing in a repository is executed and no byte is converted`() async throws {
        let (folder, url) = try await repository()
        let marker = folder.path.appending("marker").string
        try await folder.shell(
            """
            cd repo
            cat > .gitattributes <<END
            * filter=evil text=auto eol=crlf ident export-subst
            *.txt working-tree-encoding=UTF-16
            END
            printf 'plain $Id$ $Format:%%H$\\r\\n' > b.txt
            git add -f .gitattributes
            git update-index --add --cacheinfo 100644,$(git hash-object -w --no-filters b.txt),b.txt
            printf '[filter "evil"]\\n smudge = touch \(marker)\\n process = touch \(marker)\\n' > .gitconfig
            printf '[lfs]\\n url = ext::touch \(marker)\\n' > .lfsconfig
            mkdir -p hooks .githooks; for h in hooks .githooks; do
            for n in post-checkout pre-commit post-merge fsmonitor-watchman reference-transaction post-index-change; do
            printf '#!/bin/sh\\ntouch \(marker)\\n' > $h/$n; chmod +x $h/$n; done; done
            cp hooks/* .git/hooks/
            printf '#!/bin/sh\\ntouch \(marker)\\n' > setup.py; cp setup.py postBuild; chmod +x postBuild
            git add -f .gitconfig .lfsconfig hooks .githooks setup.py postBuild; git commit -qnm evil
            git config core.fsmonitor 'touch \(marker)'; git config core.sshCommand 'touch \(marker)'
            git config uploadpack.packObjectsHook 'touch \(marker)'; git config core.hooksPath .githooks
            rm -f \(marker)
            """
        )
        let workspace = try await folder.open([url])
        #expect(try workspace.text("b.txt") == "plain $Id$ $Format:%H$\r\n")
        #expect(try workspace.text("a.txt") == "two\n")
        #expect(workspace.paths.contains(".githooks/post-checkout"))
        #expect(!folder.exists("marker"))
    }

    @Test
    func `Git LFS pointers are named`() async throws {
        let (folder, url) = try await repository()
        try await folder.shell(
            """
            cd repo
            printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%064d\\nsize 12345\\n' 7 > data.fits
            echo '*.fits filter=lfs diff=lfs merge=lfs -text' > .gitattributes
            git add -A; git commit -qm lfs
            """
        )
        let workspace = try await folder.open([url])
        #expect(workspace.warnings.map { $0.place?.file } == ["data.fits"])
        #expect(workspace.warnings[0].message.contains("Git LFS pointer"))
    }

    @Test
    func `a checkout over the limit is refused and progress is told`() async throws {
        let (folder, url) = try await repository()
        try await folder.shell("cd repo; head -c 100000 /dev/zero > big; git add -A; git commit -qm big")
        let error = try await #require(throws: WorkspaceError.self) { try await folder.open([url], sizeLimit: 50000) }
        #expect(error.code == .tooLarge)
        #expect(error.description.contains("the limit is 50000 bytes"))
        let events = EventLog()
        _ = try await folder.open([url]) { events.add($0) }
        #expect(events.tasks.isSuperset(of: ["fetching", "checking out"]))
    }

    @Test
    func `a fetch over the limit is stopped`() async throws {
        let (folder, url) = try await repository()
        try await folder.shell("cd repo; head -c 30000000 /dev/urandom > big; git add -A; git commit -qm big")
        let error = try await #require(throws: WorkspaceError.self) { try await folder.open([url], sizeLimit: 1000) }
        #expect(error.code == .tooLarge)
        #expect(error.description.contains("fetching it takes more than 1000 bytes"))
    }

    @Test(arguments: [
        ("branch", "man", WorkspaceError.Code.noSuchRevision, "did you mean 'main'?"),
        ("branch", "nothing-like-it", .noSuchRevision, "there are: 'feature/x', 'main', 'v1'"),
        ("commit", String(repeating: "0a", count: 20), .noSuchRevision, "no branch or tag contains a commit"),
        ("commit", "abcdef01", .noSuchRevision, "no branch or tag contains a commit 'abcdef01'"),
        ("subdirectory", "nowhere", .noSuchRevision, "no folder 'nowhere'"),
        ("subdirectory", "a.txt", .noSuchRevision, "'a.txt' is a file"),
        ("subdirectory", "link/x", .noSuchRevision, "'link' is a symbolic link"),
    ])
    func `what is not in the repository is named`(
        _ option: String,
        _ value: String,
        _ code: WorkspaceError.Code,
        _ words: String,
    ) async throws {
        let (folder, url) = try await repository()
        let error = try await #require(throws: WorkspaceError.self) {
            try await folder.open(
                [url],
                branch: option == "branch" ? value : nil,
                commit: option == "commit" ? value : nil,
                subdirectory: option == "subdirectory" ? value : nil,
            )
        }
        #expect(error.code == code)
        #expect(error.description.contains(words), "\(error)")
    }

    @Test
    func `a missing or empty repository is told`() async throws {
        let folder = try TemporaryFolder()
        try await folder.shell(
            "git init -q -b main empty; git init -q -b main bare; cd bare; git commit -q --allow-empty -m e"
        )
        let missing = try await #require(throws: WorkspaceError.self) {
            try await folder.open(["file://\(folder.path)/none"])
        }
        #expect(missing.code == .notFound, "\(missing)")
        for name in ["empty", "bare"] {
            let empty = try await #require(throws: WorkspaceError.self) {
                try await folder.open(["file://\(folder.path)/\(name)"])
            }
            #expect(empty.code == .empty, "\(empty)")
        }
    }

    @Test
    func `a repository with SHA-256 hashes, in a folder with a space in its name`() async throws {
        let folder = try TemporaryFolder()
        try await folder.shell(
            """
            git init -q -b main --object-format=sha256 'my lab'; cd 'my lab'; echo x > x; git add -A; git commit -qm x
            """
        )
        let url = "file://\(folder.path)/my%20lab"
        let workspace = try await folder.open([url])
        #expect(workspace.name == "my lab")
        #expect(workspace.origin.commit?.count == 64)
        #expect(try await folder.open([url], commit: workspace.origin.commit).paths == ["x"])
        let error = #expect(throws: WorkspaceError.self) {
            try SourceLocation.parse(["\(folder.path)/my lab"], branch: "main")
        }
        #expect(error?.problems.first?.hint?.contains(url) == true)
    }

    @Test
    func `a cancelled fetch ends`() async throws {
        let (folder, url) = try await repository()
        let task = Task { try await folder.open([url]) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test
    func `a link that leaves the repository is left out`() async throws {
        let (folder, url) = try await repository()
        try await folder.shell(
            "cd repo; ln -s ../../etc/passwd sub/out; ln -s /etc/passwd abs; git add -A; git commit -qm l"
        )
        let workspace = try await folder.open([url])
        #expect(workspace.warnings.map { $0.place?.file } == ["abs", "sub/out"])
        #expect(!workspace.paths.contains("abs") && !workspace.paths.contains("sub/out"))
    }
}

/// Collects progress events from any thread.
final class EventLog: @unchecked Sendable {
    private let lock = NSLock()
    private var events: [ProgressEvent] = []

    func add(_ event: ProgressEvent) { lock.withLock { events.append(event) } }

    var tasks: Set<String> {
        Set(lock.withLock { events }.compactMap { if case .amount(let task, _, _, _) = $0 { task } else { nil } })
    }
}

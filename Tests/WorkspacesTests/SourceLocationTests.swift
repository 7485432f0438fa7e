import Reporting
import SystemPackage
import Testing
import Workspaces

/// What is understood as a source, and what is refused.
struct SourceLocationTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var branch: String?
        var commit: String?
        var subdirectory: String?
        var words: String
        var testDescription: String { "\(arguments) \(branch ?? "") \(commit ?? "") \(subdirectory ?? "")" }

        init(
            _ argument: String,
            branch: String? = nil,
            commit: String? = nil,
            subdirectory: String? = nil,
            _ words: String
        ) {
            arguments = [argument]
            self.branch = branch
            self.commit = commit
            self.subdirectory = subdirectory
            self.words = words
        }
    }

    private static let good = "https://example.org/a/b.git"

    static let refused: [Refused] = [
        Refused("", "no source was given"),
        Refused("ext::sh -c touch% /tmp/marker", "space or a control character"),
        Refused("ext::touch%20marker", "the transport 'ext::' is refused"),
        Refused("fd::3,4/x", "the transport 'fd::' is refused"),
        Refused("http::https://example.org/x", "the transport 'http::' is refused"),
        Refused("ftp://example.org/x", "the transport 'ftp://' is refused"),
        Refused("rsync://example.org/x", "the transport 'rsync://' is refused"),
        Refused("transport-helper://example.org/x", "is refused"),
        Refused("http://example.org/x", "plain 'http://' is refused"),
        Refused("http://localhost.example.org/x", "plain 'http://' is refused"),
        Refused("http://127.0.0.1.example.org/x", "plain 'http://' is refused"),
        Refused("http://user@127.0.0.1@example.org/x", "plain 'http://' is refused"),
        Refused("--upload-pack=touch", "begins with '-'"),
        Refused("-", "begins with '-'"),
        Refused("ssh://-oProxyCommand=touch/x", "begins with '-' is refused"),
        Refused("ssh://-oProxyCommand=touch@example.org/x", "begins with '-' is refused"),
        Refused("git@-oProxyCommand=touch:x", "begins with '-' is refused"),
        Refused("git@example.org:-x", "begins with '-' is refused"),
        Refused("ssh://git:secret@example.org/x", "a password in an SSH URL is refused"),
        Refused("git://me@example.org/x", "'git://' knows no user"),
        Refused("https://example.org/x?private_token=secret", "no query"),
        Refused("https://example.org/x#secret", "no fragment"),
        Refused("https://user:sec\nret@example.org/x", "control character"),
        Refused("https://user:%00@example.org/x", "not percent-encoded"),
        Refused("https:///x", "no host"),
        Refused("https://example.org", "no path"),
        Refused("file://example.org/x", "names a path of this machine"),
        Refused(
            "https://github.com/a/b/tree/main/sub/deep",
            "use 'https://github.com/a/b' with '--branch main' and '--subdirectory sub/deep'"
        ),
        Refused(
            "https://gitlab.example.org/g/a/b/-/tree/main",
            "use 'https://gitlab.example.org/g/a/b' with '--branch main'"
        ),
        Refused(good, branch: "-b", "--branch: '-b' is no branch name: it begins with '-'"),
        Refused(good, branch: "a..b", "no branch name"),
        Refused(good, branch: "a b", "no branch name"),
        Refused(good, branch: "refs/*", "no branch name"),
        Refused(good, branch: "", "it is empty"),
        Refused(good, branch: "x.lock", "no branch name"),
        Refused(good, commit: "HEAD", "'HEAD' is no commit"),
        Refused(good, commit: "abc", "'abc' is no commit"),
        Refused(good, commit: "--exec=x", "is no commit"),
        Refused(good, subdirectory: "../up", "not a folder inside"),
        Refused(good, subdirectory: "/abs", "not a folder inside"),
        Refused(good, subdirectory: "a/../../b", "not a folder inside"),
        Refused("/no/such/place", "there is no such file or folder"),
        Refused("/tmp", branch: "main", "use 'file:///tmp'"),
        Refused("/tmp", commit: "abcdef01", "need a git URL"),
        Refused("/tmp", subdirectory: "../etc", "not a folder inside"),
    ]

    @Test(arguments: refused)
    func `is refused with its reason and no secret`(_ source: Refused) throws {
        let error = try #require(throws: WorkspaceError.self) {
            try SourceLocation.parse(
                source.arguments,
                branch: source.branch,
                commit: source.commit,
                subdirectory: source.subdirectory,
            )
        }
        #expect(error.problems.count == 1)
        #expect(error.description.contains(source.words), "\(error)")
        #expect(!error.description.contains("secret"))
        #expect(
            error.problems[0].hint != nil || source.words.contains("no branch name") || source.branch != nil
                || source.subdirectory != nil
        )
        #expect(error.failureClass == (source.words.contains("no such file") ? .noInput : .usage))
    }

    @Test(arguments: [
        ("https://example.org/a/b.git", "https://example.org/a/b.git", "b"),
        ("HTTPS://Example.ORG:8443/a/b/", "https://example.org:8443/a/b/", "b"),
        ("https://user:secret@example.org/a/b", "https://example.org/a/b", "b"),
        ("https://secret@example.org/a/b", "https://example.org/a/b", "b"),
        ("ssh://git@example.org:22/a/b.git", "ssh://git@example.org:22/a/b.git", "b"),
        ("git@example.org:a/b.git", "git@example.org:a/b.git", "b"),
        ("example.org:b", "example.org:b", "b"),
        ("git://example.org/b", "git://example.org/b", "b"),
        ("file:///srv/b/.git", "file:///srv/b/.git", "b"),
        ("file://localhost/srv/b", "file:///srv/b", "b"),
        ("http://127.0.0.1:8080/b", "http://127.0.0.1:8080/b", "b"),
        ("http://[::1]:8080/b", "http://[::1]:8080/b", "b"),
        ("https://example.org/my%20lab.git", "https://example.org/my%20lab.git", "my lab"),
    ])
    func `a git URL is shown without credentials`(_ text: String, _ redacted: String, _ name: String) throws {
        guard case .git(let source) = try SourceLocation.parse([text]) else {
            Issue.record("no git source")
            return
        }
        #expect(source.url.redacted == redacted)
        #expect(source.url.repositoryName == name)
    }

    @Test
    func `folders, zips and lists of files are told apart`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["dir/a.txt": "a", "b.txt": "b", "odd.name": "PK\u{3}\u{4}", "c:d": "colon"])
        let path = { (name: String) in folder.path.appending(name).string }
        #expect(try SourceLocation.parse([path("dir")]) == .folder(FilePath(path("dir")), subdirectory: nil))
        #expect(try SourceLocation.parse([path("odd.name")]) == .zip(FilePath(path("odd.name")), subdirectory: nil))
        #expect(try SourceLocation.parse([path("b.txt")]) == .files([FilePath(path("b.txt"))]))
        #expect(try SourceLocation.parse([path("c:d")]) == .files([FilePath(path("c:d"))]))
        #expect(throws: WorkspaceError.self) { try SourceLocation.parse([path("b.txt"), "https://example.org/a/b"]) }
        #expect(throws: WorkspaceError.self) { try SourceLocation.parse([path("b.txt")], subdirectory: "x") }
        #expect(throws: WorkspaceError.self) { try SourceLocation.parse([]) }
    }
}

import Foundation
import LayerArchive
import Reporting
import SourceBuilds
import SystemPackage
import Testing

@Suite("a postBuild in a sealed box")
struct PostBuildRunTests {
    @Test("what it changes is a layer, with the image's own folders", arguments: BoxLab.Starter.allCases)
    func changes(as starter: BoxLab.Starter) async throws {
        let lab = try PostBuildLab(starter)
        defer { lab.remove() }
        let changes = try await lab.run(
            """
            #!/bin/bash
            set -e
            pwd; echo $HOME $REPO_DIR $DATALAB_NAME; id -u; stat -c %u data.txt /opt/lib /etc/passwd; old=$(</opt/lib/old.txt); echo $old
            echo made >made.txt; chmod 600 made.txt; mkdir sub; ln -s ../made.txt sub/up; rm data.txt
            echo new >/opt/lib/old.txt; touch /opt/lib/tool; chmod 700 /opt/lib/tool
            echo tool >$HOME/tool; chmod +x $HOME/tool; ln $HOME/tool $HOME/again
            rm -r /opt/lib/deep; mkdir /opt/lib/deep; echo b >/opt/lib/deep/b.txt; printf a >/opt/lib/deep/a.txt
            rm /opt/lib/link; mkdir -p /opt/lib/link /var/tmp/x /opt/new/__pycache__; echo 2 >/opt/lib/module.py
            echo x >/opt/new/__pycache__/x.pyc; echo x >/tmp/x; echo x >/var/tmp/x/y
            """
        )
        #expect(
            lab.lines == [
                "/media/notebooks", "/home/datalab /media/notebooks lab", "65534", "65534", "65534", "65534", "old",
            ]
        )
        #expect(
            changes.listing == [
                "home/ 755", "home/datalab/ 1777", "home/datalab/again 775 tool",
                "home/datalab/tool = home/datalab/again", "media/ 755", "media/notebooks/ 755",
                "media/notebooks/.wh.data.txt",
                "media/notebooks/made.txt 644 made", "media/notebooks/sub/ 755",
                "media/notebooks/sub/up -> ../made.txt",
                "opt/ 755", "opt/lib/ 750", "opt/lib/__pycache__/ 755",
                "opt/lib/__pycache__/.wh.module.cpython-313.pyc",
                "opt/lib/deep/ 755", "opt/lib/deep/.wh.below", "opt/lib/deep/b.txt 644 b", "opt/lib/link/ 755",
                "opt/lib/module.py 644 2", "opt/lib/old.txt 644 new", "opt/new/ 755", "var/ 755",
            ],
            "\(changes.listing.joined(separator: "\n"))"
        )
        #expect(changes.differing == [])
        // The writer takes them as they are.
        _ = try LayerWriter.write(changes.entries) { _ in }
    }

    @Test(
        "by its first line or bash, with lines as Windows ends them, wherever it lies",
        arguments: BoxLab.Starter.allCases
    )
    func interpreters(as starter: BoxLab.Starter) async throws {
        let lab = try PostBuildLab(starter)
        defer { lab.remove() }
        let cases: [(String, String, String)] = [
            ("[[ a == a ]] && echo \"bash $0\"\n", "postBuild", "bash ./postBuild"),
            (
                "#!/usr/bin/env python3\nimport sys\nprint('python', sys.argv)\n", "binder/postBuild",
                "python ['./binder/postBuild']"
            ),
            (
                "#!/bin/bash\r\nif true; then\r\necho \"ends $0\"\r\nfi\r\n", ".binder/postBuild",
                "ends ./.binder/postBuild"
            ),
            ("\u{FEFF}#!/bin/sh -e\nfalse || echo mark\n", "postBuild", "mark"),
        ]
        for (text, path, said) in cases {
            let changes = try await lab.run(text, path: path)
            #expect(lab.lines.last == said)
            #expect(changes.entries.isEmpty, "\(changes.listing)")
        }
    }

    @Test("what differs from run to run is named", arguments: BoxLab.Starter.allCases)
    func differences(as starter: BoxLab.Starter) async throws {
        let lab = try PostBuildLab(starter)
        defer { lab.remove() }
        let changes = try await lab.run(
            "echo same >same; cat /proc/sys/kernel/random/uuid >random; mkdir d; >d/$RANDOM$RANDOM"
        )
        #expect(
            changes.differing.first == "/media/notebooks/d/"
                + (changes.differing.first.map { String($0.dropFirst(19)) } ?? "")
        )
        #expect(
            changes.differing.last == "/media/notebooks/random" && changes.differing.count == 3,
            "\(changes.differing)"
        )
    }

    @Test("one that fails tells the end of its log", arguments: BoxLab.Starter.allCases)
    func failure(as starter: BoxLab.Starter) async throws {
        let lab = try PostBuildLab(starter)
        defer { lab.remove() }
        let error = await #expect(throws: SourceBuildError.self) {
            try await lab.run(
                "echo working; python3 -c 'import socket; socket.create_connection((\"example.org\", 80))'"
            )
        }
        let problem = try #require(error?.problems.first)
        #expect(
            error?.code == .failed && problem.message.hasPrefix("'postBuild' ended with status 1:\n  working"),
            "\(problem)"
        )
        #expect(problem.hint?.contains("no network") == true, "\(problem)")
        let missing = await #expect(throws: SourceBuildError.self) { try await lab.run("#!/usr/bin/cobol\n") }
        #expect(missing?.problems.first?.hint?.contains("apt.txt") == true, "\(String(describing: missing))")
    }

    @Test("a cancelled task ends it, and what it has left running", arguments: BoxLab.Starter.allCases)
    func cancellation(as starter: BoxLab.Starter) async throws {
        var limits = BoxLab.limits
        limits.seconds = 300
        let lab = try PostBuildLab(starter, limits: limits)
        defer { lab.remove() }
        let word = "4\(UInt32.random(in: 10_000...99_999)).75"
        let task = Task { try await lab.run("setsid sleep \(word) & echo begun; sleep \(word)") }
        while !lab.lines.contains("begun") { try await Task.sleep(for: .milliseconds(20)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(BoxLab.processes(with: word).isEmpty)
    }
}

/// What a hostile `postBuild` tries that other sources cannot: it may write the root.
struct HostilePostBuild: Sendable, CustomTestStringConvertible {
    /// What must come of it.
    enum End: Sendable {
        /// Each attempt was refused; nothing is in the layer.
        case refused(Int)
        /// The limit ended it.
        case ended(Set<BoxLimits.Name>)
        /// What it left is refused, by these words.
        case leftOver([String])
    }

    let testDescription: String
    let end: End
    let script: String

    private static let python = """
        #!/usr/bin/env python3
        import os, socket, ctypes
        def attempt(what, function):
            try: print('ESCAPED', what, function())
            except BaseException as error: print('refused', what, error)

        """

    static let all: [HostilePostBuild] = [
        .init(
            testDescription: "the network, and the machine's host",
            end: .refused(3),
            script: python + """
                attempt('tcp', lambda: socket.create_connection(('1.1.1.1', 53), 2))
                attempt('dns', lambda: socket.getaddrinfo('pypi.org', 443))
                attempt('vsock', lambda: socket.socket(40, socket.SOCK_STREAM))
                """
        ),
        .init(
            testDescription: "what the machine has: homes, devices, the kernel, the folders a box is made in",
            end: .refused(7),
            script: python + """
                for place in ('/root/.ssh', '/sys/kernel', '/work', '/dev/mem', '/proc/1/root/work', '/mnt/lower'):
                    attempt(place, lambda: os.stat(place))
                attempt('setting', lambda: open('/proc/sys/kernel/hostname', 'w'))
                """
        ),
        .init(
            testDescription: "the machine's programs, which its root shows",
            end: .refused(2),
            script: python + """
                attempt('write', lambda: open('/usr/bin/env', 'a'))
                attempt('remove', lambda: os.remove('/usr/bin/env'))
                """
        ),
        .init(
            testDescription: "rights, devices, and marks of the overlay",
            end: .refused(8),
            script: python + """
                attempt('uid', lambda: os.setuid(0))
                attempt('owner', lambda: os.chown('data.txt', 0, 0))
                attempt('disk', lambda: os.mknod('disk', 0o60644, os.makedev(254, 0)))
                attempt('mark', lambda: os.mknod('mark', 0o20644, os.makedev(0, 0)))
                attempt('opaque', lambda: os.setxattr('/opt/lib', 'trusted.overlay.opaque', b'y'))
                attempt('capability', lambda: os.setxattr('data.txt', 'security.capability', b'\\1' * 20))
                attempt('init', lambda: os.kill(1, 9) or os.waitpid(1, 0))
                attempt('mount', lambda: ctypes.CDLL(None).mount(b'x', b'/opt', b'tmpfs', 0, 0) and 1 / 0)
                """
        ),
        .init(testDescription: "a run without end", end: .ended([.time]), script: "sleep 60"),
        .init(
            testDescription: "processes without end",
            end: .ended([.processes, .memory, .time]),
            script: "f() { f | f & }; f; sleep 60"
        ),
        .init(
            testDescription: "memory without end",
            end: .ended([.memory]),
            script: "#!/usr/bin/env python3\nimport time\nhold = b'x' * (400 << 20)\ntime.sleep(30)\n"
        ),
        .init(
            testDescription: "a full disk, in the root",
            end: .leftOver(["No space left"]),
            script: "for name in a b; do head -c 40000000 /dev/zero >/opt/lib/$name; done"
        ),
        .init(
            testDescription: "files without end",
            end: .leftOver(["No space left"]),
            script: "#!/usr/bin/env python3\nfor n in range(9000): open(f'/opt/lib/{n}', 'w')\n"
        ),
        .init(
            testDescription: "set-uid files",
            end: .leftOver(["'/opt/lib/root' would run as its owner", "'/opt/lib/tool' would"]),
            script: "cp /usr/bin/id /opt/lib/root; chmod 4755 /opt/lib/root; chmod g+s /opt/lib/tool"
        ),
        .init(
            testDescription: "pipes and sockets",
            end: .leftOver(["'/media/notebooks/pipe' is a pipe", "'/media/notebooks/socket' is a pipe or a socket"]),
            script: "mkfifo pipe; python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('socket')\""
        ),
        .init(
            testDescription: "links that lead out",
            end: .leftOver([
                "'/media/notebooks/x' is a link that leads out of the shipped files", "'/opt/lib/y' is a link",
            ]),
            script: "ln -s ../../etc/passwd x; ln -s ../../../../../etc/shadow /opt/lib/y"
        ),
        .init(
            testDescription: "names that would delete files of the base",
            end: .leftOver(["'/opt/.wh.lib' has a name"]),
            script: "touch /opt/.wh.lib"
        ),
    ]
}

@Suite("what a hostile postBuild tries")
struct HostilePostBuildTests {
    @Test(arguments: HostilePostBuild.all, BoxLab.Starter.allCases)
    func isRefusedOrEnded(_ hostile: HostilePostBuild, as starter: BoxLab.Starter) async throws {
        var limits = BoxLab.limits
        if case .ended(let names) = hostile.end, names == [.time] { limits.seconds = 2 }
        let lab = try PostBuildLab(starter, limits: limits)
        defer { lab.remove() }
        let result = await Result { try await lab.run(hostile.script) }
        #expect(!lab.lines.contains { $0.contains("ESCAPED") }, "\(lab.lines)")
        switch hostile.end {
        case .refused(let count):
            #expect(try result.get().entries.isEmpty)
            #expect(lab.lines.count { $0.hasPrefix("refused") } == count, "\(lab.lines)")
        case .ended(let names):
            let error = #expect(throws: SourceBuildError.self) { try result.get() }
            #expect(names.contains { error?.code == .limit($0) }, "\(String(describing: error))")
        case .leftOver(let words):
            let error = #expect(throws: SourceBuildError.self) { try result.get() }
            for word in words { #expect(error?.description.contains(word) == true, "\(String(describing: error))") }
        }
        #expect(BoxLab.processes(with: lab.box.folder.string).isEmpty)
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

import Foundation
import Glibc
import SourceBuilds
import SystemPackage
import Testing

/// What a hostile `setup.py` may try, each as a line of Python or shell in a box.
struct HostileCase: Sendable, CustomTestStringConvertible {
    /// What must come of it.
    enum End: Sendable, Equatable {
        /// Each attempt was refused: this many times.
        case refused(Int)
        /// The limit ended it.
        case ended(Set<BoxLimits.Name>)
        /// It failed, and its log has these words.
        case failed(String)
        /// It ended well, and its log has just these lines.
        case said([String])
    }

    let name: String
    let script: String
    let end: End
    var isShell = false
    var limits = BoxLab.limits

    var testDescription: String { name }

    static func python(_ name: String, _ end: End, _ script: String) -> HostileCase {
        HostileCase(name: name, script: script, end: end)
    }

    static func shell(_ name: String, _ end: End, _ script: String) -> HostileCase {
        HostileCase(name: name, script: script, end: end, isShell: true)
    }

    func within(_ change: (inout BoxLimits) -> Void) -> HostileCase {
        var copy = self
        change(&copy.limits)
        return copy
    }
}

extension HostileCase {
    static let network: [HostileCase] = [
        .python(
            "TCP to the internet",
            .refused(1),
            "attempt('tcp', lambda: socket.create_connection(('1.1.1.1', 53), 2))"
        ),
        .python(
            "TCP over IPv6",
            .refused(1),
            "attempt('tcp', lambda: socket.create_connection(('2606:4700::1', 53), 2))"
        ),
        .python(
            "TCP to every port of this machine that listens",
            .refused(3),
            "for port in (22, 80, 8080): attempt(port, lambda: socket.create_connection(('127.0.0.1', port), 2))"
        ),
        .python(
            "UDP",
            .refused(1),
            "attempt('udp', lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('1.1.1.1', 53)))"
        ),
        .python("names of the network", .refused(1), "attempt('dns', lambda: socket.getaddrinfo('pypi.org', 443))"),
        .python("interfaces", .said(["[(1, 'lo')]"]), "print(socket.if_nameindex())"),
        .python(
            "the machine's host by AF_VSOCK",
            .refused(1),
            "attempt('vsock', lambda: socket.socket(40, socket.SOCK_STREAM))"
        ),
        .python(
            "raw packets",
            .refused(2),
            """
            attempt('packet', lambda: socket.socket(17, socket.SOCK_RAW))
            attempt('raw', lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
            """
        ),
    ]

    static let files: [HostileCase] = [
        .python(
            "writing outside",
            .refused(10),
            """
            for place in ('/', '/usr', '/usr/bin', '/etc', '/dev', '/run', '/run/box', '/proc', '/home', '/root'):
                attempt(place, lambda: open(place + '/x', 'w'))
            """
        ),
        .python("homes", .said(["[] []"]), "print(os.listdir('/home'), os.listdir('/root'))"),
        .python(
            "what the machine has and the box has not",
            .refused(6),
            """
            for place in ('/etc/shadow', '/etc/passwd', '/sys/kernel', '/var', '/boot', '/work'):
                attempt(place, lambda: os.stat(place))
            """
        ),
        .python(
            "the kernel's settings",
            .refused(3),
            """
            for place in ('/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/proc/sys/vm/drop_caches'):
                attempt(place, lambda: open(place, 'w').write('1'))
            """
        ),
        .python(
            "devices",
            .refused(3),
            """
            attempt('memory', lambda: open('/dev/mem'))
            attempt('disk', lambda: os.mknod('/tmp/disk', 0o60644, os.makedev(254, 0)))
            attempt('kernel', lambda: open('/dev/kmsg', 'w'))
            """
        ),
        .python(
            "a hard link to what is read only",
            .refused(1),
            "attempt('link', lambda: os.link('/usr/bin/env', '/tmp/env'))"
        ),
        .python(
            "mounting",
            .refused(3),
            """
            attempt('mount', lambda: system(165, b'x', b'/tmp', b'tmpfs', 0, 0))
            attempt('umount', lambda: system(166, b'/usr', 2))
            attempt('chroot', lambda: os.chroot('/tmp'))
            """
        ),
        .shell(
            "a set-uid file of its own",
            .said(["65534"]),
            "cp /usr/bin/id /tmp/id && chmod 4755 /tmp/id && /tmp/id -u"
        ),
        .shell(
            "the machine's set-uid files",
            .said(["65534", "NoNewPrivs:\t1"]),
            "id -u; grep NoNewPrivs /proc/self/status"
        ),
        .python(
            "owners of files",
            .refused(1),
            "open('/tmp/x', 'w'); attempt('chown', lambda: os.chown('/tmp/x', 0, 0))"
        ),
    ]

    static let processes: [HostileCase] = [
        .python(
            "the environment",
            .said(["HOME LANG PATH TERM TMPDIR"]),
            """
            print(*sorted(name for name in os.environ if name not in ('PWD', 'LC_CTYPE', 'OLDPWD', 'SHLVL', '_')))
            """
        ),
        .python(
            "the environment of process 1",
            .said(["[b'HOME', b'LANG', b'PATH', b'TERM', b'TMPDIR']"]),
            """
            names = {part.split(b'=')[0] for part in open('/proc/1/environ', 'rb').read().split(bytes(1)) if part}
            print(sorted(names - {b'PWD', b'OLDPWD', b'_'}))
            """
        ),
        .python(
            "other processes",
            .said(["2"]),
            "print(len([name for name in os.listdir('/proc') if name.isdigit()]))"
        ),
        .python(
            "the root of process 1",
            .said(["True"]),
            "print(os.path.samestat(os.stat('/proc/1/root/usr'), os.stat('/usr')))"
        ),
        .python(
            "tracing",
            .refused(3),
            """
            attempt('attach', lambda: system(101, 16, 1, 0, 0))
            attempt('trace me', lambda: system(101, 0, 0, 0, 0))
            attempt('memory', lambda: open('/proc/1/mem', 'r+b', 0).write(b'x'))
            """
        ),
        .python(
            "keyrings",
            .refused(3),
            """
            attempt('keyctl', lambda: system(250, 0, -3, 0))
            attempt('add', lambda: system(248, b'user', b'x', b'y', 1, -3))
            attempt('request', lambda: system(249, b'user', b'x', 0, -3))
            """
        ),
        .python(
            "parts of the kernel",
            .refused(5),
            """
            attempt('bpf', lambda: system(321, 0, 0, 0))
            attempt('perf', lambda: system(298, 0, 0, -1, -1, 0))
            attempt('userfaultfd', lambda: system(323, 0))
            attempt('io_uring', lambda: system(425, 1, 0))
            attempt('handles', lambda: system(304, 0, 0, 0))
            """
        ),
        .python(
            "namespaces",
            .refused(3),
            """
            attempt('user', lambda: system(272, 0x10000000))
            attempt('clone', lambda: system(56, 0x10000000 | 17, 0, 0, 0, 0))
            attempt('setns', lambda: system(308, os.open('/proc/1/ns/mnt', os.O_RDONLY), 0))
            """
        ),
        .python(
            "rights of root",
            .refused(6),
            """
            attempt('uid', lambda: os.setuid(0))
            attempt('group', lambda: os.setgroups([0]))
            attempt('name', lambda: socket.sethostname('x'))
            attempt('clock', lambda: time.clock_settime(time.CLOCK_REALTIME, 0))
            attempt('reboot', lambda: system(169, 0xfee1dead, 672274793, 0x1234567, 0))
            attempt('priority', lambda: os.nice(-5))
            """
        ),
        .python(
            "raising limits",
            .refused(2),
            """
            import resource
            for limit in (resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
                attempt(limit, lambda: resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
            """
        ),
        .python(
            "typing for the terminal",
            .refused(2),
            """
            import fcntl, termios
            attempt('tty', lambda: open('/dev/tty', 'w'))
            attempt('TIOCSTI', lambda: fcntl.ioctl(0, termios.TIOCSTI, b'x'))
            """
        ),
        .python(
            "a false answer by way of another's files",
            .refused(2),
            """
            attempt('answer', lambda: open('/proc/%d/fd/3' % os.getppid(), 'wb').write(b'x'))
            attempt('answer', lambda: open('/proc/1/fd/1', 'wb').write(b'x'))
            """
        ),
        .shell(
            "ending what waits for it",
            .said(["here"]),
            "kill -9 1; kill -STOP 1; kill -9 -1 2>/dev/null; echo here"
        ),
    ]

    static let limited: [HostileCase] = [
        .shell("running for ever", .ended([.time]), "while :; do :; done").within { $0.seconds = 1 },
        .shell("sleeping for ever, deaf", .ended([.time]), "trap '' TERM INT HUP; sleep 1000").within {
            $0.seconds = 1
        },
        .python(
            "forking without end",
            .refused(1),
            """
            def fork():
                for number in range(100000):
                    if os.fork() == 0: time.sleep(100)
            attempt('fork', fork)
            """
        ),
        // Which of the two is seen first is the machine's doing.
        .shell("a fork bomb", .ended([.time, .processes]), "bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 100")
            .within { $0.seconds = 2 },
        .python(
            "threads without end",
            .refused(1),
            """
            import threading
            def start():
                for number in range(100000): threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
            attempt('threads', start); sys.stdout.flush(); os._exit(0)
            """
        ),
        .python(
            "filling the disk",
            .refused(1),
            """
            def fill():
                with open('/tmp/x', 'wb') as file:
                    while True: file.write(bytes(1 << 20))
            attempt('disk', fill)
            """
        ),
        .python(
            "filling shared memory",
            .refused(1),
            """
            def fill():
                with open('/dev/shm/x', 'wb') as file:
                    while True: file.write(bytes(1 << 20))
            attempt('disk', fill)
            """
        ),
        .python(
            "files without end",
            .refused(1),
            """
            def fill():
                for number in range(10**7): open('/tmp/%d' % number, 'w').close()
            attempt('files', fill)
            """
        ),
        .python(
            "a file of a terabyte",
            .refused(1),
            """
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            attempt('size', lambda: os.truncate(open('/tmp/x', 'w').name, 1 << 40))
            """
        ),
        .python(
            "memory of one process",
            .ended([.memory]),
            """
            time.sleep(0.3)
            hold = []
            while True: hold.append(b'x' * (8 << 20)); time.sleep(0.002)
            """
        ),
        .python(
            "memory of many processes",
            .ended([.memory]),
            """
            for number in range(12):
                if os.fork() == 0: hold = b'x' * (40 << 20); time.sleep(30)
            time.sleep(30)
            """
        ),
        .python(
            "memory that is shared",
            .ended([.memory]),
            """
            import mmap
            hold = mmap.mmap(-1, 600 << 20)
            for place in range(0, 600 << 20, 4096): hold[place] = 1
            time.sleep(30)
            """
        ),
        .python(
            "memory that is nobody's",
            .refused(3),
            """
            attempt('memfd', lambda: os.memfd_create('x'))
            attempt('shmget', lambda: system(29, 0, 1 << 30, 0o1600))
            attempt('secret', lambda: system(447, 0))
            """
        ),
        .shell("a log without end", .ended([.log]), "yes"),
        .shell("an answer without end", .ended([.answer]), "dd if=/dev/zero of=/tmp/out/x bs=1M count=32 2>/dev/null"),
        .python(
            "open files without end",
            .refused(1),
            """
            attempt('files', lambda: [os.dup(0) for number in range(100000)])
            """
        ),
    ]

    static let all = network + files + processes + limited
}

@Suite("what a hostile source tries")
struct HostileBoxTests {
    @Test(arguments: HostileCase.all, BoxLab.Starter.allCases)
    func isRefusedOrEnded(_ hostile: HostileCase, as starter: BoxLab.Starter) async throws {
        let lab = try BoxLab(starter, limits: hostile.limits)
        defer { lab.remove() }
        let start = ContinuousClock.now
        let outcome = try await hostile.isShell ? lab.shell(hostile.script) : lab.python(hostile.script)
        let lines = outcome.lines
        #expect(!lines.contains { $0.contains("ESCAPED") }, "\(lines)")
        #expect(ContinuousClock.now - start < .seconds(hostile.limits.seconds + 10))
        switch hostile.end {
        case .refused(let count):
            #expect(lines.count { $0.hasPrefix("refused") } == count, "\(lines) \(outcome.box)")
        case .ended(let limits):
            #expect(outcome.box.limit.map(limits.contains) == true, "\(lines.suffix(3)) status \(outcome.box.status)")
        case .failed(let words):
            #expect(outcome.box.status != 0 && (words.isEmpty || lines.contains { $0.contains(words) }), "\(lines)")
        case .said(let expected):
            #expect(lines == expected)
        }
        #expect(BoxLab.processes(with: lab.folder.string).isEmpty)
    }

    @Test("sockets of this machine", arguments: BoxLab.Starter.allCases)
    func localSocketsAreOutOfReach(as starter: BoxLab.Starter) async throws {
        let lab = try BoxLab(starter)
        defer { lab.remove() }
        let servers = try LocalServers(folder: lab.folder)
        defer { servers.close() }
        let outcome = try await lab.python(
            """
            attempt('tcp', lambda: socket.create_connection(('127.0.0.1', \(servers.port)), 2))
            def unix(name):
                connection = socket.socket(socket.AF_UNIX); connection.connect(name)
            attempt('path', lambda: unix('\(servers.path)'))
            attempt('abstract', lambda: unix(b'\\0\(servers.name)'))
            """
        )
        #expect(outcome.lines.count == 3 && outcome.lines.allSatisfy { $0.hasPrefix("refused") }, "\(outcome.lines)")
        #expect(servers.canBeReached)
    }

    @Test("nothing outlives the box", arguments: BoxLab.Starter.allCases)
    func daemonsEnd(as starter: BoxLab.Starter) async throws {
        let lab = try BoxLab(starter)
        defer { lab.remove() }
        let word = "4\(UInt32.random(in: 10_000...99_999)).5"
        let outcome = try await lab.shell(
            "setsid sleep \(word) & (trap '' TERM HUP; setsid nohup sleep \(word) >/dev/null 2>&1 &) & echo begun"
        )
        #expect(outcome.box.isSuccess && outcome.lines == ["begun"])
        #expect(BoxLab.processes(with: word).isEmpty)
    }

    @Test("what a log does to a terminal is written out", arguments: BoxLab.Starter.allCases)
    func logIsSafe(as starter: BoxLab.Starter) async throws {
        let lab = try BoxLab(starter)
        defer { lab.remove() }
        let outcome = try await lab.shell(
            #"printf '\033]0;title\007\033[2Jred\033[0m 10%%\r20%%\r\n\302\233 \342\200\256 \377\n'"#
        )
        #expect(outcome.lines == ["20%", #"\u{9b} \u{202e} �"#])
        let colour = try await lab.shell(#"printf '\033[31mred\n'"#).lines.joined()
        #expect(colour.hasSuffix("[31mred") && !colour.utf8.contains(0x1B) && colour.count > 10, "\(colour)")
    }

    @Test("a cancelled task ends the box", arguments: BoxLab.Starter.allCases)
    func cancellation(as starter: BoxLab.Starter) async throws {
        let lab = try BoxLab(starter)
        defer { lab.remove() }
        let word = "4\(UInt32.random(in: 10_000...99_999)).25"
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await lab.run(["/bin/sh", "-c", "echo begun; sleep \(word)"]) { _ in begin.yield() }
        }
        for await _ in begun { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(BoxLab.processes(with: word).isEmpty)
    }
}

/// Servers that a box must not reach.
private struct LocalServers {
    let port: UInt16
    let path: String
    let name = "box-lab-\(UUID().uuidString)"
    private var sockets: [Int32] = []

    init(folder: FilePath) throws {
        path = folder.appending("socket").string
        let tcp = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(tcp, $0, length) == 0 && getsockname(tcp, $0, &length) == 0 && listen(tcp, 8) == 0
            }
        }
        try #require(bound)
        port = UInt16(bigEndian: address.sin_port)
        sockets = [tcp, try Self.unix(Array(path.utf8)), try Self.unix([0] + Array(name.utf8))]
        chmod(path, 0o777)
    }

    private static func unix(_ name: [UInt8]) throws -> Int32 {
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #expect(connect(server, name, bind) == 0 && listen(server, 8) == 0)
        return server
    }

    private static func connect(
        _ socket: Int32,
        _ name: [UInt8],
        _ call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call(socket, $0, length) }
        }
    }

    /// Whether the same attempts succeed here: otherwise the test would prove nothing.
    var canBeReached: Bool {
        [Array(path.utf8), [0] + Array(name.utf8)].allSatisfy { name in
            let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { Glibc.close(client) }
            return Self.connect(client, name, Glibc.connect) == 0
        }
    }

    func close() { for socket in sockets { Glibc.close(socket) } }
}

import Foundation
import Testing

extension RunningDatalabs {
    /// Starts and stops of images so small that nothing is waited for but the program itself.
    @Suite("starts and stops")
    struct StartTests {
        private static let image = "small:1"

        /// A home with small images by their options.
        private func home(_ images: [String: [String]] = [image: []], in folder: URL) async throws -> URL {
            let home = folder.appending(path: "home")
            for (name, options) in images.sorted(by: { $0.key < $1.key }) {
                let program = Lab.proof.appending(path: "make-small-datalab").path
                try await Program.expectSuccess([program, home.appending(path: "store").path, name] + options)
            }
            return home
        }

        private func page(_ address: String) async throws -> String {
            try await Program.expectSuccess(["curl", "-sS", "--max-time", "20", address])
        }

        @Test(
            "thirty, five at once, some killed: nothing is left of them after the next command, and none has to be waited for"
        )
        func many() async throws {
            try await Lab.withFolder { folder in
                let home = try await home(in: folder)
                var names: Set<String> = [], addresses: [String] = [], slowest = Duration.zero
                for _ in 0..<6 {
                    let labs = try (0..<5).map { _ in try RunningLab([Self.image], home: home) }
                    for lab in labs { addresses.append(try await lab.address()) }
                    names.formUnion(try Traces.names(in: home))
                    for lab in labs.prefix(2) { try await lab.kill() }
                    for lab in labs.dropFirst(2) {
                        let start = ContinuousClock.now
                        #expect(try await lab.interrupt() == 0, "\(lab.errors)")
                        #expect(lab.errors.hasSuffix("stopping\n"), "\(lab.errors)")
                        slowest = max(slowest, ContinuousClock.now - start)
                    }
                }
                #expect(names.count >= 30 && Set(addresses).count > 1)
                // A datalab that does not hear that it shall stop is ended by force after five seconds.
                #expect(slowest < .seconds(5), "\(slowest)")
                let last = try RunningLab([Self.image], home: home)
                #expect(try await page(last.address()) == "small as 1000 hidden")
                #expect(try await last.interrupt() == 0, "\(last.errors)")
                #expect(try await Traces.found(of: names) == [])
                #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/scratch") == [])
                for address in Set(addresses) {
                    let port = address.split(separator: ":")[2].prefix(while: \.isNumber)
                    #expect(
                        try await Program.run(["curl", "-sS", "http://127.0.0.1:\(port)"]).status == 7,
                        "\(address)"
                    )
                }
            }
        }

        @Test(
            "layers are unpacked once, also those of an image that hides its own files; one that differs needs but its own"
        )
        func once() async throws {
            try await Lab.withFolder { folder in
                let images = [Self.image: [], "small:2": ["--text", "other"], "hiding:1": ["--hiding"]]
                let home = try await home(images, in: folder)
                var unpacked: [String: Int] = [:]
                for (name, text, steps) in [
                    (Self.image, "small as 1000 hidden", 1), (Self.image, "small as 1000 hidden", 0),
                    ("small:2", "other as 1000 hidden", 1), ("hiding:1", "small as 1000", 2),
                    ("hiding:1", "small as 1000", 0),
                ] {
                    let lab = try RunningLab([name], home: home)
                    #expect(try await page(lab.address()) == text)
                    #expect(try await lab.interrupt() == 0)
                    let told = lab.errors.split(separator: "\n").filter {
                        $0.hasPrefix("unpacking") && $0.hasSuffix(" …")
                    }
                    #expect(told.count == steps, "\(name): \(lab.errors)")
                    let place = home.appending(path: "cache/unpacked-layers").path
                    unpacked[name] = try FileManager.default.contentsOfDirectory(atPath: place).count
                }
                // Two layers; one more; the refused one and the image as one.
                #expect(unpacked == [Self.image: 2, "small:2": 3, "hiding:1": 5])
            }
        }

        @Test(
            "without root: joined in a namespace of the user's own, as another user where there are ids for one",
            arguments: [
                (["--clear-groups", "--no-new-privs"], "small as 0 hidden"),
                (["--clear-groups"], "small as 1000 hidden"),
            ]
        )
        func withoutRoot(_ options: [String], _ text: String) async throws {
            try await Lab.withFolder { folder in
                let home = try await home(in: folder)
                let user = try await Unprivileged(in: folder, options)
                for isFirst in [true, false] {
                    let lab = try RunningLab(
                        [Self.image, "--engine", "runc"],
                        home: home,
                        program: user.program,
                        environment: user.environment
                    )
                    #expect(try await page(lab.address()) == text, "\(lab.errors)")
                    #expect(try await lab.interrupt() == 0, "\(lab.errors)")
                    #expect(lab.errors.contains("unpacking") == isFirst, "\(lab.errors)")
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/scratch") == [])
            }
        }

        @Test("an engine that cannot start anything is told before an image is unpacked for it, with one that can")
        func broken() async throws {
            try await Lab.withFolder { folder in
                let home = try await home(in: folder), tools = folder.appending(path: "tools")
                try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
                let crun = tools.appending(path: "crun")
                try Data("#!/bin/sh\necho 'no cgroups for you' >&2\nexit 1\n".utf8).write(to: crun)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: crun.path)
                let refused = try await Lab.datalab(
                    ["run", Self.image, "--engine", "crun"],
                    home: home,
                    environment: ["DATALAB_TOOLS": tools.path]
                )
                #expect(
                    refused.status == 69
                        && refused.errors.contains("crun cannot start the container: no cgroups for you")
                )
                #expect(refused.errors.contains("'--engine runc', which works here"), "\(refused.transcript)")
                let unpacked = home.appending(path: "cache/unpacked-layers").path
                #expect(!FileManager.default.fileExists(atPath: unpacked))
            }
        }
    }
}

/// What starts of datalabs have outside of their home.
enum Traces {
    /// The names of the containers and enclosures whose starts a home knows now.
    static func names(in home: URL) throws -> Set<String> {
        let files = FileManager.default.enumerator(atPath: home.appending(path: "scratch").path)
        let paths = (files?.allObjects as? [String]) ?? []
        return Set(
            paths.filter { $0.contains("/traces/datalab-") }.map {
                String($0.split(separator: "/").last?.dropLast(5) ?? "")
            }
        )
    }

    /// What there is of them: folders, processes, mounts, groups of processes.
    static func found(of names: Set<String>) async throws -> [String] {
        let script = """
            ls /tmp; cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'; cat /proc/[0-9]*/mounts 2>/dev/null
            find /sys/fs/cgroup -type d -name 'datalab-*' 2>/dev/null
            """
        let all = try await Program.run(["sh", "-c", script]).output
        let pattern = try Regex("datalab-[0-9a-f]{16}")
        return all.matches(of: pattern).map { String(all[$0.range]) }.filter { names.contains($0) }
    }
}

/// The program as somebody else's: as nobody, who may connect networks as everybody may on an ordinary machine.
struct Unprivileged {
    /// What starts the program.
    let program: [String]
    /// Its variables.
    let environment: [String: String]

    /// Prepares a folder, whose files become nobody's.
    ///
    /// - Parameters:
    ///   - folder: the folder, with a home in it.
    ///   - options: options of `setpriv`.
    /// - Throws: when a program of the machine fails.
    init(in folder: URL, _ options: [String]) async throws {
        let program = folder.appending(path: "datalab").path
        try FileManager.default.copyItem(atPath: Lab.program, toPath: program)
        let ids = folder.appending(path: "ids").path
        try Data("nobody:100000:65536\n".utf8).write(to: URL(filePath: ids))
        try await Program.expectSuccess(["chown", "-R", "nobody", folder.path])
        // Everybody may use this device on an ordinary machine; in a machine of the tests perhaps root alone.
        let device = folder.appending(path: "tun").path
        try await Program.expectSuccess(["mknod", "-m", "666", device, "c", "10", "200"])
        let libraries = try await Program.expectSuccess([
            "sh", "-c", "ldd \(Lab.program) | sed -n 's|.*=> \\(.*\\)/libswiftCore.*|\\1|p'",
        ])
        let script = """
            mount --bind \(device) /dev/net/tun && mount --bind \(ids) /etc/subuid && mount --bind \(ids) /etc/subgid &&
            exec setpriv --reuid=65534 --regid=65534 \(options.joined(separator: " ")) \(program) "$@"
            """
        self.program = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "datalab"]
        environment = [
            "HOME": folder.path, "LD_LIBRARY_PATH": libraries.trimmingCharacters(in: .whitespacesAndNewlines),
        ]
    }
}

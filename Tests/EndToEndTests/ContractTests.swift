import Foundation
import Testing

extension RunningDatalabs {
    /// The start contract (docs/contract.md), the same for every kind of datalab.
    ///
    /// About 20 seconds for each.
    @Suite("the start contract")
    struct ContractTests {
        @Test(
            "any user, a read-only root, an empty home, then a home with the user's files",
            arguments: DatalabUnderContract.all
        )
        func starts(_ datalab: DatalabUnderContract) async throws {
            let image = try await datalab.image.value
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), hook = folder.appending(path: "hook.sh")
                try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
                try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: home.path)
                try "export FROM_HOOK=hooked".write(to: hook, atomically: true, encoding: .utf8)
                let mounts = [
                    "--probe", "/\(datalab.probe)", "--volume", "\(home.path):/mine", "--env", "HOME=/mine",
                    "--volume", "\(hook.path):/opt/datalab/init.d/10-test.sh:ro",
                ]
                try await firstStart(datalab, image, mounts)
                try await laterStart(datalab, image, mounts, home)
            }
        }

        /// The platform's variables of today; nothing was there before.
        private func firstStart(_ datalab: DatalabUnderContract, _ image: String, _ mounts: [String]) async throws {
            let container = Container(named: "datalab-contract-\(datalab.kind)")
            let variables = [
                "DATALABS_URL=https://user:tell-nobody@datalabs.example.org/here", "MY_VARIABLE=of the platform",
                "ENVIRONMENT=export FROM_LINE=activated", "LOG_LEVEL=debug",
            ]
            let arguments = mounts + ["--base-path", "lab-1", "--uid", "54321"] + variables.flatMap { ["--env", $0] }
            let ending = try await container.whileRunning(image, arguments: arguments) { page in
                #expect(page.hasSuffix("/datalabs/lab-1/"))
                let headers = try await Program.expectSuccess(["curl", "-sSL", "-D", "-", "-o", "/dev/null", page])
                let policy = headers.split(whereSeparator: \.isNewline).last {
                    $0.lowercased().hasPrefix("content-security-policy: ")
                }
                #expect(headers.contains(" 200"), "\(headers)")
                #expect(policy?.contains("frame-ancestors 'self' https://datalabs.example.org") == true, "\(headers)")
                #expect(try await status(of: page.replacing("lab-1", with: "lab-2")) == "404")
                for environment in try await datalab.environments(container, page) {
                    for line in [
                        "MY_VARIABLE=of the platform", "FROM_HOOK=hooked", "FROM_LINE=activated", "HOME=/mine",
                    ] {
                        #expect(environment.contains(line), "\(environment)")
                    }
                }
                #expect(try await container.enter(["cat", "/mine/a-test/sub folder/b c.txt"]) == "shipped")
            }
            #expect(ending.log.contains("datalab: running /opt/datalab/init.d/10-test.sh"))
            #expect(ending.log.contains("/datalabs/lab-1/ (files in /mine/a-test)"))
            #expect(!ending.log.contains("tell-nobody"))
            #expect(ending.errors.isEmpty, "all of the log belongs on standard output")
        }

        /// The variables of older platforms; the user has changed a file and deleted another; another group.
        private func laterStart(_ datalab: DatalabUnderContract, _ image: String, _ mounts: [String], _ home: URL)
            async throws
        {
            let copy = home.appending(path: "a-test")
            try "mine".write(to: copy.appending(path: "a.txt"), atomically: false, encoding: .utf8)
            try FileManager.default.removeItem(at: copy.appending(path: "sub folder/b c.txt"))
            let port = try freePort()
            let arguments = [
                "--port", "\(port)", "--env", "MAIN_PORT=", "--env", "IF_main_port=\(port)", "--env",
                "IF_main_id=old.1",
                "--path", "/datalabs/old.1/", "--uid", "54321", "--gid", "54322",
            ]
            try await Container(named: "datalab-contract-\(datalab.kind)").whileRunning(
                image,
                arguments: mounts + arguments
            ) { page in
                #expect(page.hasSuffix(":\(port)/datalabs/old.1/"))
            }
            #expect(try String(contentsOf: copy.appending(path: "a.txt"), encoding: .utf8) == "mine")
            #expect(!FileManager.default.fileExists(atPath: copy.appending(path: "sub folder/b c.txt").path))
        }

        @Test("JupyterHub's variables, and a home that cannot be written to", arguments: DatalabUnderContract.all)
        func hub(_ datalab: DatalabUnderContract) async throws {
            let port = try freePort()
            let variables = [
                "MAIN_PORT=", "JUPYTERHUB_SERVICE_URL=http://0.0.0.0:\(port)/user/ann/lab/", "HOME=/proc/nothing",
                "JUPYTERHUB_SERVICE_PREFIX=/user/ann/lab/",
            ]
            let ending = try await Container(named: "datalab-contract-\(datalab.kind)").whileRunning(
                try await datalab.image.value,
                arguments: ["--port", "\(port)", "--path", "/user/ann/lab/", "--probe", "/\(datalab.probe)"]
                    + variables.flatMap { ["--env", $0] }
            ) { page in
                let answer = try await status(of: page)
                #expect(answer == "200")
            }
            // The image's own home takes files of group 0.
            #expect(ending.log.contains("/user/ann/lab/ (files in /"))
        }

        @Test("started by a hub, a page that asked nobody asks the hub", arguments: [DatalabUnderContract.vnc, .theia])
        func guarded(_ datalab: DatalabUnderContract) async throws {
            let variables = [
                "JUPYTERHUB_API_TOKEN=the-servers-own", "JUPYTERHUB_API_URL=http://127.0.0.1:9/hub/api",
                "JUPYTERHUB_CLIENT_ID=jupyterhub-user-ann-lab", "JUPYTERHUB_SERVICE_PREFIX=/user/ann/lab/",
                #"JUPYTERHUB_OAUTH_ACCESS_SCOPES=["access:servers!server=ann/lab"]"#,
            ]
            let arguments =
                ["--path", "/user/ann/lab/", "--probe", "/\(datalab.probe)"] + variables.flatMap { ["--env", $0] }
            try await Container(named: "datalab-contract-\(datalab.kind)").whileRunning(
                try await datalab.image.value,
                arguments: arguments
            ) { page in
                let format = "%{http_code} %header{location}"
                for headers in [
                    [], ["Authorization: token x"], ["X-Forwarded-User: ann"], ["Cookie: datalab-session=x"],
                ] {
                    let ask = ["curl", "-sS", "-o", "/dev/null", "-w", format] + headers.flatMap { ["-H", $0] }
                    let answer = try await Program.expectSuccess(ask + [page])
                    let login = "302 /hub/api/oauth2/authorize?client_id=jupyterhub-user-ann-lab&"
                    #expect(answer.hasPrefix(login), "\(headers): \(answer)")
                    let line = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
                    let asked = try await Program.expectSuccess(
                        ask + line.flatMap { ["-H", $0] } + [
                            "-H", "Sec-WebSocket-Key: YWFhYWFhYWFhYWFhYWFhYQ==", "\(page)websockify",
                        ]
                    )
                    #expect(asked == "403 ", "\(headers): \(asked)")
                }
            }
        }

        @Test(
            "a broken contract is told, with the status of sysexits.h",
            arguments: DatalabUnderContract.all,
            [
                ("MAIN_PORT=http", 64, "the port 'http' (MAIN_PORT, IF_main_port) is not a number from 1 to 65535"),
                ("DATALAB_ID=a/b", 64, "the id 'a/b' (DATALAB_ID, MAIN_ID, IF_main_id) has characters other than"),
            ]
        )
        func broken(_ datalab: DatalabUnderContract, _ broken: (variable: String, status: Int, message: String))
            async throws
        {
            let container = Container(named: "datalab-contract-\(datalab.kind)")
            let said = try await container.startInVain(
                try await datalab.image.value,
                arguments: ["--env", broken.variable]
            )
            #expect(said.contains("ended with status \(broken.status) "), "\(said)")
            #expect(said.contains("datalab: error: \(broken.message)"), "\(said)")
        }

        @Test(
            "a command in place of the page: prepared alike, output and status its own",
            arguments: DatalabUnderContract.all
        )
        func command(_ datalab: DatalabUnderContract) async throws {
            let image = try await datalab.image.value, container = Container(named: "datalab-command-\(datalab.kind)")
            let line = #"cat a.txt; echo " $PWD $USER $TMPDIR"; touch "$HOME/here" && command -v pip; exit 7"#
            let ran = try await container.command(image, ["sh", "-c", line])
            let home = "/home/someone/.local/share/datalab/additions/"
            #expect(
                ran.status == 7 && ran.output.hasPrefix("shipped /media/notebooks datalab /tmp\n"),
                "\(ran.transcript)"
            )
            let python = try await container.command(image, ["python3", "-c", "import sys; print(sys.prefix)"])
            #expect(python.status == 0 && python.output.hasPrefix(home), "\(python.transcript)")
            let missing = try await container.command(image, ["no-such-program", "--help"])
            #expect(missing.status == 127 && missing.output.isEmpty, "\(missing.transcript)")
        }

        private func status(of address: String) async throws -> String {
            try await Program.expectSuccess(["curl", "-sSL", "-o", "/dev/null", "-w", "%{http_code}", address])
        }

        private func freePort() throws -> Int {
            let script = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/python3")
            process.arguments = ["-c", script]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        }
    }
}

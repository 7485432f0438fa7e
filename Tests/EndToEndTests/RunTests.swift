import Foundation
import TestServers
import Testing

extension RunningDatalabs {
    /// Datalabs on this machine: started, tried out, and gone without a trace.
    @Suite("run and test")
    struct RunTests {
        /// A small datalab with a notebook that can be executed and one that cannot.
        private func write(to folder: URL, requirements: String = "six==1.17.0\n") throws -> URL {
            let lab = folder.appending(path: "lab")
            let notebook = { (code: String) in
                #"{"cells":[{"cell_type":"code","execution_count":null,"id":"a","metadata":{},"outputs":[],"source":"#
                    + "[\"\(code)\"]}],"
                    + #""metadata":{"kernelspec":{"name":"python3","display_name":"p"}},"nbformat":4,"nbformat_minor":5}"#
            }
            try Lab.write(
                [
                    "meta-data.yaml": Lab.metadata, "requirements.txt": requirements,
                    "good.ipynb": notebook("import six, os; assert os.getuid() >= 0"),
                    "bad/broken.ipynb": notebook("1/0"),
                ],
                to: lab
            )
            return lab
        }

        @Test("podman: reached from this machine alone, with workspace, data and variables; Ctrl-C leaves nothing")
        func podman() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                _ = try await Lab.build([try write(to: folder).path], home: home)
                let workspace = folder.appending(path: "workspace"), data = folder.appending(path: "gaia")
                try Lab.write(["stars.txt": "Vega"], to: data)
                try FileManager.default.createDirectory(at: workspace, withIntermediateDirectories: true)
                let lab = try RunningLab(
                    [
                        "a-test:latest", "--engine", "podman", "--workspace", workspace.path, "--data",
                        "\(data.path):gaia",
                    ]
                        + ["--env", "GREETING", "--env", "DATALAB_ID=mine"],
                    home: home,
                    environment: ["GREETING": "hello"]
                )
                let page = try await lab.address()
                #expect(page.hasPrefix("http://127.0.0.1:") && page.hasSuffix("/datalabs/mine/"))
                let traces = try await PodmanTraces(of: page)
                #expect(try await traces.found().count == 2)
                let port = page.split(separator: ":")[2].prefix { $0 != "/" }
                let listening = try await Program.expectSuccess(["ss", "-Hltn", "sport", "=", ":\(port)"])
                #expect(listening.contains("127.0.0.1:\(port)") && !listening.contains("0.0.0.0:\(port)"))
                let code = """
                    import os, pathlib
                    print(os.environ["GREETING"], pathlib.Path("/data/gaia/stars.txt").read_text())
                    pathlib.Path("/media/home/my_workspace/made").write_text("here")
                    try: pathlib.Path("/data/gaia/new").write_text("x")
                    except OSError as error: print("refused:", error.strerror)
                    """
                let output = try await Program.expectSuccess([
                    Lab.proof.appending(path: "execute-notebook").path, page, "--timeout", "400", "--code", code,
                ])
                #expect(output.contains("hello Vega") && output.contains("refused: Read-only file system"))
                #expect(try String(contentsOf: workspace.appending(path: "made"), encoding: .utf8) == "here")
                #expect(FileManager.default.fileExists(atPath: workspace.appending(path: "a-test/good.ipynb").path))
                #expect(try await lab.interrupt() == 0, "\(lab.errors)")
                #expect(lab.errors.contains("started with podman"), "\(lab.errors)")
                #expect(try await traces.found() == [])
                #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/scratch") == [])
            }
        }

        @Test("runc: a user without root, with the one id they have, on a network of the datalab's own")
        func rootless() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                _ = try await Lab.build([try write(to: folder).path], home: home)
                let workspace = folder.appending(path: "workspace")
                try FileManager.default.createDirectory(at: workspace, withIntermediateDirectories: true)
                let user = try await Unprivileged(in: folder, ["--clear-groups", "--no-new-privs"])
                let lab = try RunningLab(
                    ["a-test:latest", "--engine", "runc", "--workspace", workspace.path],
                    home: home,
                    program: user.program,
                    environment: user.environment
                )
                let page = try await lab.address()
                let output = try await Program.expectSuccess([
                    Lab.proof.appending(path: "execute-notebook").path, page, "--timeout", "400", "--code",
                    "import socket; print(socket.gethostbyname('localhost')); "
                        + "open('/media/home/my_workspace/made', 'w').write('x'); "
                        + "print(sorted(name for _, name in socket.if_nameindex()))",
                ])
                #expect(output.contains("127.0.0.1") && output.contains("['lo', 'tap0']"), "\(output)")
                let owner = try await Program.expectSuccess(["stat", "-c", "%U", "\(workspace.path)/made"])
                #expect(owner == "nobody\n")
                #expect(try await lab.interrupt() == 0, "\(lab.errors)")
                #expect(!lab.errors.contains("that the image has otherwise"), "\(lab.errors)")
                // What the workspace hides is told, and taken where that is asked for; nothing is lost.
                let notebook = workspace.appending(path: "a-test/good.ipynb")
                let original = try Data(contentsOf: notebook)
                try Data("mine".utf8).write(to: notebook)
                try Data("mine".utf8).write(to: workspace.appending(path: "a-test/requirements.txt"))
                let again = try RunningLab(
                    ["a-test:latest", "--engine", "runc", "--workspace", workspace.path, "--take", "good*"],
                    home: home,
                    program: user.program,
                    environment: user.environment
                )
                _ = try await again.address()
                #expect(try Data(contentsOf: notebook) == original)
                #expect(try String(contentsOfFile: notebook.path + ".~1~", encoding: .utf8) == "mine")
                while !again.errors.contains("otherwise: requirements.txt\n") {
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(try await again.interrupt() == 0, "\(again.errors)")
                #expect(
                    again.errors.contains("taken: good.ipynb") && !again.errors.contains("unpacking"),
                    "\(again.errors)"
                )
                #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/scratch") == [])
            }
        }

        @Test("a test imports every package and executes notebooks; the result is in the record, good or bad")
        func tests() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let good = try await Lab.datalab(
                    ["build", try write(to: folder).path, "--test", "--engine", "runc", "--notebooks", "good*"],
                    home: home
                )
                #expect(good.status == 0, "\(good.transcript)")
                let shown = try await Lab.datalab(["builds", "show", "1.2.3-0"], home: home)
                #expect(shown.output.contains("PASSED") && shown.output.contains("good.ipynb"), "\(shown.output)")
                let bad = try await Lab.datalab(
                    ["test", "a-test:latest", "--engine", "runc", "--notebooks", "*"],
                    home: home
                )
                #expect(bad.status == 65 && bad.output.contains("FAILED"), "\(bad.transcript)")
                #expect(bad.errors.contains("bad/broken.ipynb, code cell 1: ZeroDivisionError: division by zero"))
                let record = try await Lab.datalab(["builds", "show", "1.2.3-0", "--format", "json"], home: home)
                #expect(record.output.contains("ZeroDivisionError") && record.output.contains("Test passed: "))
            }
        }

        @Test("a build whose test fails names no image, and says which system library is missing")
        func failingBuild() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), index = folder.appending(path: "index")
                let wheels = [
                    "datalab-test-graphics": [
                        "datalab_test_graphics.py": "import ctypes\nctypes.CDLL('libfontconfig.so.1')\n"
                    ]
                ]
                try await TestIndex.write(wheels, to: index)
                let server = try SupportServer("serve-folder", [index.path])
                defer { server.stop() }
                let good = try await Lab.build([try write(to: folder).path], home: home)
                let lab = try write(to: folder, requirements: "six\ndatalab-test-graphics\n")
                let failed = try await Lab.datalab(
                    ["build", lab.path, "--test", "--engine", "runc"],
                    home: home,
                    environment: ["UV_INDEX": server.url]
                )
                #expect(failed.status == 65, "\(failed.transcript)")
                #expect(
                    failed.errors.contains("'datalab_test_graphics' (of datalab-test-graphics) 1.0 cannot be imported")
                )
                #expect(failed.errors.contains("add the line 'libfontconfig1' to apt.txt"), "\(failed.transcript)")
                let list = try await Lab.datalab(["builds", "list"], home: home)
                #expect(list.output.contains("FAILED"), "\(list.output)")
                let images = try await Lab.datalab(["images"], home: home)
                #expect(!images.output.contains("1.2.3-1") && images.output.contains(good.result.digest))
                let newest = try await Lab.datalab(["inspect", "a-test:latest"], home: home)
                #expect(newest.output.contains(good.result.digest))
            }
        }

        @Test("what is missing is told: no engine, no image, a folder that is not there")
        func refusals() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                _ = try await Lab.build([try write(to: folder).path], home: home)
                for (arguments, status, text) in [
                    (["a-test:latest", "--workspace", "/no/such"], Int32(64), "'/no/such' cannot be used"),
                    (["a-test:latest", "--data", "/tmp"], 64, "not of the form DIR:NAME"),
                    (["a-test:latest", "--env", "NO_SUCH_VARIABLE"], 64, "'NO_SUCH_VARIABLE' is neither"),
                    (["missing:1"], 66, "missing:1"),
                ] {
                    let refused = try await Lab.datalab(["run"] + arguments, home: home)
                    #expect(refused.status == status && refused.errors.contains(text), "\(refused.transcript)")
                }
                let bare = try await Lab.datalab(
                    ["run", "a-test:latest", "--engine", "docker"],
                    home: home,
                    environment: ["DOCKER_HOST": "unix:///nonexistent"]
                )
                #expect(bare.status == 69 && bare.errors.contains("'--engine runc', which works"), "\(bare.transcript)")
            }
        }
    }
}

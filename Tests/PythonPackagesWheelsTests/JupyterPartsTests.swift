import PythonPackages
import Reporting
import Testing

/// What of wheels is Jupyter's.
@Suite struct JupyterPartsTests {
    private func parts(_ before: String) async throws -> JupyterParts {
        let folder = try Scratch()
        let path = try await makeWheel(in: folder.path, before: before)
        var wheel = try WheelInstaller(InstallScheme(prefix: "/opt/datalab/env", pythonVersion: "3.13")).install(
            wheelFile(path)
        )
        let facts = try WheelWatch(&wheel).facts(for: .x86_64, isRead: false)
        #expect(WheelFacts(facts.text) == facts)
        return facts.jupyter
    }

    @Test func kernelsProgramsAndBothHalvesOfExtensions() async throws {
        let parts = try await parts(
            """
            data = "pkg-1.0.data/data/"
            files[data + "share/jupyter/kernels/good/kernel.json"] = b'{"argv": ["/a/bin/xk", "-f"], "language": "x"}'
            files[data + "share/jupyter/kernels/python/kernel.json"] = b'{"argv": ["python3.13", "-m", "x"]}'
            files[data + "share/jupyter/kernels/odd/kernel.json"] = b'{"argv": "no list"}'
            files[data + "share/jupyter/kernels/empty/kernel.json"] = b'{"argv": []}'
            files[data + "share/jupyter/kernels/logo.png"] = b''
            files[data + "share/jupyter/labextensions/@team/page/package.json"] = b'{}'
            files[data + "share/jupyter/labextensions/@team/page/schemas/@team/page/package.json"] = b'{}'
            files[data + "share/jupyter/labextensions/plain/package.json"] = b'{}'
            files[data + "etc/jupyter/jupyter_server_config.d/pkg.json"] = b'{}'
            files[data + "bin/tool"] = b'x'
            files["pkg/share/jupyter/kernels/no/kernel.json"] = b'{}'
            """
        )
        #expect(
            parts.kernels == [
                .init(name: "empty", program: ""), .init(name: "good", program: "/a/bin/xk"),
                .init(name: "odd", program: ""),
                .init(name: "python", program: "python3.13"),
            ]
        )
        #expect(parts.programs.contains("tool") && parts.isForServer)
        #expect(parts.pageExtensions == ["@team/page", "plain"])
    }

    @Test(arguments: [
        ("[jupyter_serverproxy_servers]\\nx = pkg:x", true), (" [jupyter_serverproxy_servers] \\r\\nx = pkg:x", true),
        ("[console_scripts]\\nx = pkg:x", false),
    ])
    func entryPointsAskForTheServerToo(text: String, isForServer: Bool) async throws {
        let parts = try await parts(#"files["pkg-1.0.dist-info/entry_points.txt"] = b"\#(text)""#)
        #expect(parts.isForServer == isForServer)
    }

    @Test func aKernelWantsAProgramThatSomethingBrings() {
        var kernels = WheelFacts(), program = WheelFacts()
        kernels.jupyter.kernels = [
            .init(name: "a", program: "xk"), .init(name: "b", program: "python3.11"),
            .init(name: "c", program: "/x/bin/python"),
            .init(name: "d", program: "R"), .init(name: "e", program: ""),
        ]
        program.jupyter.programs = ["xk"]
        let left = KernelPrograms.unbrought([("kernels", kernels), ("program", program)])
        #expect(left.map(\.kernel.name) == ["d", "e"])
        #expect(KernelPrograms.warning("kernels", left[0].kernel).message.contains("nothing brings its program 'R'"))
        #expect(KernelPrograms.warning("kernels", left[1].kernel).message.contains("its kernel.json names no program"))
    }
}

import Foundation
import Testing

extension EndToEnd {
    /// The second variant of the base: an older Debian with its Python.
    @Suite("another Python")
    struct PythonVersionTests {
        @Test(
            "pins that only Python 3.11 has wheels for are built on bookworm without a word from the user, and it is said why"
        )
        func pins() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHomeWithBookworm()
                let files = ["meta-data.yaml": Lab.metadata, "requirements.txt": "numpy==1.24.4\nscipy==1.9.3\n"]
                try Lab.write(files, to: folder)
                let checked = try await Lab.datalab(["check", folder.path], home: home)
                #expect(checked.status == 0, "\(checked.transcript)")
                for text in [
                    "jupyterlab:bookworm", "python    3.11, since 'numpy 1.24.4' has no wheel for Python 3.13",
                ] {
                    #expect(checked.output.contains(text), "\(checked.transcript)")
                }
                let built = try await Lab.datalab(["build", folder.path], home: home)
                #expect(built.status == 0, "\(built.transcript)")
                #expect(built.transcript.contains("jupyterlab:bookworm reused"), "\(built.transcript)")
                #expect(built.transcript.contains("write 'python-3.11' in a file 'runtime.txt'"), "\(built.transcript)")
                // What was found is remembered: no Python is tried that lacks something.
                #expect(built.transcript.contains("Python 3.11, 32 packages, lock reused"), "\(built.transcript)")
            }
        }

        @Test("runtime.txt asks for Python 3.11: the datalab is built on bookworm, and its kernel is that Python")
        func bookworm() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHomeWithBookworm(), lab = folder.appending(path: "lab")
                let files = [
                    "meta-data.yaml": Lab.metadata, "runtime.txt": "python-3.11\n", "requirements.txt": "numpy\n",
                ]
                try Lab.write(files, to: lab)
                let record = try await Lab.build([lab.path], home: home)
                let base = try await Lab.datalab(["base", "show", "jupyterlab:bookworm"], home: home)
                #expect(base.output.contains("glibc 2.36") && base.output.contains("python3.11"), "\(base.transcript)")
                let container = Container(named: "datalab-test-bookworm")
                let layout = "\(home.path)/store:\(record.result.reference)"
                let page = try await container.start(layout, arguments: ["--base-path", "old"])
                do {
                    let output = try await container.run(code: "import sys, numpy; print(sys.version)", on: page)
                    #expect(output.contains("3.11."))
                } catch {
                    try? await container.stop()
                    throw error
                }
                try await container.stop()
            }
        }
    }
}

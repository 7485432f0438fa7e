import Foundation
import Testing

extension EndToEnd {
    /// The second variant of the base: an older Debian with its Python.
    @Suite("another Python")
    struct PythonVersionTests {
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

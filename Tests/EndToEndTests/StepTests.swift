import Foundation
import Testing

extension EndToEnd {
    /// Steps of pipelines: built, run by an engine of CWL that exists, published, and shown.
    @Suite("steps of pipelines")
    struct StepTests {
        /// What cwltool says of a file that a step left behind.
        private struct Made: Decodable {
            let path: String
            let checksum: String
            let size: Int
        }

        /// cwltool with a podman of its own.
        private struct Engine {
            private static let program = Lab.root.appending(path: "Tests/Support/cwl/run-cwltool").path
            // podman takes no name of more than 50 characters for the folder of what runs.
            private let storage = "/tmp/cwl-\(UInt64.random(in: 0 ... .max))"

            func callAsFunction(_ arguments: [String]) async throws -> Finished {
                try await Program.run([Self.program, storage] + arguments)
            }

            /// Runs a document; gives its outputs.
            func run(_ file: URL, into folder: URL, _ inputs: [String]) async throws -> [String: Made] {
                let finished = try await self(["--outdir", folder.path, file.path] + inputs)
                guard finished.status == 0 else { throw ProgramFailed(arguments: inputs, finished: finished) }
                return try JSONDecoder().decode([String: Made].self, from: Data(finished.output.utf8))
            }

            func end() async { _ = try? await self(["--clean"]) }
        }

        private func project(_ folder: URL, _ home: URL) async throws -> URL {
            let project = folder.appending(path: "smooth")
            let made = try await Lab.datalab(["new", "--template", "step", project.path], home: home)
            #expect(made.status == 0 && made.output.contains("datalab step cwl smooth:latest"), "\(made.transcript)")
            return project
        }

        @Test(
            "from the template to results: built, tried out, run by cwltool here and from an AppStore, and shown there"
        )
        func template() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHome(), engine = Engine()
                let project = try await project(folder, home)
                let built = try await Lab.datalab(["build", project.path, "--test", "--engine", "runc"], home: home)
                #expect(built.status == 0 && built.output.contains("datalab step cwl smooth:"), "\(built.transcript)")
                let local = folder.appending(path: "local.cwl"), spectrum = project.appending(path: "spectrum.csv").path
                let written = try await Lab.datalab(["step", "cwl", "--output", local.path], home: home, in: project)
                #expect(written.status == 0 && written.errors.contains("skopeo copy oci:"), "\(written.transcript)")
                let valid = try await engine(["--validate", local.path])
                #expect(valid.status == 0 && valid.output.contains("is valid CWL"), "\(valid.transcript)")
                #expect(!valid.errors.contains("WARNING"), "\(valid.transcript)")
                let loaded = try await engine(["--load", "\(home.path)/store:smooth:latest"])
                #expect(loaded.status == 0, "\(loaded.transcript)")
                let inputs = ["--spectrum", spectrum, "--width", "7"]
                let here = try await engine.run(local, into: folder.appending(path: "here"), inputs)
                #expect(here["smoothed"]?.checksum == "sha1$382d7aee237d8dced70fcba5f5983089f882095a")
                #expect(here["smoothed"]?.size == 976)
                let summary = try String(contentsOfFile: #require(here["summary"]?.path), encoding: .utf8)
                #expect(summary == "{\"pixels\": 60, \"width\": 7, \"noise\": 0.2283}\n")
                // What cannot be, engines are told before anything starts, and a command that fails is a failed step.
                let failed = try await engine([local.path, "--spectrum", spectrum, "--width", "4"])
                #expect(failed.status == 1 && failed.errors.contains("must be an odd number"), "\(failed.transcript)")

                try await published(from: folder, home, engine, inputs, as: here)
                await engine.end()
            }
        }

        /// The same from an AppStore: the same results of a document that names the image there.
        private func published(
            from folder: URL,
            _ home: URL,
            _ engine: Engine,
            _ inputs: [String],
            as here: [String: Made]
        ) async throws {
            let registry = try await TestRegistry(.appStore, in: folder)
            defer { registry.stop() }
            let place = "\(registry.address)/ann/smooth"
            let published = try await Lab.datalab(["publish", "smooth:latest", place, "--yes"], home: home)
            #expect(published.status == 0, "\(published.transcript)")
            #expect(published.output.contains("datalab step cwl \(place):"), "\(published.transcript)")
            let there = folder.appending(path: "there.cwl")
            let empty = folder.appending(path: "empty")
            let arguments = ["step", "cwl", "\(place):1.0.0", "--output", there.path]
            let written = try await Lab.datalab(arguments, home: empty)
            #expect(written.status == 0, "\(written.transcript)")
            let text = try String(contentsOf: there, encoding: .utf8)
            #expect(text.contains("dockerPull: \"\(place)@sha256:"), "\(text)")
            let results = try await engine.run(there, into: folder.appending(path: "there"), inputs)
            #expect(results.mapValues(\.checksum) == here.mapValues(\.checksum))
            let digest = String(try #require(text.firstMatch(of: #/@(sha256:[0-9a-f]{64})/#)).output.1)
            let page = "http://\(registry.address)/datalabs/ann/smooth/versions/\(digest)"
            #expect(try await Program.expectSuccess(["curl", "-fsS", "\(page)?step=cwl"]) == text)
            let html = try await Program.expectSuccess(["curl", "-fsS", page])
            #expect(html.contains("cwltool --podman smooth.cwl") && !html.contains("podman run --rm"), "\(html)")
            let byName = try await Lab.datalab(
                ["step", "cwl", "ann/smooth:1.0.0", "--appstore", registry.address],
                home: empty
            )
            #expect(byName.output == text, "\(byName.transcript)")
            let found = try await Lab.datalab(["search", "--kind", "step", "--appstore", registry.address], home: home)
            #expect(found.output.contains("ann/smooth"), "\(found.transcript)")
        }

        private static let notebook = """
            {"cells": [
            {"cell_type": "code", "execution_count": null, "id": "a", "metadata": {"tags": ["parameters"]}, "outputs": [],
             "source": ["width = 3\\n", "bands = []\\n", "table = None\\n", "loud = True\\n", "limit = 0.5"]},
            {"cell_type": "code", "execution_count": null, "id": "b", "metadata": {}, "outputs": [],
             "source": ["rows = open(table).read().split()\\n", "assert width < 100\\n",
              "open('result.txt', 'w').write(f'{width * 2} {bands} {rows} {loud} {limit}')"]}
            ], "metadata": {"kernelspec": {"display_name": "mine", "language": "python", "name": "mine"}},
            "nbformat": 4, "nbformat_minor": 5}
            """

        @Test("a notebook is executed with its inputs, and is an output; one that fails is a failed step")
        func notebookStep() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHome(), engine = Engine()
                let project = folder.appending(path: "project")
                let lines = """
                    kind: step
                    notebook: fit.ipynb
                    inputs:
                      width: {type: int, example: 4}
                      bands: {type: 'string[]', example: [a=b, -c]}
                      table: {type: File, example: table.txt}
                      loud: boolean
                      limit: double?
                    outputs:
                      result: {type: File, glob: result.txt}

                    """
                let name = Lab.metadata.replacing("a-test", with: "notebook-step")
                try Lab.write(
                    ["meta-data.yaml": name + lines, "fit.ipynb": Self.notebook, "table.txt": "x y\n"],
                    to: project
                )
                let built = try await Lab.datalab(["build", project.path, "--test", "--engine", "runc"], home: home)
                #expect(built.status == 0 && !built.errors.contains("warning"), "\(built.transcript)")
                let file = folder.appending(path: "fit.cwl")
                let written = try await Lab.datalab(
                    ["step", "cwl", "notebook-step:latest", "--output", file.path],
                    home: home
                )
                #expect(written.status == 0, "\(written.transcript)")
                let loaded = try await engine(["--load", "\(home.path)/store:notebook-step:latest"])
                #expect(loaded.status == 0, "\(loaded.transcript)")
                let table = project.appending(path: "table.txt").path
                let job = folder.appending(path: "job.json")
                let values = #"""
                    {"width": 21, "bands": ["a=b", "--width=3"], "loud": false, "table": {"class": "File", "path": "\#(table)"}}
                    """#
                try Data(values.utf8).write(to: job)
                let made = try await engine.run(file, into: folder.appending(path: "out"), [job.path])
                let result = try String(contentsOfFile: #require(made["result"]?.path), encoding: .utf8)
                #expect(result == "42 ['a=b', '--width=3'] ['x', 'y'] False 0.5")
                let executed = try String(contentsOfFile: #require(made["notebook"]?.path), encoding: .utf8)
                #expect(executed.contains("injected-parameters") && executed.contains("width = 21"))
                try Data(values.replacing("\"width\": 21", with: "\"width\": 210").utf8).write(to: job)
                let failed = try await engine([file.path, job.path])
                #expect(failed.status == 1 && failed.errors.contains("AssertionError"), "\(failed.transcript)")
                await engine.end()
            }
        }

        @Test("a step opens no page: run says so, and the image alone ends with a word on what to do")
        func noPage() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHome()
                let project = try await project(folder, home)
                let record = try await Lab.build([project.path], home: home)
                let tested = try await Lab.datalab(["test", record.result.reference, "--engine", "runc"], home: home)
                #expect(
                    tested.status == 0 && tested.output.contains("command   python3  status 0"),
                    "\(tested.transcript)"
                )
                let run = try await Lab.datalab(["run", record.result.reference], home: home)
                #expect(run.status == 65 && run.errors.contains("opens no page"), "\(run.transcript)")
                let none = try await Lab.datalab(["step", "cwl", "base/step:trixie"], home: home)
                #expect(none.status == 64 && none.errors.contains("is no step of a pipeline"), "\(none.transcript)")
                let container = Container(named: "datalab-test-step")
                let layout = "\(home.path)/store:\(record.result.reference)"
                let command = Container(named: "datalab-test-step-command")
                let printed = try await command.command(layout, ["python3", "-c", "print(1)"])
                #expect(printed.status == 0 && printed.output == "1\n", "\(printed.transcript)")
                let said = try await container.startInVain(layout, arguments: [])
                // It ended with a status that is no good end, and is still to be removed.
                _ = try? await container.end()
                #expect(said.contains("ended with status 64") && said.contains("opens no page"), "\(said)")
            }
        }

        @Test("files that a step names and that are not there are told with the nearest ones")
        func missingFiles() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHome()
                for (command, says) in [
                    (
                        "python3 smoth.py",
                        "warning: meta-data.yaml:10:10: 'smoth.py' is no file of the source\nhint: did you mean 'smooth.py'?"
                    ),
                    (
                        "./smooth.py",
                        "error: meta-data.yaml:10:10: './smooth.py' cannot be executed\nhint: write 'python3 ./smooth.py', or make it executable: chmod +x smooth.py"
                    ),
                    ("bin/smooth", "error: meta-data.yaml:10:10: 'bin/smooth' is no file of the source"),
                ] {
                    let project = try await project(folder, home), file = project.appending(path: "meta-data.yaml")
                    let text = try String(contentsOf: file, encoding: .utf8)
                    try Data(text.replacing("command: python3 smooth.py", with: "command: \(command)").utf8).write(
                        to: file
                    )
                    let checked = try await Lab.datalab(["check", project.path], home: home)
                    #expect(checked.errors.contains(says), "\(checked.transcript)")
                    try FileManager.default.removeItem(at: project)
                }
            }
        }
    }
}

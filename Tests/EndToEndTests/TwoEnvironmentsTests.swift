import Foundation
import Testing

extension RunningDatalabs {
    /// The user's packages work whole beside a page that they cannot break.
    @Suite("two environments")
    struct TwoEnvironmentsTests {
        /// As a platform starts it: any user, a read-only root, and the wheels of a folder to install from.
        private func whileRunning(
            _ image: String,
            wheels: URL,
            look: (Container, String) async throws -> Void
        ) async throws -> Container.Ending {
            let container = Container(named: "datalab-two-environments")
            let variables = [
                "PIP_NO_INDEX=1", "PIP_FIND_LINKS=/wheels/six /wheels/datalab-test-added",
            ]
            let arguments = ["--volume", "\(wheels.path):/wheels:ro", "--uid", "54321", "--base-path", "two"]
            return try await container.whileRunning(
                image,
                arguments: arguments + variables.flatMap { ["--env", $0] }
            ) { page in try await look(container, page) }
        }

        @Test(
            "kernels that wheels bring start in the user's environment; what is installed is seen by all but the page"
        )
        func kernelsAndAdditions() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let wheels = folder.appending(path: "wheels")
                try await TestIndex.write(
                    [
                        "six": ["six.py": "__version__ = '1.0'\n"],
                        "datalab-test-added": [
                            "datalab_test_added.py": "def main(): print('added says hello')\n",
                            "datalab_test_added-1.0.dist-info/entry_points.txt":
                                "[console_scripts]\ndatalab-added = datalab_test_added:main\n",
                            "datalab_test_added-1.0.data/data/share/jupyter/labextensions/broken/package.json": "{",
                            "datalab_test_added-1.0.data/data/etc/jupyter/jupyter_server_config.d/broken.json":
                                #"{"ServerApp": {"jpserver_extensions": {"datalab_test_added": true}}}"#,
                        ],
                    ],
                    to: wheels
                )
                try Lab.write(
                    [
                        "meta-data.yaml": Lab.metadata,
                        "requirements.txt": "calysto_bash\nxeus-python\nsix==1.17.0\nuv\n",
                        "shell.ipynb": Self.notebook("for word in a b; do echo $word; done", kernel: "calysto_bash"),
                        "other.ipynb": Self.notebook("import six", kernel: "conda-env-mine-py"),
                    ],
                    to: lab
                )
                _ = try await Lab.build([lab.path], home: home)
                try await trial(home)
                let ending = try await whileRunning("\(home.path)/store:a-test:latest", wheels: wheels) {
                    container,
                    page in
                    try await kernels(container, page)
                    try await additions(container, page)
                }
                #expect(!ending.log.contains("broken"), "\(ending.log)")
            }
        }

        /// A notebook with one cell, made for a kernel.
        private static func notebook(_ code: String, kernel: String) -> String {
            let language = kernel.contains("bash") ? "bash" : "python"
            return """
                {"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null, "source": ["\(code)"]}],
                "metadata": {"kernelspec": {"name": "\(kernel)", "display_name": "K", "language": "\(language)"}},
                "nbformat": 4, "nbformat_minor": 4}
                """
        }

        /// Case 17: a trial starts every kernel, and runs each notebook by the one that it names.
        private func trial(_ home: URL) async throws {
            let tested = try await Lab.datalab(
                ["test", "a-test:latest", "--notebooks", "*", "--format", "json"],
                home: home
            )
            #expect(tested.status == 0, "\(tested.transcript)")
            for name in ["calysto_bash", "xpython", "python3", "shell.ipynb", "other.ipynb"] {
                #expect(tested.output.contains(name), "\(tested.output)")
            }
        }

        /// Case 05: `python` of a kernelspec is the user's, not the server's.
        private func kernels(_ container: Container, _ page: String) async throws {
            let shell = try await container.run(code: "echo in $((40 + 2)) shells", kernel: "calysto_bash", on: page)
            #expect(shell.contains("in 42 shells"))
            for name in ["xpython", "xpython-raw"] {
                let python = try await container.run(code: "import sys; print(sys.prefix)", kernel: name, on: page)
                #expect(python.contains("/opt/datalab/env"))
            }
        }

        /// Case 07: pip works as any user, and nothing of it reaches the image or the page.
        private func additions(_ container: Container, _ page: String) async throws {
            let code = """
                %pip install six==1.0 datalab-test-added
                import six, datalab_test_added, sys
                print("six", six.__version__, "of", sys.prefix)
                """
            let installed = try await container.run(code: code, on: page)
            #expect(installed.contains("six 1.0 of /opt/datalab/env"), "\(installed)")
            let typed = try await container.run(
                terminal:
                    "datalab-added; pip list --format freeze; pip uninstall -y six; python -c 'import six; print(\"now\", six.__version__)'",
                on: page
            )
            for words in ["added says hello", "six==1.0", "now 1.17.0"] {
                #expect(typed.contains(words), "\(typed)")
            }
            let frozen = try await container.run(
                terminal:
                    "pip install -q six==1.0; datalab freeze; datalab freeze --all | wc -l; pip uninstall -qy six; datalab thaw",
                on: page
            )
            #expect(frozen.contains("datalab-test-added==1.0") && frozen.contains("six==1.0"), "\(frozen)")
            #expect(frozen.contains("usage: datalab freeze"), "\(frozen)")
            let uv = try await container.run(
                terminal: "pip uninstall -qy datalab-test-added; pip list | grep -c test-added; "
                    + "uv pip install --no-index --find-links /wheels/datalab-test-added datalab-test-added; datalab-added; echo $PATH",
                on: page
            )
            #expect(uv.contains("added says hello") && uv.contains("/home/someone/.local/bin"), "\(uv)")
            let user = try await container.run(
                code: "!pip install --user six==1.0\n!python -m venv /tmp/own && echo made",
                on: page
            )
            #expect(user.contains("Successfully installed six-1.0") && user.contains("made"), "\(user)")
            let specs = try await Program.expectSuccess(["curl", "-sSf", "\(page)api/kernelspecs"])
            #expect(specs.contains("calysto_bash"))
        }

        @Test("a kernel that nothing can start is told at the build, and not offered")
        func unusableKernel() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let index = folder.appending(path: "index")
                let place = "datalab_test_kernels-1.0.data/data/share/jupyter/kernels"
                try await TestIndex.write(
                    [
                        "datalab-test-kernels": [
                            "datalab_test_kernels.py": "",
                            "\(place)/nowhere/kernel.json":
                                #"{"argv": ["no-such-program", "{connection_file}"], "display_name": "Nowhere", "language": "x"}"#,
                            "\(place)/system/kernel.json":
                                #"{"argv": ["less", "{connection_file}"], "display_name": "System", "language": "x"}"#,
                        ]
                    ],
                    to: index
                )
                let wheel = "datalab_test_kernels-1.0-py3-none-any.whl"
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "wheels/\(wheel)\n"], to: lab)
                try FileManager.default.createDirectory(
                    at: lab.appending(path: "wheels"),
                    withIntermediateDirectories: true
                )
                try FileManager.default.copyItem(
                    at: index.appending(path: "datalab-test-kernels/\(wheel)"),
                    to: lab.appending(path: "wheels/\(wheel)")
                )
                let told =
                    "the kernel 'nowhere' of 'datalab-test-kernels' is not offered: nothing brings its program 'no-such-program'"
                for command in ["build", "check"] {
                    let said = try await Lab.datalab([command, lab.path], home: home)
                    #expect(said.status == 0 && said.errors.contains(told), "\(said.transcript)")
                    #expect(!said.errors.contains("kernel 'system'"))
                }
                let ending = try await whileRunning("\(home.path)/store:a-test:latest", wheels: index) { _, page in
                    let specs = try await Program.expectSuccess(["curl", "-sSf", "\(page)api/kernelspecs"])
                    #expect(specs.contains("\"system\"") && !specs.contains("nowhere"), "\(specs)")
                }
                #expect(ending.log.contains("the kernel 'nowhere' of '/opt/datalab/env/share/jupyter/kernels/nowhere'"))
            }
        }
    }
}

import Foundation
import Testing

extension RunningDatalabs {
    /// Requirements in the forms of other tools: the packages are in the image, and a notebook imports them.
    @Suite("forms of requirements")
    struct RequirementFormTests {
        private struct Plan: Decodable {
            struct Package: Decodable { let name: String }
            let requirements: String
            let packages: [Package]
        }

        /// A notebook that imports modules.
        private static func notebook(importing modules: [String]) -> String {
            let source = modules.map { "\"import \($0)\\n\"" }.joined(separator: ", ")
            return """
                {"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [], "source": [\(source)]}],
                 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}, "nbformat": 4,
                 "nbformat_minor": 5}
                """
        }

        private func build(_ files: [String: String], importing modules: [String]) async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHome(), lab = folder.appending(path: "lab")
                let notebook = Self.notebook(importing: modules)
                let own = ["meta-data.yaml": Lab.metadata, "lab.ipynb": notebook]
                try Lab.write(files.merging(own) { first, _ in first }, to: lab)
                let finished = try await Lab.datalab(["build", lab.path, "--test", "--notebooks", "*"], home: home)
                #expect(finished.status == 0, "\(finished.transcript)")
            }
        }

        @Test("a Poetry project: carets, a group, an extra; its notebook runs")
        func poetry() async throws {
            let project = """
                [tool.poetry]
                name = "lab"
                version = "0.1"
                package-mode = false
                [tool.poetry.dependencies]
                python = "^3.9"
                six = "^1.16"
                attrs = {version = ">=23", optional = true}
                [tool.poetry.extras]
                notebook = ["attrs"]
                [tool.poetry.group.analysis.dependencies]
                idna = "~3"
                [tool.poetry.group.dev.dependencies]
                pytest = "*"
                """
            try await build(["pyproject.toml": project], importing: ["six", "attr", "idna"])
        }

        @Test("a setup.py alone, with its list in a name: parsed, not run; its notebook runs")
        func setup() async throws {
            let script = """
                from setuptools import setup
                raise SystemExit("this was run")
                REQUIRES = ["six>=1.16"]
                REQUIRES += ["attrs"]
                setup(name="lab", install_requires=REQUIRES)
                """
            try await build(["setup.py": script], importing: ["six", "attr"])
        }

        @Test("an environment.yml of twenty packages: each can be imported")
        func conda() async throws {
            let environment = """
                name: lab
                channels: [conda-forge]
                dependencies:
                  - python=3.13
                  - numpy
                  - scipy>=1.10
                  - matplotlib-base
                  - pandas=2
                  - conda-forge::xarray
                  - pyyaml
                  - pillow
                  - requests
                  - beautifulsoup4
                  - lxml
                  - networkx
                  - sympy
                  - tqdm
                  - jinja2
                  - python-dateutil
                  - msgpack-python
                  - scikit-learn
                  - libblas
                  - openssl
                  - pip
                  - pip:
                    - emoji
                    - astropy
                """
            let modules = [
                "numpy", "scipy", "matplotlib", "pandas", "xarray", "yaml", "PIL", "requests", "bs4", "lxml.etree",
                "networkx",
                "sympy", "tqdm", "jinja2", "dateutil", "msgpack", "sklearn", "emoji", "astropy",
            ]
            try await build(["environment.yml": environment], importing: modules)
        }

        @Test("convert writes what check reads, and nothing over a file that is there")
        func convert() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), lab = folder.appending(path: "lab")
                let out = folder.appending(path: "out").path
                try Lab.write(["environment.yml": "dependencies: [python=3.11, numpy=2, ffmpeg, r-dplyr]\n"], to: lab)
                let converted = try await Lab.datalab(["convert", lab.path, "--output", out], home: home)
                #expect(converted.status == 0, "\(converted.transcript)")
                let text = try String(contentsOfFile: "\(out)/requirements.txt", encoding: .utf8)
                #expect(text.hasSuffix("numpy==2.*\n") && text.contains("'r-dplyr'"))
                #expect(try String(contentsOfFile: "\(out)/apt.txt", encoding: .utf8).hasSuffix("ffmpeg\n"))
                #expect(try String(contentsOfFile: "\(out)/runtime.txt", encoding: .utf8) == "python-3.11\n")
                try Data("mine\n".utf8).write(to: URL(filePath: "\(out)/requirements.txt"))
                let refused = try await Lab.datalab(["convert", lab.path, "--output", out], home: home)
                #expect(refused.status == 73 && refused.errors.contains("--force"), "\(refused.transcript)")
                #expect(try String(contentsOfFile: "\(out)/requirements.txt", encoding: .utf8) == "mine\n")
                let forced = try await Lab.datalab(["convert", lab.path, "--output", out, "--force"], home: home)
                #expect(forced.status == 0, "\(forced.transcript)")
                let empty = try await Lab.datalab(["convert", out + "/none", "--output", out], home: home)
                #expect(empty.status == 66, "\(empty.transcript)")
            }
        }
    }
}

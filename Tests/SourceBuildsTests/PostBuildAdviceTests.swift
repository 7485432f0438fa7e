import Foundation
import PythonPackages
import Reporting
import SourceBuilds
import Testing

@Suite("what is said of a postBuild that is not run")
struct PostBuildAdviceTests {
    private func warning(_ text: String, path: String = "postBuild") -> Problem {
        PostBuildScript(path: path, bytes: Array(text.utf8)).unusedWarning()
    }

    @Test("three of its commands are quoted, what only steers it is not")
    func commands() {
        let problem = warning(
            """
            #!/bin/bash
            set -ex   # stop at the first mistake
            cd "$(dirname "$0")"; export A=1 B='x; y'
            if [ ! -d data ]; then mkdir -p data && tar -xf 'a;b.tar' \\
               -C data; fi
            cat >config <<'END'
            pip install nothing
            END
            ./prepare.sh | tee log; python make.py
            """,
            path: "binder/postBuild"
        )
        #expect(problem.severity == .warning && problem.place?.file == "binder/postBuild")
        #expect(
            problem.message
                == "'postBuild' is not run: it would do 'mkdir -p data', 'tar -xf 'a;b.tar'     -C data', 'cat >config <<'END'' and 3 more",
            "\(problem.message)"
        )
        #expect(problem.hint?.hasPrefix("'--post-build' runs it") == true, "\(problem)")
    }

    @Test(
        "well-known commands have something that takes their place",
        arguments: [
            (
                "jupyter labextension install @jupyter-widgets/jupyterlab-manager@3.0 --no-build",
                "'ipywidgets' in requirements.txt"
            ),
            ("jupyter labextension install some-extension", "a requirement that brings 'some-extension'"),
            ("jupyter nbextension enable --py widgetsnbextension", "'ipywidgets' in requirements.txt"),
            ("jupyter serverextension enable --py jupyterlab_git --sys-prefix", "'jupyterlab-git' in requirements.txt"),
            ("jupyter server extension enable x", "a requirement that brings 'x'"),
            ("jupyter-labextension install x", "a requirement that brings 'x'"),
            ("jupyter lab build", "nothing is to be built"),
            ("pip install --no-cache-dir 'numpy<2' astropy", "'numpy<2', 'astropy' in requirements.txt"),
            ("python3 -m pip install six", "'six' in requirements.txt"),
            ("pip install -e .", "'.' in requirements.txt"),
            ("${NB_PYTHON_PREFIX}/bin/pip install six", "'six' in requirements.txt"),
            ("pip install -r docs/requirements.txt", "'--requirements docs/requirements.txt'"),
            ("cd x && python setup.py develop", "'.' in requirements.txt"),
            ("sudo apt-get install -y ffmpeg", "'ffmpeg' in apt.txt"),
            ("wget -q https://example.org/data.zip", "commit what 'wget' fetches"),
            ("curl -O https://e.org/x", "commit what 'curl' fetches"),
            ("git clone https://example.org/x", "as a submodule"), ("conda install -y gdal", "environment.yml"),
            ("FOO=1 npm ci", "commit what 'npm' makes"),
        ]
    )
    func replacements(command: String, words: String) {
        let problem = warning("#!/bin/bash\nset -e\n\(command)\r\n")
        #expect(problem.hint?.contains(words) == true, "\(problem)")
        #expect(problem.hint?.contains("'--post-build' runs it") == true, "\(problem)")
    }

    @Test("what is to be written in requirements.txt is read there")
    func requirementsAreAccepted() async throws {
        for (_, name) in PostBuildReplacement.extensions {
            _ = try Requirement(parsing: name, file: "requirements.txt")
        }
    }

    @Test("what is no shell script, and what a builder forbids")
    func others() {
        let python = PostBuildScript(path: "postBuild", bytes: Array("#!/usr/bin/env -S python3 -u\nimport x\n".utf8))
        let problem = python.unusedWarning(isForbidden: true)
        #expect(problem.message.hasSuffix("it is a program for python3, of 2 lines"), "\(problem)")
        #expect(problem.hint == "this builder does not run it", "\(problem)")
        #expect(warning("").message.hasSuffix("it has no commands"))
        #expect(
            warning("echo '\u{1B}[2J'; \u{1B}[31mrm x").message.contains(#"'\u{1b}[31mrm x'"#),
            "\(warning("\u{1B}[31mrm x"))"
        )
    }
}

import Foundation
import Testing

extension EndToEnd {
    /// `make install` without its builds: programs, what they need, manual pages, shell completions.
    @Suite("installed")
    struct InstallTests {
        @Test("installed below a prefix, the programs find all they need, the manual is clean, and shells complete")
        func installed() async throws {
            try await Lab.withFolder { folder in
                let prefix = folder.appending(path: "usr"), home = folder.appending(path: "home")
                let builds = URL(filePath: Lab.program).deletingLastPathComponent().path
                try await Program.expectSuccess([
                    Lab.root.appending(path: "Scripts/install").path, builds, prefix.path,
                ])
                try await manual(prefix)
                try await completions(prefix, home: home)

                // Nothing of the checkout is named: a starter project is found, read, and its packages are resolved.
                let program = prefix.appending(path: "bin/datalab").path, lab = folder.appending(path: "lab").path
                let environment = ["HOME": folder.path, "DATALAB_HOME": home.path, "PATH": "/usr/bin:/bin"]
                try await Program.expectSuccess([program, "new", lab], environment: environment)
                let checked = try await Program.run([program, "check", lab], environment: environment)
                #expect(checked.status == 0 && checked.output.contains("astropy"), "\(checked.transcript)")
            }
        }

        @Test("packed as a wheel and installed by pip, the programs find all they need, and the record is right")
        func wheel() async throws {
            try await Lab.withFolder { folder in
                let wheel = try await Lab.wheel(), place = folder.appending(path: "installed")
                let pip = [
                    "pip", "install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", "--no-compile",
                ]
                try await Program.expectSuccess(["python3", "-m"] + pip + ["--target", place.path, wheel.path])
                let check = """
                    import base64, csv, email, hashlib, io, sys, zipfile
                    archive = zipfile.ZipFile(sys.argv[1])
                    info = next(name for name in archive.namelist() if name.endswith("/RECORD"))[:-len("RECORD")]
                    rows = list(csv.reader(io.StringIO(archive.read(info + "RECORD").decode())))
                    assert sorted(row[0] for row in rows) == sorted(archive.namelist())
                    for name, told, size in rows:
                        data = archive.read(name)
                        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                        assert name == info + "RECORD" or (told, size) == (f"sha256={digest}", str(len(data))), name
                    about = email.message_from_bytes(archive.read(info + "METADATA"))
                    required = {line.split("~")[0] for line in about.get_all("Requires-Dist")}
                    assert required == {"uv", "kingfisher-bin", "certifi"}, required
                    print(about["Version"])
                    """
                let version = try await Program.expectSuccess(["python3", "-c", check, wheel.path])
                let start = ["python3", "-m", "datalab_creator"]
                let environment = ["PYTHONPATH": place.path, "DATALAB_HOME": folder.appending(path: "home").path]
                let told = try await Program.expectSuccess(start + ["--version"], environment: environment)
                #expect(told == version)
                let lab = folder.appending(path: "lab").path, tools = ["DATALAB_TOOLS": Lab.tools.path]
                let more = environment.merging(tools) { $1 }
                try await Program.expectSuccess(start + ["new", lab], environment: more)
                let checked = try await Program.run(start + ["check", lab], environment: more)
                #expect(checked.status == 0 && checked.output.contains("astropy"), "\(checked.transcript)")
                #expect(FileManager.default.fileExists(atPath: place.appending(path: "share/man/man1/datalab.1").path))
            }
        }

        private func manual(_ prefix: URL) async throws {
            let folder = prefix.appending(path: "share/man/man1")
            let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(Set(pages).isSuperset(of: ["datalab.1", "datalab-build.1", "appstore-user-add.1"]))
            let lint = try await Program.run(["mandoc", "-T", "lint", "-W", "warning"] + pages, in: folder)
            #expect(lint.status == 0, "\(lint.transcript)")
            let shown = try await Program.run(["man", "-l", folder.appending(path: "datalab-why.1").path])
            #expect(shown.output.contains("EXAMPLES") && shown.output.contains("datalab why"), "\(shown.transcript)")
        }

        private func completions(_ prefix: URL, home: URL) async throws {
            let share = prefix.appending(path: "share")
            try await Program.expectSuccess(["zsh", "-n", share.appending(path: "zsh/site-functions/_datalab").path])
            try await Program.expectSuccess([
                "fish", "--no-execute", share.appending(path: "fish/vendor_completions.d/datalab.fish").path,
            ])
            let store = home.appending(path: "store").path
            try await Program.expectSuccess([
                "sh", "-ec", "umoci init --layout \"$0\"; umoci new --image \"$0:mylab:1.0.0-0\"", store,
            ])
            let script = """
                PATH=$1/bin:$PATH; . "$1/share/bash-completion/completions/datalab"
                complete_line() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                    COMPREPLY=(); _datalab "$1" "${!#}" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[*]}"; }
                complete_line datalab bu
                complete_line datalab why my
                COMP_LINE="datalab run mylab:1."; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(datalab run mylab : 1.); COMP_CWORD=4
                COMPREPLY=(); _datalab_joining_colons datalab 1. :; echo "${COMPREPLY[*]}"
                """
            let shown = try await Program.run(
                ["bash", "-c", script, "bash", prefix.path],
                environment: ["DATALAB_HOME": home.path]
            )
            let lines = shown.output.split(separator: "\n")
            #expect(lines.first?.split(separator: " ").sorted() == ["build", "builds"], "\(shown.transcript)")
            #expect(lines.dropFirst().first?.hasPrefix("mylab") == true, "\(shown.transcript)")
            // bash ends words at colons: the part behind one is offered alone.
            #expect(lines.last == "1.0.0-0", "\(shown.transcript)")
        }
    }
}

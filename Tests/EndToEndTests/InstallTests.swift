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
                """
            let shown = try await Program.run(
                ["bash", "-c", script, "bash", prefix.path],
                environment: ["DATALAB_HOME": home.path]
            )
            let lines = shown.output.split(separator: "\n")
            #expect(lines.first?.split(separator: " ").sorted() == ["build", "builds"], "\(shown.transcript)")
            #expect(lines.last?.hasPrefix("mylab") == true, "\(shown.transcript)")
        }
    }
}

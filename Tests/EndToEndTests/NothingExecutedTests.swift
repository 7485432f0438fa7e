import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// Everything in a repository that some tool somewhere executes tries to leave a marker; none may be left.
    @Suite("nothing of a repository is executed")
    struct NothingExecutedTests {
        /// A repository full of traps, each of which would make a file in `markers`.
        private static func traps(_ markers: URL) -> [String: String] {
            let python = "open('\(markers.path)/NAME', 'w').write('executed')\n"
            let shell = "#!/bin/sh\ntouch '\(markers.path)/NAME'\n"
            func trap(_ text: String, _ name: String) -> String { text.replacingOccurrences(of: "NAME", with: name) }
            return [
                "meta-data.yaml": Lab.metadata,
                "setup.py": trap(python, "setup.py"),
                "conftest.py": trap(python, "conftest.py"),
                "sitecustomize.py": trap(python, "sitecustomize"),
                "usercustomize.py": trap(python, "usercustomize"),
                "trap.pth": "import os; " + trap(python, "pth"),
                "postBuild": trap(shell, "postBuild"),
                "start": trap(shell, "start"),
                "Dockerfile": "FROM scratch\nRUN touch '\(markers.path)/Dockerfile'\n",
                "notebook.ipynb":
                    #"{"cells":[{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":["#
                    + "\"open('\(markers.path)/notebook','w')\""
                    + #"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}"#,
                ".gitattributes": "* filter=trap diff=trap merge=trap\n*.bin filter=lfs\n",
                ".gitconfig": "[core]\n\tfsmonitor = touch '\(markers.path)/fsmonitor'\n",
                ".lfsconfig": "[lfs]\n\turl = ext::sh -c 'touch \(markers.path)/lfsconfig'\n",
                "large.bin":
                    "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "0", count: 64))\nsize 5\n",
                "uv.toml": "[pip]\nno-binary = [\":all:\"]\n",
                "pip.conf": "[global]\nno-binary = :all:\n",
                ".python-version": "3.13\n",
            ]
        }

        @Test("a repository of traps builds, and leaves no marker")
        func builds() async throws {
            try await Lab.withFolder { folder in
                let (repository, markers) = try await repository(in: folder, more: ["requirements.txt": "six\n"])
                let home = try await Lab.homeWithBase(in: folder)
                let hooks = repository.appending(path: ".git/hooks")
                for name in [
                    "post-checkout", "post-merge", "pre-auto-gc", "post-index-change", "reference-transaction",
                ] {
                    try Lab.write([name: "#!/bin/sh\ntouch '\(markers.path)/hook-\(name)'\n"], to: hooks)
                    try await Program.expectSuccess(["chmod", "755", hooks.appending(path: name).path])
                }
                for (key, name) in [
                    ("filter.trap.smudge", "smudge"), ("core.fsmonitor", "fsmonitor"), ("core.sshCommand", "ssh"),
                ] {
                    let command = "touch '\(markers.path)/\(name)'; cat"
                    try await Program.expectSuccess(["git", "-C", repository.path, "config", key, command])
                }
                for source in ["file://\(repository.path)", repository.path] {
                    let finished = try await Lab.datalab(["build", source], home: home)
                    #expect(finished.status == 0, "\(finished.transcript)")
                    #expect(finished.errors.contains("large.bin"), "the LFS pointer is named")
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: markers.path) == [])
            }
        }

        @Test(
            "where nothing may be built, requirements that point at source are refused",
            arguments: [
                "-e .", ".", "./package", "git+file:///REPOSITORY", "trap @ git+file:///REPOSITORY",
                "trap @ file:///REPOSITORY",
                "trap @ http://127.0.0.1:1/trap-1.0.tar.gz", "http://127.0.0.1:1/trap-1.0.zip",
                "file:///REPOSITORY/trap-1.0.tar.gz", "-r ../outside.txt",
            ]
        )
        func refused(requirement: String) async throws {
            try await Lab.withFolder { folder in
                let (repository, markers) = try await repository(in: folder, more: [:])
                let text = requirement.replacingOccurrences(of: "/REPOSITORY", with: repository.path)
                try Lab.write(["requirements.txt": text + "\n"], to: repository)
                let home = try await Lab.homeWithBase(in: folder)
                let finished = try await Lab.datalab(["build", "--sources", "none", repository.path], home: home)
                #expect(finished.status == 65, "\(finished.transcript)")
                #expect(finished.errors.contains("requirements.txt:1"), "\(finished.errors)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: markers.path) == [])
            }
        }

        @Test("where nothing may be built, an sdist on an index is refused, its build backend never runs")
        func sdistOnIndex() async throws {
            // No name that somebody could publish: the real index is asked too.
            let name = "datalab-test-trap-4711", archive = "datalab_test_trap_4711-1.0"
            try await Lab.withFolder { folder in
                let (repository, markers) = try await repository(in: folder, more: ["requirements.txt": "\(name)\n"])
                let index = folder.appending(path: "index/\(name)")
                try Lab.write(
                    [
                        "\(archive)/setup.py": "open('\(markers.path)/sdist', 'w')\n",
                        "\(archive)/PKG-INFO": "Metadata-Version: 2.1\nName: \(name)\nVersion: 1.0\n",
                    ],
                    to: folder
                )
                try FileManager.default.createDirectory(at: index, withIntermediateDirectories: true)
                try await Program.expectSuccess([
                    "tar", "-C", folder.path, "-czf", index.appending(path: "\(archive).tar.gz").path, archive,
                ])
                let server = try SupportServer("serve-folder", [folder.appending(path: "index").path])
                defer { server.stop() }
                let home = try await Lab.homeWithBase(in: folder)
                let environment = ["UV_INDEX": server.url, "UV_INDEX_STRATEGY": "unsafe-best-match"]
                // The variable is the site's: no option allows more.
                let finished = try await Lab.datalab(
                    ["build", "--sources", "all", repository.path],
                    home: home,
                    environment: environment.merging(["DATALAB_SOURCES": "none"]) { $1 }
                )
                #expect(finished.status == 65, "\(finished.transcript)")
                #expect(finished.errors.contains("'\(name)'"), "\(finished.errors)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: markers.path) == [])
            }
        }

        private func repository(in folder: URL, more: [String: String]) async throws -> (URL, URL) {
            let repository = folder.appending(path: "lab"), markers = folder.appending(path: "markers")
            try FileManager.default.createDirectory(at: markers, withIntermediateDirectories: true)
            try Lab.write(Self.traps(markers).merging(more) { $1 }, to: repository)
            try await Lab.commit(repository)
            return (repository, markers)
        }
    }
}

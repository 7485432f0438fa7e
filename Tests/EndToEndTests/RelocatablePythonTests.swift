import Foundation
import Testing

extension EndToEnd {
    /// A Python that Debian does not have, from an archive: here a stand-in, made of this machine's own Python.
    @Suite("a Python from an archive")
    struct RelocatablePythonTests {
        /// Makes `python/bin`, `python/lib` and `python/include` of this machine's Python, packed as python-build-standalone does.
        private static let script = """
            import hashlib, io, os, sys, sysconfig, tarfile
            version, name = sys.argv[1], sys.argv[2]
            library = sysconfig.get_path("stdlib")
            left_out = {"test", "dist-packages", "site-packages", "idlelib", "__pycache__"}
            with tarfile.open(name, "w:gz") as tar:
                program = os.path.realpath(f"/usr/bin/python{version}")
                tar.add(program, f"python/bin/python{version}")
                link = tarfile.TarInfo("python/bin/python3")
                link.type, link.linkname = tarfile.SYMTYPE, f"python{version}"
                tar.addfile(link)
                tar.add(library, f"python/lib/python{version}",
                    filter=lambda entry: None if left_out & set(entry.name.split("/")) or entry.issym() else entry)
                header = f'#define PY_VERSION "{sys.version.split()[0]}"\\n'.encode()
                entry = tarfile.TarInfo(f"python/include/python{version}/patchlevel.h")
                entry.size = len(header)
                tar.addfile(entry, io.BytesIO(header))
            print(sys.version.split()[0], hashlib.sha256(open(name, "rb").read()).hexdigest())
            """

        /// Serves a page with the archive's Python.
        private static let serve = """
            serve() {
                exec /opt/datalab/env/bin/python -c '
            import http.server, os, sys
            assert sys.base_prefix == "/opt/datalab/python", sys.base_prefix
            class Page(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
            http.server.HTTPServer(("", int(os.environ["DATALAB_PORT"])), Page).serve_forever()'
            }

            """

        private static func recipe(_ version: String, _ archive: String, _ digest: String) -> String {
            """
            kind: jupyterlab
            title: Archive
            port: 10000
            probe: /
            variants:
              - name: archived
                suite: trixie
                python: "\(version)"
                default: true
                archive:
                  url: https://archives.invalid/20260101/\(archive)
                  sha256: { x86_64: \(digest), aarch64: \(digest) }
                  licence: PSF-2.0
            packages: [python3, tini, libexpat1, zlib1g]
            user: { prefix: /opt/datalab/env, requirements: [pip] }
            files: [shared/contract, rootfs]
            environment: { PATH: "/opt/datalab/env/bin:/usr/bin:/bin" }
            entrypoint: [/usr/bin/tini, --, /opt/datalab/start.sh]
            """
        }

        /// What this machine's Python prints.
        private func python(_ arguments: String...) async throws -> String {
            let finished = try await Program.run(["/usr/bin/python3", "-I", "-c"] + arguments, environment: [:])
            guard finished.status == 0 else { throw ProgramFailed(arguments: ["python3"], finished: finished) }
            return finished.output.trimmingCharacters(in: .whitespacesAndNewlines)
        }

        @Test("makes a base, a datalab that has it, and nothing when the digest is another")
        func archived() async throws {
            try await Lab.withFolder { folder in
                let series = try await python("import sys; print('%d.%d' % sys.version_info[:2])")
                let archive = "cpython-\(series)-stand-in.tar.gz"
                let archives = folder.appending(path: "archives"), home = folder.appending(path: "home")
                try FileManager.default.createDirectory(at: archives, withIntermediateDirectories: true)
                let made = try await python(Self.script, series, archives.appending(path: archive).path)
                let facts = made.split(separator: " ").map(String.init)
                let recipe = Self.recipe(facts[0], archive, facts[1])
                try Lab.write(
                    [
                        "recipes/jupyterlab/recipe.yaml": recipe,
                        "recipes/jupyterlab/rootfs/opt/datalab/serve.sh": Self.serve,
                    ],
                    to: folder
                )
                let site = ["--recipes", folder.appending(path: "recipes").path]

                let missing = try await Lab.datalab(["base", "build"] + site, home: home)
                #expect(missing.status == 69, "\(missing.transcript)")
                #expect(missing.transcript.contains("--python-archives"), "\(missing.transcript)")

                let withArchive = site + ["--python-archives", archives.path]
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": "six\n", "runtime.txt": "python-\(series)\n"],
                    to: folder.appending(path: "lab")
                )
                let lab = folder.appending(path: "lab").path
                let record = try await Lab.build([lab] + withArchive, home: home)
                let shown = try await Lab.datalab(["base", "show", "jupyterlab:archived"], home: home)
                #expect(
                    shown.output.contains("python    \(facts[0]) from \(archive), licence PSF-2.0"),
                    "\(shown.transcript)"
                )
                let tested = try await Lab.datalab(["test", record.result.reference], home: home)
                #expect(tested.status == 0, "\(tested.transcript)")

                let other = recipe.replacing(facts[1], with: String(repeating: "0", count: 64))
                try Lab.write(["recipes/jupyterlab/recipe.yaml": other], to: folder)
                let refused = try await Lab.datalab(["base", "build"] + withArchive, home: home)
                #expect(
                    refused.status == 65 && refused.transcript.contains("has another file"),
                    "\(refused.transcript)"
                )
            }
        }
    }
}

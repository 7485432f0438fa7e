import Foundation
import Testing

extension EndToEnd {
    /// No start of a datalab compiles what the image could have brought compiled.
    @Suite("bytecode")
    struct BytecodeTests {
        /// What lies beside each module: its magic number, its flags (1: not checked, 3: checked by content) and its hash.
        private static let comparison = """
            import _imp, collections, importlib.util, os, sys
            found = collections.Counter()
            for top in sys.argv[1:]:
                for folder, _, names in os.walk(top):
                    for name in names:
                        if not name.endswith(".py"):
                            continue
                        path = os.path.join(folder, name)
                        try:
                            head = open(importlib.util.cache_from_source(path), "rb").read(16)
                        except FileNotFoundError:
                            found["missing"] += 1
                            continue
                        source = open(path, "rb").read()
                        isOurs = head[:4] == importlib.util.MAGIC_NUMBER
                        isCurrent = head[8:] == importlib.util.source_hash(source)
                        found[f"flags {head[4]}" if isOurs and isCurrent else "stale"] += 1
            print(sorted(found), found.total() > 500)
            """

        /// Starts Python so that it says where it has code from; ends with the sources that were compiled.
        private static func compiled(_ python: [String], _ code: String) -> [String] {
            let script =
                "\"$@\" 2>&1 >/dev/null | grep -E \"^# (code object from|import) \" >/tmp/seen; "
                + "grep -c \"code object from '.*pyc'\" /tmp/seen; grep \"code object from /.*py$\" /tmp/seen; true"
            return ["sh", "-c", script, "sh"] + python + ["-v", "-c", code]
        }

        @Test("any user, a read-only root, an empty home: the server compiles nothing, a kernel nothing twice")
        func starts() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n"], to: lab)
                let record = try await Lab.build([lab.path], home: home)
                let container = Container(named: "datalab-test-bytecode")
                let layout = "\(home.path)/store:\(record.result.reference)"
                let page = try await container.start(layout, arguments: ["--uid", "23456"])
                do {
                    try await look(into: container, page: page)
                } catch {
                    try? await container.stop()
                    throw error
                }
                try await container.stop()
            }
        }

        private func look(into container: Container, page: String) async throws {
            let compare = ["/usr/bin/python3", "-I", "-c", Self.comparison]
            #expect(try await container.enter(compare + ["/opt/datalab/server"]) == "['flags 1'] True\n")
            #expect(try await container.enter(compare + ["/usr/lib/python3.13"]) == "['flags 3'] True\n")

            let server = try await container.enter(
                Self.compiled(["/opt/datalab/server/bin/python", "-I"], "import jupyterlab.labapp")
            )
            let lines = server.split(separator: "\n")
            #expect(lines.count == 1 && Int(lines[0]).map { $0 > 500 } == true, "\(server)")

            // The kernel that a user gets, started by the server, has compiled its packages and nothing of the system's.
            let answer = try await container.run(
                code: "import os, sys; print('bytecode in', sys.pycache_prefix, os.access('/opt', os.W_OK))",
                on: page
            )
            let found = try #require(answer.firstMatch(of: /bytecode in (\/tmp\/datalab-[^ \/]+\/pycache) False/))
            let prefix = String(found.1)
            let kept = try await container.enter(["find", prefix, "-name", "*.pyc", "-path", "*/ipykernel/*"])
            #expect(kept.contains("\(prefix)/opt/datalab/env/lib/python3.13/site-packages/ipykernel/kernelapp.cpython"))
            let system = try await container.enter(["readlink", "\(prefix)/usr/lib/python3.13"])
            #expect(system == "/opt/datalab/pycache/usr/lib/python3.13\n")
            let again = try await container.enter(
                Self.compiled(
                    ["env", "PYTHONPYCACHEPREFIX=\(prefix)", "/opt/datalab/env/bin/python"],
                    "import ipykernel.kernelapp"
                )
            )
            #expect(again.split(separator: "\n").count == 1, "\(again)")
        }

        @Test("a base made twice, with another umask, zone, folder and number of processors, has one digest")
        func baseTwice() async throws {
            try await Lab.withFolder { folder in
                struct Base: Decodable, Equatable {
                    struct Descriptor: Decodable, Equatable { let digest: String }
                    let manifest: Descriptor
                }
                var bases: [Base] = []
                let surroundings = [("one", "022", "UTC", "0,1"), ("it's 2", "077", "Asia/Tokyo", "0")]
                for (name, umask, zone, processors) in surroundings {
                    let home = folder.appending(path: name)
                    let script = "umask \(umask); exec taskset -c \(processors) \"$@\""
                    let built = try await Program.expectSuccess(
                        ["sh", "-c", script, "sh", Lab.program, "base", "build", "--format", "json"],
                        environment: Lab.environment(home: home).merging(["TZ": zone]) { $1 },
                    )
                    bases.append(try JSONDecoder().decode(Base.self, from: Data(built.utf8)))
                }
                #expect(bases[0] == bases[1])
            }
        }
    }
}

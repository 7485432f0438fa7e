import Foundation
import Testing

extension RunningDatalabs {
    /// Datalabs that a real Docker engine starts.
    @Suite("docker")
    struct DockerTests {
        @Test("docker: loaded once, tried out, started again without loading; only the newest image of a datalab stays")
        func tests() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), source = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n"], to: source)
                _ = try await Lab.build([source.path], home: home)
                try Lab.write(["a.txt": "more"], to: source)
                _ = try await Lab.build([source.path], home: home)
                let script = """
                    "$@" a-test:1.2.3-0 && "$@" a-test:1.2.3-0 && "$@" a-test:1.2.3-1 &&
                    docker images --no-trunc --format '{{.ID}}' && docker ps --all --quiet && docker ps --all --quiet | wc -l
                    """
                let engine = Lab.root.appending(path: "Tests/Support/docker/with-engine").path
                let tests = try await Program.run(
                    [engine, folder.appending(path: "engine").path, "sh", "-c", script, "sh"]
                        + [Lab.program, "test", "--engine", "docker", "--format", "json"],
                    environment: Lab.environment(home: home)
                )
                #expect(tests.status == 0, "\(tests.transcript)")
                #expect(tests.errors.components(separatedBy: "unpacking in docker's store …").count == 3)
                let lines = tests.output.split(separator: "\n")
                // One image and no container are left.
                #expect(lines.suffix(2).first?.hasPrefix("sha256:") == true && lines.last == "0", "\(tests.transcript)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/scratch") == [])
            }
        }
    }
}

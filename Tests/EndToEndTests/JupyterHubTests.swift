import Foundation
import Testing

extension RunningDatalabs {
    /// The image under JupyterHub's own conditions.
    @Suite("JupyterHub")
    struct JupyterHubTests {
        private struct Result: Decodable {
            let nobody, ben, ann, past_the_proxy: Int
            let kernel: String
            let activity: Bool
            let left: [String]
        }

        @Test(
            "a hub's spawner starts the datalab; the hub's login decides who comes in; a kernel answers through the proxy",
            arguments: ["container", "slurm"]
        )
        func spawned(engine: String) async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.txt": "a"], to: lab)
                let built = try await Lab.build([lab.path], home: home)
                let output = try await Program.expectSuccess([
                    Lab.proof.appending(path: "jupyterhub-trial").path, "--hub",
                    Lab.root.appending(path: ".tools/hub").path, "--name", "jupyterhub-trial", "--layout",
                    "\(home.path)/store:\(built.result.reference)", "--engine", engine,
                ])
                let result = try JSONDecoder().decode(Result.self, from: Data(output.utf8))
                #expect(result.ann == 200 && result.kernel.contains("kernel 42 True"), "\(output)")
                // Sent to the hub's login, or refused: never let in.
                for status in [result.nobody, result.ben, result.past_the_proxy] {
                    #expect([302, 401, 403].contains(status), "\(output)")
                }
                #expect(output.contains("/user/ann/lab"), "signed in by the hub's form: \(output)")
                #expect(result.activity && result.left.isEmpty, "\(output)")
            }
        }
    }
}

import Foundation
import Testing

extension RunningDatalabs {
    /// Packages with a half for the page's server work whole, and none of them can keep the page from opening.
    @Suite("server extensions")
    struct ServerExtensionTests {
        @Test("both halves of packages work; one that ends the server is left out by the server itself, and said")
        func bothHalves() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let packages = [
                    "jupyter-server-proxy", "jupyterlab-git", "dask-labextension", "nbgitpuller",
                    "jupyter-resource-usage",
                ]
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": packages.joined(separator: "\n")],
                    to: lab
                )
                _ = try await Lab.build([lab.path], home: home)
                let image = "\(home.path)/store:a-test:latest"
                let container = Container(named: "datalab-server-extensions")
                try await container.whileRunning(image, arguments: ["--uid", "54321"]) { page in
                    for path in ["server-proxy/servers-info", "git/settings", "dask/clusters", "api/metrics/v1"] {
                        let answer = try await status(of: page + path)
                        #expect(answer == "200", "\(path)")
                    }
                }
                let broken = folder.appending(path: "broken.py")
                try Data("import os; os._exit(3)\n".utf8).write(to: broken)
                let place = "/opt/datalab/server-extras/lib/python3.13/site-packages/jupyterlab_git/__init__.py"
                let ending = try await container.whileRunning(
                    image,
                    arguments: ["--uid", "54321", "--volume", "\(broken.path):\(place):ro"]
                ) { page in
                    #expect(try await status(of: page + "git/settings") == "404")
                    let said = try await Program.expectSuccess(["curl", "-sSf", page + "lab"])
                    #expect(said.contains("datalabNotices") && said.contains("@jupyterlab/git"), "\(said)")
                }
                #expect(ending.log.contains("did not come up with the extensions of this datalab's packages"))
            }
        }

        private func status(of address: String) async throws -> String {
            try await Program.expectSuccess(["curl", "-sSL", "-o", "/dev/null", "-w", "%{http_code}", address])
        }
    }
}

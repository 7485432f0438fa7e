import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// Packages from indexes other than PyPI.
    @Suite("package indexes")
    struct IndexTests {
        @Test("the user's private index is used with the user's credentials, which are nowhere to be found afterwards")
        func privateIndex() async throws {
            try await Lab.withFolder { folder in
                let server = try await server(in: folder, login: "ann:s3cr3t-w0rd")
                defer { server.stop() }
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "datalab-test-private\n"], to: lab)
                let address = server.url.replacingOccurrences(of: "http://", with: "http://ann:s3cr3t-w0rd@")
                let inAddress = try await Lab.build([lab.path], home: home, environment: ["UV_INDEX": address])
                #expect(inAddress.status == "BUILD_SUCCESS")
                let other = try await Lab.homeWithBase(in: folder)
                let named = [
                    "UV_INDEX": "my-own=\(server.url)", "UV_INDEX_MY_OWN_USERNAME": "ann",
                    "UV_INDEX_MY_OWN_PASSWORD": "s3cr3t-w0rd",
                ]
                #expect(
                    try await Lab.build([lab.path], home: other, environment: named).result.digest
                        == inAddress.result.digest
                )
                for place in ["logs", "builds.sqlite", "cache/locks", "store"] {
                    let path = home.appending(path: place).path
                    let found = try await Program.run(["grep", "-r", "-l", "-a", "s3cr3t-w0rd", path])
                    #expect(found.status == 1, "the password is in \(found.output)")
                }
            }
        }

        @Test("an index the repository names is used only when the user allows it")
        func allowed() async throws {
            try await Lab.withFolder { folder in
                let server = try await server(in: folder, login: "")
                defer { server.stop() }
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let requirements = "--extra-index-url \(server.url)\ndatalab-test-private\n"
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": requirements], to: lab)
                let refused = try await Lab.datalab(["build", lab.path], home: home)
                #expect(refused.status == 65 && refused.errors.contains("--allow-index"), "\(refused.transcript)")
                #expect(try await Lab.build([lab.path, "--allow-index"], home: home).status == "BUILD_SUCCESS")
            }
        }

        /// An index with one small wheel.
        private func server(in folder: URL, login: String) async throws -> SupportServer {
            let index = folder.appending(path: "index")
            try await TestIndex.write(["datalab-test-private": ["datalab_test_private.py": "x = 1\n"]], to: index)
            return try SupportServer("serve-folder", [index.path] + (login.isEmpty ? [] : ["--login", login]))
        }
    }
}

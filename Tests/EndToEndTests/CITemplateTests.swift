import Foundation
import TestServers
import Testing

extension RunningDatalabs {
    /// The templates for CI systems, run as these systems would.
    @Suite("templates for CI")
    struct CITemplateTests {
        private static let notebook = #"""
            {"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [],
             "source": ["import six"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """#

        @Test(
            "a tag is built, tested and published; a pull request is checked and built",
            arguments: ["github", "gitlab"]
        )
        func template(system: String) async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(.password, in: folder)
                defer { registry.stop() }
                let origin = folder.appending(path: "origin"), clone = folder.appending(path: "clone")
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n", "a.ipynb": Self.notebook],
                    to: origin
                )
                try await Lab.commit(origin)
                try await Program.expectSuccess(["git", "clone", "-q", origin.path, clone.path])
                // What a cache brings: else the base would be made of Debian packages, which takes minutes.
                let kept = try await Lab.homeWithBase(in: folder), home = clone.appending(path: ".datalab")
                try FileManager.default.moveItem(at: kept, to: home)

                let password = try #require(registry.server.facts["password"])
                let programs = URL(filePath: Lab.program).deletingLastPathComponent().path
                let environment = [
                    "PATH": "\(programs):\(ProcessInfo.processInfo.environment["PATH"] ?? "")", "HOME": folder.path,
                    "DATALAB_TOOLS": Lab.tools.path, "DATALAB_RECIPES": Lab.root.appending(path: "recipes").path,
                    "GITHUB_STEP_SUMMARY": folder.appending(path: "page.md").path,
                    "DATALAB_REGISTRY": registry.address, "DATALAB_REPOSITORY": "team/lab",
                    "DATALAB_USER": registry.server.facts["user"] ?? "", "DATALAB_PASSWORD": password,
                ]
                func run(_ job: String) async throws -> Finished {
                    let runner = Lab.root.appending(path: "Tests/Support/ci/run-template").path
                    let file = Lab.root.appending(path: "templates/ci/\(system).yml").path
                    return try await Program.run([runner, system, file, job, clone.path], environment: environment)
                }

                let checked = try await run("check")
                #expect(checked.status == 0, "\(checked.transcript)")
                let published = try await run("publish")
                #expect(published.status == 0, "\(published.transcript)")
                for text in [checked, published].map(\.transcript) { #expect(!text.contains(password)) }
                let logins = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                #expect(!logins.contains("auth.json"))

                let reports = home.appending(path: "reports")
                let built = try JSONDecoder().decode(
                    Lab.Record.self,
                    from: Data(contentsOf: reports.appending(path: "build.json"))
                )
                #expect(built.result.reference == "a-test:2.5.0-0")
                let image = "docker://\(registry.address)/team/lab"
                let digest = try await Program.expectSuccess(
                    ["skopeo", "inspect", "--format", "{{.Digest}}"] + registry.options() + ["\(image):2.5.0"]
                )
                #expect(digest == "\(built.result.digest)\n")
                try await verify(reports)
                if system == "github" {
                    let page = try String(contentsOf: folder.appending(path: "page.md"), encoding: .utf8)
                    #expect(page.contains("build of a-test 2.5.0-0") && page.contains(built.result.digest), "\(page)")
                }
                // The pull request's image was let go of, the published one was not.
                let images = try await Lab.datalab(["images"], home: home)
                #expect(images.output.contains("a-test:2.5.0-0"), "\(images.transcript)")
            }
        }

        /// Reads JUnit's report: all went well, the import of the package and the start among it.
        private func verify(_ reports: URL) async throws {
            let script = """
                import sys, xml.etree.ElementTree as tree
                root = tree.parse(sys.argv[1]).getroot()
                names = {case.get("name") for case in root.iter("testcase")}
                assert root.get("failures") == "0" and {"testing", "six 1.17.0", "the page opens"} <= names, names
                """
            try await Program.expectSuccess(["python3", "-c", script, reports.appending(path: "build.xml").path])
        }
    }
}

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
                let environment = [
                    // What pip would bring beside it is here already.
                    "DATALAB_WHEEL": try await Lab.wheel().path, "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1",
                    "HOME": folder.path, "DATALAB_TOOLS": Lab.tools.path, "DATALAB_BASES": "none",
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
                // A runner for containers has no engine to start the image with.
                let tested = ["testing", "six 1.17.0", "the page opens"]
                try await verify(reports, has: system == "github" ? tested : ["packing"])
                if system == "github" {
                    let page = try String(contentsOf: folder.appending(path: "page.md"), encoding: .utf8)
                    #expect(page.contains("build of a-test 2.5.0-0") && page.contains(built.result.digest), "\(page)")
                }
                // The pull request's image was let go of, the published one was not.
                let images = try await Lab.datalab(["images"], home: home)
                #expect(images.output.contains("a-test:2.5.0-0"), "\(images.transcript)")
            }
        }

        @Test(
            "a step, a component, a Job and a script build and publish",
            arguments: [
                ("action", "action.yml"), ("component", "templates/ci/gitlab-component.yml"),
                ("kubernetes", "templates/ci/kubernetes-job.yaml"), ("slurm", "templates/ci/slurm.sh"),
            ]
        )
        func other(system: String, file: String) async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(.password, in: folder)
                defer { registry.stop() }
                let clone = folder.appending(path: "clone")
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n"], to: clone)
                try await Lab.commit(clone)
                // A component has its home in the checkout.
                let kept = try await Lab.homeWithBase(in: folder), home = clone.appending(path: ".datalab")
                try FileManager.default.moveItem(at: kept, to: home)
                let password = try #require(registry.server.facts["password"])
                let environment = [
                    "DATALAB_WHEEL": try await Lab.wheel().path, "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1",
                    "HOME": folder.path, "DATALAB_TOOLS": Lab.tools.path, "DATALAB_BASES": "none",
                    "DATALAB_HOME": home.path, "DATALAB_REGISTRY": registry.address, "DATALAB_REPOSITORY": "team/lab",
                    "DATALAB_USER": registry.server.facts["user"] ?? "", "DATALAB_PASSWORD": password,
                ]
                let runner = Lab.root.appending(path: "Tests/Support/ci/run-template").path
                let template = Lab.root.appending(path: file).path
                let done = try await Program.run(
                    [runner, system, template, "publish", clone.path],
                    environment: environment
                )
                #expect(done.status == 0 && !done.transcript.contains(password), "\(done.transcript)")
                let image = "docker://\(registry.address)/team/lab:latest"
                try await Program.expectSuccess(["skopeo", "inspect"] + registry.options() + [image])
            }
        }

        /// Reads JUnit's report: all went well, and some cases are among it.
        private func verify(_ reports: URL, has cases: [String]) async throws {
            let script = """
                import sys, xml.etree.ElementTree as tree
                root = tree.parse(sys.argv[1]).getroot()
                names = {case.get("name") for case in root.iter("testcase")}
                assert root.get("failures") == "0" and set(sys.argv[2:]) <= names, names
                """
            let report = reports.appending(path: "build.xml").path
            try await Program.expectSuccess(["python3", "-c", script, report] + cases)
        }
    }
}

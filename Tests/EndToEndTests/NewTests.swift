import Foundation
import Testing

extension EndToEnd {
    /// Starter projects.
    @Suite("new projects")
    struct NewTests {
        @Test("each template becomes a project with the folder's name that has nothing to complain about")
        func templates() async throws {
            try await Lab.withFolder { folder in
                let templates = Lab.root.appending(path: "templates").path
                for template in try FileManager.default.contentsOfDirectory(atPath: templates).sorted()
                where !["ci", "hub"].contains(template) {
                    let project = folder.appending(path: "My \(template)")
                    let home = folder.appending(path: "home")
                    let made = try await Lab.datalab(["new", "--template", template, project.path], home: home)
                    #expect(made.status == 0, "\(made.transcript)")
                    #expect(made.output.contains("the datalab 'my-\(template)'"), "\(made.output)")
                    #expect(made.output.contains("datalab build '\(project.path)'"))
                    let metadata = try String(contentsOf: project.appending(path: "meta-data.yaml"), encoding: .utf8)
                    #expect(metadata.contains("alternateName: my-\(template)\n"))
                    let again = try await Lab.datalab(["new", "--template", template, project.path], home: home)
                    #expect(again.status == 73 && again.errors.contains("is not empty"), "\(again.transcript)")
                }
                let unknown = try await Lab.datalab(["new", "--template", "ci", "x"], home: folder)
                #expect(unknown.status == 64 && unknown.errors.contains("'jupyterlab'"), "\(unknown.transcript)")
            }
        }
    }
}

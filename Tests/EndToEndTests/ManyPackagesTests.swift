import Foundation
import Testing

extension EndToEnd {
    /// A requirements file as scientists have them: over 100 packages once resolved.
    @Suite("many packages")
    struct ManyPackagesTests {
        @Test("a JupyterLab-class requirements file builds, in at most 40 package layers, and everything imports")
        func build() async throws {
            let names = ["jupyterlab", "numpy", "pandas", "matplotlib", "scipy", "astropy", "astroquery", "sunpy"]
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHome()
                let lab = folder.appending(path: "lab")
                let requirements = names.map { $0 == "sunpy" ? "sunpy[map,timeseries,net]\n" : "\($0)\n" }.joined()
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": requirements], to: lab)
                let record = try await Lab.build([lab.path], home: home)
                #expect((1...40).contains(record.result.layers.filter { $0.role == "packages" }.count))
                let plan = try await Lab.datalab(["check", lab.path, "--format", "json"], home: home)
                struct Plan: Decodable {
                    struct Package: Decodable { let name: String }
                    let packages: [Package]
                    let isLockReused: Bool
                }
                let found = try JSONDecoder().decode(Plan.self, from: Data(plan.output.utf8))
                #expect(found.packages.count >= 100)
                #expect(found.isLockReused)
                try await importAll(names + ["sunpy.map"], from: "\(home.path)/store:\(record.result.reference)")
            }
        }

        private func importAll(_ names: [String], from layout: String) async throws {
            let container = Container(named: "datalab-test-many")
            let page = try await container.start(layout, arguments: ["--base-path", "many"])
            do {
                let code = names.map { "import \($0); print('imported', '\($0)')" }.joined(separator: "\n")
                let output = try await container.run(code: code, on: page)
                for name in names { #expect(output.contains("imported \(name)")) }
                let check = try await container.enter(["/opt/datalab/env/bin/python", "-m", "pip", "check"])
                #expect(check.contains("No broken requirements found"))
            } catch {
                try? await container.stop()
                throw error
            }
            try await container.stop()
        }
    }
}

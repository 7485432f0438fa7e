import Foundation
import Testing

extension EndToEnd {
    /// What operators do with bases and recipes.
    @Suite("bases and recipes")
    struct BaseCommandTests {
        @Test("a recipe's server is locked for both processors, by markers where they differ")
        func lock() async throws {
            try await Lab.withFolder { folder in
                let recipes = folder.appending(path: "recipes")
                try FileManager.default.copyItem(at: Lab.root.appending(path: "recipes"), to: recipes)
                let requirements = "six==1.17.0\nmarkupsafe==3.0.3\n"
                try Lab.write(["recipes/jupyterlab/requirements.txt": requirements], to: folder)
                let home = folder.appending(path: "home")
                let locked = try await Lab.datalab(["base", "lock", "--recipes", recipes.path], home: home)
                #expect(locked.status == 0, "\(locked.transcript)")
                let file = recipes.appending(path: "jupyterlab/pylock.trixie.toml")
                let lock = try String(contentsOf: file, encoding: .utf8)
                for text in [
                    "requires-python = \"==3.13.*\"", "name = \"six\"", "cp313-manylinux2014_x86_64",
                    "cp313-manylinux2014_aarch64",
                ] {
                    #expect(lock.contains(text), "\(lock)")
                }
                #expect(!lock.contains("win") && !lock.contains("marker"))
                let again = try await Lab.datalab(["base", "lock", "--recipes", recipes.path], home: home)
                #expect(again.status == 0)
                #expect(try String(contentsOf: file, encoding: .utf8) == lock)
            }
        }

        @Test("a site's recipe comes before the program's, from the first of several folders that has it")
        func siteRecipes() async throws {
            try await Lab.withFolder { folder in
                let recipe = { (name: String) in
                    """
                    kind: theia
                    title: \(name)
                    variants: [{ name: \(name), from: "registry.example.org/\(name):1", python: "3.11", default: true }]
                    """
                }
                try Lab.write(
                    ["b/theia/recipe.yaml": recipe("second"), "c/theia/recipe.yaml": recipe("third")],
                    to: folder
                )
                let folders = ["a", "b", "c"].map { folder.appending(path: $0).path }
                let listed = try await Lab.datalab(
                    ["base", "list"],
                    home: folder.appending(path: "home"),
                    environment: ["DATALAB_RECIPES": folders.joined(separator: ":")]
                )
                #expect(listed.output.contains("base/theia:second"), "\(listed.transcript)")
                #expect(listed.output.contains("not built: recipe \(folders[1])/theia"))
                #expect(listed.output.contains("base/jupyterlab:trixie") && !listed.output.contains("third"))
            }
        }

        @Test("a base tells its packages' sizes and licences, and what it shares with itself")
        func shown() async throws {
            let home = try await Lab.sharedHome()
            let shown = try await Lab.datalab(["base", "show", "jupyterlab:trixie"], home: home)
            let lines = shown.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            let bash = lines.first { $0.first == "bash" }, server = lines.first { $0.first == "jupyterlab" }
            #expect(bash?.contains("MB") == true && bash?.contains("GFDL-NIV-1.3") == true, "\(shown.transcript)")
            #expect(server?.suffix(3) == ["MB", "BSD", "License"], "\(shown.transcript)")
            let difference = try await Lab.datalab(["base", "diff", "jupyterlab", "jupyterlab:trixie"], home: home)
            #expect(difference.output.contains("only in   base/jupyterlab:trixie  0 B"), "\(difference.transcript)")
            #expect(!difference.output.contains("DEBIAN PACKAGE"))
        }
    }
}

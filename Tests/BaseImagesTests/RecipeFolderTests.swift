import BaseImages
import DatalabModel
import Foundation
import OCIModel
import PythonPackages
import SystemPackage
import Testing

@Suite struct RecipeFolderTests {
    private func copy() throws -> Scratch {
        let scratch = try Scratch()
        let copy = scratch.path.appending("jupyterlab").string
        try FileManager.default.copyItem(atPath: Checkout.recipe.string, toPath: copy)
        return scratch
    }

    private func key(_ scratch: Scratch, _ variant: String = "trixie") throws -> String {
        try RecipeFolder(scratch.path.appending("jupyterlab")).key(variant: variant, architecture: .x86_64).description
    }

    @Test func theRecipeOfTheProjectIsWhole() throws {
        let folder = try RecipeFolder.find(.jupyterlab, in: ["/nonexistent", Checkout.root.appending("recipes")])
        #expect(folder.recipe.variants.map(\.name) == ["trixie", "bookworm"])
        #expect(try folder.variant(nil).name == "trixie")
        #expect(try folder.variant("bookworm").python.series == "3.11")
        let error = #expect(throws: BaseError.self) { try folder.variant("sid") }
        #expect(error?.description.contains("'trixie', 'bookworm'") == true)
    }

    @Test(arguments: ["trixie", "bookworm"], PythonTarget.Architecture.allCases)
    func everyLockServesItsVariant(variant: String, architecture: PythonTarget.Architecture) throws {
        let (python, glibc) = variant == "trixie" ? ("3.13.5", "2.41") : ("3.11.2", "2.36")
        let target = try #require(PythonTarget(fullVersion: python, glibc: glibc, architecture: architecture))
        let file = Checkout.recipe.appending("pylock.\(variant).toml")
        let text = try String(contentsOfFile: file.string, encoding: .utf8)
        let wheels = try PackageLock(parsing: Array(text.utf8), file: file.string).select(for: target)
        #expect(wheels.count > 80)
        for name in ["jupyterlab", "jupyter-server", "jupyterlab-widgets", "terminado"] {
            #expect(wheels.contains { $0.name == name })
        }
        // Nothing of the machine that made it, and no index but PyPI's.
        #expect(wheels.allSatisfy { $0.url.hasPrefix("https://files.pythonhosted.org/packages/") && $0.size != nil })
        #expect(!text.contains("#"))
    }

    @Test func theKeyIsTheContentAndNotThePlace() throws {
        let (one, other) = (try copy(), try copy())
        #expect(try key(one) == key(other))
        #expect(try key(one) != key(one, "bookworm"))
        let folder = try RecipeFolder(one.path.appending("jupyterlab"))
        #expect(
            try folder.key(variant: "trixie", architecture: .x86_64)
                != folder.key(variant: "trixie", architecture: .aarch64)
        )
    }

    @Test(arguments: ["recipe.yaml", "pylock.trixie.toml", "rootfs/opt/datalab/start.sh"])
    func anyByteChangesTheKey(file: String) throws {
        let (one, other) = (try copy(), try copy())
        try other.write("jupyterlab/\(file)", try #require(one.read("jupyterlab/\(file)")) + "\n", executable: true)
        #expect(try key(one) != key(other))
    }

    @Test func theModeChangesTheKey() throws {
        let (one, other) = (try copy(), try copy())
        let start = "jupyterlab/rootfs/opt/datalab/start.sh"
        try other.write(start, try #require(one.read(start)), executable: false)
        #expect(try key(one) != key(other))
    }

    @Test func aMissingRecipeIsNamed() throws {
        let error = #expect(throws: BaseError.self) { try RecipeFolder.find(.vnc, in: ["/a", "/b"]) }
        #expect(error?.description.contains("no recipe for 'vnc' in '/a', '/b'") == true)
        let wrong = try copy()
        try wrong.write("jupyterlab/recipe.yaml", "kind: jupiter\nport: 0\n")
        let problems = #expect(throws: BaseError.self) { try RecipeFolder(wrong.path.appending("jupyterlab")) }?
            .problems
        #expect(try #require(problems).count > 2)
    }
}

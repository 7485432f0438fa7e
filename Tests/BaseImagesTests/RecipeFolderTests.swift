import BaseImages
import DatalabModel
import Foundation
import LayerArchive
import OCIModel
import PythonPackages
import Reporting
import SystemPackage
import Testing

@Suite struct RecipeFolderTests {
    private func copy() throws -> Scratch {
        let scratch = try Scratch()
        for name in ["jupyterlab", "shared"] {
            try FileManager.default.copyItem(
                atPath: Checkout.root.appending("recipes").appending(name).string,
                toPath: scratch.path.appending(name).string
            )
        }
        return scratch
    }

    private func key(_ scratch: Scratch, _ variant: String = "trixie") throws -> String {
        try RecipeFolder(scratch.path.appending("jupyterlab")).key(variant: variant, architecture: .x86_64).description
    }

    @Test func theRecipeOfTheProjectIsWhole() throws {
        let folder = try RecipeFolder.find(.jupyterlab, in: ["/nonexistent", Checkout.root.appending("recipes")])
        #expect(
            folder.recipe.variants.map(\.name) == [
                "trixie", "bookworm", "forky", "bullseye", "python3.12", "python3.10",
            ]
        )
        #expect(try folder.variant(nil).name == "trixie")
        #expect(try folder.variant("bookworm").python.series == "3.11")
        let error = #expect(throws: BaseError.self) { try folder.variant("sid") }
        #expect(error?.description.contains("'trixie', 'bookworm', 'forky'") == true)
    }

    @Test func aKindWithoutRecipeIsToldWithTheFoldersThatWereLookedIn() {
        let error = #expect(throws: BaseError.self) { try RecipeFolder.find(.theia, in: ["/nonexistent"]) }
        #expect(error?.description.hasPrefix("error: there is no recipe for 'theia' in '/nonexistent'") == true)
        #expect(error?.description.contains("DATALAB_RECIPES") == true)
    }

    @Test(
        arguments: ["trixie", "bookworm", "forky", "bullseye", "python3.12", "python3.10"],
        PythonTarget.Architecture.allCases
    )
    func everyLockServesItsVariant(variant: String, architecture: PythonTarget.Architecture) throws {
        let folder = try RecipeFolder.find(.jupyterlab, in: [Checkout.root.appending("recipes")])
        let chosen = try folder.variant(variant)
        let suite = try #require(chosen.suite)
        let release = try #require(DebianRelease(suite: suite))
        let target = try #require(
            PythonTarget(fullVersion: "\(release.python)", glibc: release.glibc, architecture: architecture)
        )
        let server = try #require(folder.recipe.server)
        let file = Checkout.recipe.appending(server.lockName(of: chosen))
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

    @Test func debiansPythonsAreThoseOfTheirReleasesAndArchivesHaveDigests() throws {
        for folder in try RecipeFolder.all(in: [Checkout.root.appending("recipes")]) {
            for variant in folder.recipe.variants {
                if let archive = variant.archive {
                    #expect(Set(archive.sha256.keys) == Set(PythonTarget.Architecture.allCases.map(\.rawValue)))
                    #expect(archive.url(for: "x86_64").contains("cpython-\(variant.python)%2B"))
                    #expect(variant.python.patch != nil)
                } else {
                    let suite = try #require(variant.suite)
                    let release = try #require(DebianRelease(suite: suite))
                    #expect(release.python.series == variant.python.series)
                }
            }
        }
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

    @Test(arguments: [
        "jupyterlab/recipe.yaml", "jupyterlab/pylock.trixie.toml", "jupyterlab/rootfs/opt/datalab/serve.sh",
        "shared/contract/opt/datalab/start.sh",
    ])
    func anyByteChangesTheKey(file: String) throws {
        let (one, other) = (try copy(), try copy())
        try other.write(file, try #require(one.read(file)) + "\n", executable: true)
        #expect(try key(one) != key(other))
    }

    @Test func theModeChangesTheKey() throws {
        let (one, other) = (try copy(), try copy())
        let start = "shared/contract/opt/datalab/start.sh"
        try other.write(start, try #require(one.read(start)), executable: false)
        #expect(try key(one) != key(other))
    }

    /// A recipe of a site, in a folder of its own, with files of its own.
    private func site() throws -> Scratch {
        let site = try Scratch()
        let text = try String(contentsOfFile: Checkout.recipe.appending("recipe.yaml").string, encoding: .utf8)
        try site.write("jupyterlab/recipe.yaml", text)
        try site.write("jupyterlab/rootfs/opt/datalab/serve.sh", "serve() { :; }\n")
        try site.write("jupyterlab/rootfs/opt/datalab/init.d/README", "ours\n")
        return site
    }

    @Test func aSitesRecipeUsesTheProjectsContract() throws {
        let site = try site()
        let folder = try RecipeFolder.find(.jupyterlab, in: [site.path, Checkout.root.appending("recipes")])
        #expect(folder.path == site.path.appending("jupyterlab"))
        let entries = Dictionary(try folder.rootEntries().map { ($0.path, $0) }) { first, _ in first }
        #expect(entries["opt/datalab/start.sh"]?.mode == 0o755)
        #expect(entries["opt/datalab/serve.sh"] != nil)
        // A later set's file takes the place of an earlier one's.
        guard case .file(let content) = entries["opt/datalab/init.d/README"]?.kind,
            case .bytes(let bytes) = content.source
        else {
            Issue.record("no README")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "ours\n")
    }

    @Test func missingFoldersOfFilesAreNamedAtTheirPlaces() throws {
        let site = try site()
        try FileManager.default.removeItem(atPath: site.path.appending("jupyterlab/rootfs").string)
        let problems = #expect(throws: BaseError.self) { try RecipeFolder.find(.jupyterlab, in: [site.path]) }?.problems
        #expect(problems?.count == 2)
        #expect(problems?.allSatisfy { $0.place?.line != nil && $0.place?.column != nil } == true)
        #expect(problems?.first?.message.contains("'\(site.path)/shared/contract'") == true)
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

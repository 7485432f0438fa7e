import BaseImages
import ContentStore
import DatalabModel
import Foundation
import HTTPTransfer
import LayerArchive
import OCIModel
import PythonPackages
import RegistryClient
import Reporting
import SystemPackage
import Testing

@Suite struct BaseCatalogTests {
    private func store(
        in scratch: Scratch,
        variant: String = "trixie",
        python: String = "3.13.5",
    ) async throws -> (ImageLayout, BaseImage) {
        let layout = try ImageLayout(root: scratch.path)
        let folder = try RecipeFolder(Checkout.recipe)
        let sink = LayerSink(blobs: layout.blobs)
        let layers = [
            try await sink.write([.file("etc/x", .text("system"))], role: .system, contents: "Debian"),
            try await sink.write([.file("opt/y", .text("contract"))], role: .contract, contents: "contract"),
        ]
        let contract = try #require(folder.recipe.contract)
        var facts = BaseFacts(
            recipe: folder.recipe,
            contract: contract,
            variant: try folder.variant(variant),
            target: try #require(PythonTarget(fullVersion: python, glibc: "2.41", architecture: .x86_64)),
            key: try folder.key(variant: variant, architecture: .x86_64),
        )
        (facts.suite, facts.debian) = (variant, "13.7")
        facts.systemPackages = [DpkgStatus("Package: bash\nStatus: a b installed\nVersion: 1\n").entries[0].package]
        facts.serverPackages = [ServerPackage(name: "jupyterlab", version: "4.6.6")]
        return (layout, try BaseAssembly(contract: contract, facts: facts, layers: layers).store(in: layout))
    }

    @Test func aBaseIsReadBackAsItWasStored() async throws {
        let scratch = try Scratch()
        let (layout, base) = try await store(in: scratch)
        #expect(try BaseCatalog(layout).list() == [base])
        for name in ["base/jupyterlab:trixie", "jupyterlab:trixie", "jupyterlab", base.digest.description] {
            #expect(try BaseCatalog(layout).get(name) == base)
        }
        #expect(base.execution.user == "1000:0")
        #expect(base.execution.exposedPorts?.keys.sorted() == ["10000/tcp"])
        #expect(base.execution.environment?.contains { $0.hasPrefix("PATH=/opt/datalab/env/bin:") } == true)
        #expect(try #require(base.uncompressedSize) > 0)
    }

    @Test func aKindAloneIsTheBaseWithTheNewestPython() async throws {
        let scratch = try Scratch()
        let (_, newest) = try await store(in: scratch)
        let (layout, older) = try await store(in: scratch, variant: "bookworm", python: "3.9.20")
        #expect(try BaseCatalog(layout).get("jupyterlab") == newest)
        #expect(try BaseCatalog(layout).get("jupyterlab:bookworm") == older)
    }

    @Test func twoStoresGiveTheSameDigest() async throws {
        let scratch = [try Scratch(), try Scratch()]
        let digests = [try await store(in: scratch[0]).1.digest, try await store(in: scratch[1]).1.digest]
        #expect(digests[0] == digests[1])
    }

    @Test func aKnownBaseIsFoundByItsRecipe() async throws {
        let scratch = try Scratch()
        let (layout, base) = try await store(in: scratch)
        let wheels = WheelCache(root: scratch.path.appending("wheels"), session: .init())
        let registries = BaseRegistries(credentials: CredentialStore(environment: [:]), options: RegistryOptions())
        let builder = BaseBuilder(layout: layout, wheels: wheels, scratch: scratch.path, registries: registries)
        let folder = try RecipeFolder(Checkout.recipe)
        #expect(try await builder.find(folder, architecture: .x86_64) == base)
        let built = try await builder.build(folder, architecture: .x86_64)
        #expect(built.base == base && !built.isNew)
        #expect(try await builder.find(folder, variant: "bookworm", architecture: .x86_64) == nil)
        // A base that lost a layer has to be built again.
        try FileManager.default.removeItem(atPath: layout.blobs.path(of: base.layers[0].descriptor.digest).string)
        #expect(try await builder.find(folder, architecture: .x86_64) == nil)
    }

    @Test func anUnknownBaseIsNamedWithThoseThereAre() async throws {
        let scratch = try Scratch()
        let empty = try ImageLayout(root: scratch.path.appending("empty"))
        let none = #expect(throws: BaseError.self) { try BaseCatalog(empty).get("jupyterlab") }
        #expect(none?.description.contains("datalab base build") == true)
        let (layout, _) = try await store(in: scratch)
        let error = #expect(throws: BaseError.self) { try BaseCatalog(layout).get("vnc") }
        #expect(error?.failureClass == .noInput)
        #expect(error?.description.contains("'base/jupyterlab:trixie'") == true)
    }

    @Test func anImageWithoutFactsIsRefused() throws {
        let scratch = try Scratch()
        let layout = try ImageLayout(root: scratch.path)
        let config = try CanonicalJSON.encode(
            ImageConfig(created: nil, architecture: "amd64", config: .init(), rootfs: .init(diffIDs: []), history: []),
        )
        let configuration = Descriptor(
            mediaType: MediaType.config,
            digest: try layout.blobs.put(config),
            size: Int64(config.count),
        )
        let bytes = try CanonicalJSON.encode(Manifest(config: configuration, layers: []))
        let digest = try layout.blobs.put(bytes)
        let manifest = Descriptor(mediaType: MediaType.manifest, digest: digest, size: Int64(bytes.count))
        try layout.setReference("base/jupyterlab:trixie", to: manifest)
        let error = #expect(throws: BaseError.self) { try BaseCatalog(layout).list() }
        #expect(error?.code == .malformed)
    }
}

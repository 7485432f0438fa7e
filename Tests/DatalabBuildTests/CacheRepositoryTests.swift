import ContentStore
import DatalabBuild
import Foundation
import Hashing
import LayerArchive
import OCIModel
import RegistryClient
import SystemPackage
import TestServers
import Testing

/// What is in a cache's repository is written by others: whatever it is, it is an entry for the key that was asked for, or none.
@Suite("entries of a cache in a registry", .timeLimit(.minutes(5)))
struct CacheRepositoryTests {
    /// A cache in a registry of its own, and what somebody needs who pushes there by hand.
    private final class World: Sendable {
        let server: SupportServer
        let folder: URL
        let layout: ImageLayout
        let site: BuildSite
        let place: ImageReference

        init() throws {
            server = try SupportServer("hostile-registry")
            folder = FileManager.default.temporaryDirectory.appending(path: "datalab-cache-\(UUID().uuidString)")
            layout = try ImageLayout(root: FilePath(folder.appending(path: "store").path))
            let home = DatalabHome(root: FilePath(folder.appending(path: "home").path))
            site = BuildSite(home: home, recipes: [], tools: [], credentials: CredentialStore(environment: [:]))
            place = try ImageReference("\(server.address)/plain/cache")
        }

        deinit {
            server.stop()
            try? FileManager.default.removeItem(at: folder)
        }

        func repository(key: String? = nil) throws -> CacheRepository {
            // A store of its own: nothing is known before it is asked for.
            let fresh = try ImageLayout(root: FilePath(folder.appending(path: UUID().uuidString).path))
            return CacheRepository(
                CacheSettings(place, key: key.flatMap { CacheKey($0) }),
                site: site,
                blobs: fresh.blobs
            )
        }

        func put(_ bytes: [UInt8], _ type: String) throws -> Descriptor {
            Descriptor(mediaType: type, digest: try layout.blobs.put(bytes), size: Int64(bytes.count))
        }

        /// Pushes an artifact as an entry has it, changed as somebody likes.
        func push(_ document: [UInt8], layers: [Descriptor], _ change: (inout Manifest) throws -> Void = { _ in })
            async throws
        {
            let said = try put(document, MediaType.cacheDocument)
            var manifest = Manifest(config: try put(Array("{}".utf8), MediaType.empty), layers: [said] + layers)
            manifest.artifactType = MediaType.cacheEntry
            try change(&manifest)
            let descriptor = try put(CanonicalJSON.encode(manifest), MediaType.manifest)
            var options = ImagePush.Options()
            options.tags = [CacheEntry.tag(.layer, Sample.key)]
            let registry = Registry(host: place.registry, credentials: site.credentials)
            _ = try await ImagePush(to: registry, repository: place.repository, from: layout.blobs).push(
                descriptor,
                options
            )
        }
    }

    /// An entry that is as it should be.
    private struct Sample {
        static let key = Digest.sha256(of: "the key")
        static let now: Int64 = 1_800_000_000
        static let layerBytes = Array("a layer of some bytes".utf8)
        static let site = "opt/datalab/env/lib/python3.13/site-packages"

        let layer: Descriptor
        var json: [String: Any]

        init(_ world: World) throws {
            layer = try world.put(Self.layerBytes, MediaType.layerGzip)
            let finished: [String: Any] = [
                "digest": "\(layer.digest)", "size": layer.size, "diffID": "\(Digest.sha256(of: "archive"))",
                // Six folders, two files, one more for the package's own, and its RECORD.
                "uncompressedSize": 512 * 20, "entryCount": 10,
            ]
            json = [
                "formats": CacheEntry.formats, "kind": "layer", "key": "\(Self.key)", "written": Self.now - 10,
                "built": [],
                "sharing": [],
                "layers": [["key": "\(Self.key)", "layer": finished, "warnings": []]],
                "wheels": [
                    [
                        "filename": "six-1.0-py3-none-any.whl", "sha256": String(repeating: "a", count: 64),
                        "facts": "wheel facts\nm six\nend",
                        "paths": ["\(Self.site)/six.py", "\(Self.site)/six-1.0.dist-info/METADATA"],
                    ]
                ],
            ]
        }

        func document(_ name: String = "entry.json") throws -> [UInt8] {
            try Self.archive([.file(name, .bytes(Array(try JSONSerialization.data(withJSONObject: json))))])
        }

        static func archive(_ entries: [LayerEntry]) throws -> [UInt8] {
            var bytes: [UInt8] = []
            _ = try LayerWriter.write(entries) { bytes.append(contentsOf: $0) }
            return bytes
        }
    }

    private func read(_ world: World, key: String? = nil) async throws -> CacheRepository.Found? {
        try await world.repository(key: key).read(.layer, Sample.key, now: Sample.now)
    }

    @Test("what is written is read, by nobody under another key; sealed, it counts for who has the secret")
    func roundTrip() async throws {
        let world = try World(), secret = String(repeating: "s", count: 32)
        let sample = try Sample(world)
        #expect(try await read(world) == nil)
        try await world.push(try sample.document(), layers: [sample.layer])
        let found = try #require(try await read(world))
        #expect(try await world.repository().read(.wheels, Sample.key, now: Sample.now) == nil)
        #expect(try await world.repository().read(.layer, .sha256(of: "other"), now: Sample.now) == nil)
        await #expect(throws: CacheFault.self) { try await read(world, key: secret) }

        let writer = try world.repository(key: secret)
        try await writer.write(found.entry, there: [sample.layer.digest]) { _ in nil }
        #expect(try #require(try await read(world, key: secret)).isSealed)
        await #expect(throws: CacheFault.self) { try await read(world, key: secret + "t") }
        #expect(try await read(world)?.entry == found.entry)
        #expect(CacheKey("short") == nil)
    }

    /// Values of what an entry says, replaced: where, and by which JSON.
    private static let lies: [(name: String, path: String, value: String)] = [
        ("another program's form", "formats", #""entry 0""#), ("a form that is a number", "formats", "1"),
        ("another kind", "kind", #""wheels""#), ("a kind that there is not", "kind", #""wheel""#),
        ("another key", "key", "\"\(Digest.sha256(of: "another"))\""), ("a key that is none", "key", #""sha256:12""#),
        ("another key's layer", "layers.0.key", "\"\(Digest.sha256(of: "another"))\""),
        ("too old", "written", "\(Sample.now - CacheEntry.lifetime - 1)"),
        ("of the future", "written", "\(Sample.now + 90_000)"), ("a time that no number holds", "written", "1e300"),
        ("the least time", "written", "\(Int64.min)"), ("a lock among layers", "text", #""lock""#),
        ("no list of built wheels", "built", "null"),
        ("a built wheel among layers", "built", #"[{"filename":"a-1-py3-none-any.whl","digest":"x","size":1}]"#),
        ("no wheels", "wheels", "[]"), ("no list of layers", "layers", #""none""#),
        ("a digest that is none", "layers.0.layer.digest", #""x""#),
        ("a longer digest", "layers.0.layer.digest", "\"sha512:\(String(repeating: "0", count: 128))\""),
        ("another layer", "layers.0.layer.digest", "\"\(Digest.sha256(of: "other layer"))\""),
        ("no DiffID", "layers.0.layer.diffID", #""""#),
        ("the layer's digest as DiffID", "layers.0.layer.diffID", "\"\(Digest.sha256(of: Sample.layerBytes))\""),
        ("another size", "layers.0.layer.size", "22"), ("no size", "layers.0.layer.size", "0"),
        ("a size below 0", "layers.0.layer.size", "-1"), ("the largest size", "layers.0.layer.size", "\(Int64.max)"),
        ("an archive of no blocks", "layers.0.layer.uncompressedSize", "5000"),
        ("an archive of too few blocks", "layers.0.layer.uncompressedSize", "1024"),
        ("an archive larger than it can be", "layers.0.layer.uncompressedSize", "51200000000"),
        ("the largest archive", "layers.0.layer.uncompressedSize", "\(Int64.max)"),
        ("fewer entries", "layers.0.layer.entryCount", "9"), ("no entries", "layers.0.layer.entryCount", "0"),
        ("the most entries", "layers.0.layer.entryCount", "\(Int64.max)"),
        ("a part of an entry", "layers.0.layer.entryCount", "9.5"),
        ("a warning that turns colours", "layers.0.warnings", #"[{"severity":"warning","message":"a\u001b[31m"}]"#),
        ("an error", "layers.0.warnings", #"[{"severity":"error","message":"stop"}]"#),
        ("a wheel that is none", "wheels.0.filename", #""six.zip""#),
        ("a wheel elsewhere", "wheels.0.filename", #""../six-1.0-py3-none-any.whl""#),
        ("a hash that is none", "wheels.0.sha256", #""abc""#),
        ("facts of another version", "wheels.0.facts", #""m six""#),
        ("a part of the facts", "wheels.0.facts", #""wheel facts\nm six""#), ("no paths", "wheels.0.paths", "null"),
        ("another path", "wheels.0.paths.0", "\"\(Sample.site)/six/a.py\""),
        ("a path outside", "wheels.0.paths.0", #""../etc/passwd""#),
        ("a path of the root", "wheels.0.paths.0", #""/etc/passwd""#),
        ("no path", "wheels.0.paths.0", #""""#), ("a path with a NUL", "wheels.0.paths.0", #""a\u0000b""#),
        ("a path that goes back", "wheels.0.paths.0", "\"\(Sample.site)/a/../six.py\""),
        ("a number as path", "wheels.0.paths.0", "7"),
        ("one path fewer", "wheels.0.paths", "[\"\(Sample.site)/six.py\"]"),
    ]

    @Test(
        "a lie that can be seen without the layer is found when the entry is read",
        .serialized,
        arguments: lies.indices
    )
    func lie(index: Int) async throws {
        let (name, path, value) = Self.lies[index], world = try Self.shared.get()
        var sample = try Sample(world)
        let lie = try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
        sample.json = Self.replacing(sample.json, path.split(separator: ".")[...], lie) as? [String: Any] ?? [:]
        try await world.push(try sample.document(), layers: [sample.layer])
        await #expect(throws: CacheFault.self, "\(name)") { try await read(world) }
    }

    private static let shared = Result { try World() }

    private static func replacing(_ json: Any, _ path: ArraySlice<Substring>, _ value: Any) -> Any {
        guard let first = path.first else { return value }
        if let index = Int(first), var list = json as? [Any] {
            list[index] = replacing(list[index], path.dropFirst(), value)
            return list
        }
        guard var object = json as? [String: Any] else { return json }
        object[String(first)] = replacing(object[String(first)] ?? [String: Any](), path.dropFirst(), value)
        return object
    }

    @Test("an artifact that is no entry, or not a whole one, is a fault")
    func forms() async throws {
        let world = try World(), sample = try Sample(world)
        let document = try sample.document()
        func refuses(
            _ name: String,
            _ bytes: [UInt8],
            _ layers: [Descriptor],
            _ change: (inout Manifest) throws -> Void = { _ in }
        )
            async throws
        {
            try await world.push(bytes, layers: layers, change)
            await #expect(throws: CacheFault.self, "\(name)") { try await read(world) }
        }
        let other = try world.put(Array("another layer, longer".utf8), MediaType.layerGzip)
        try await refuses("no layers", document, [])
        try await refuses("other layers", document, [other])
        try await refuses("more layers", document, [sample.layer, other])
        try await refuses("an image", document, [sample.layer]) { $0.artifactType = nil }
        try await refuses("another artifact", document, [sample.layer]) { $0.artifactType = MediaType.buildRecord }
        try await refuses("nothing said", document, []) { $0.layers = [] }
        try await refuses("the layer first", document, [sample.layer]) { $0.layers.reverse() }
        try await refuses("of another type", document, [sample.layer]) { $0.layers[0].mediaType = MediaType.layerGzip }
        try await refuses("cut", Array(document.prefix(document.count / 2)), [sample.layer])
        try await refuses("cut at its end", Array(document.dropLast(1)), [sample.layer])
        try await refuses("empty", [], [sample.layer])
        try await refuses("text", Array("{}".utf8), [sample.layer])
        try await refuses("another file", try sample.document("other.json"), [sample.layer])
        try await refuses("no file", try Sample.archive([.directory("entry.json")]), [sample.layer])
        try await refuses("no JSON", try Sample.archive([.file("entry.json", .text("{"))]), [sample.layer])
        try await refuses("a list", try Sample.archive([.file("entry.json", .text("[]"))]), [sample.layer])
        let deep = String(repeating: "[", count: 100_000)
        try await refuses("deep", try Sample.archive([.file("entry.json", .text(deep))]), [sample.layer])
        let large = LayerContent.bytes([UInt8](repeating: 0x20, count: 257 << 20))
        try await refuses("larger than is read", try Sample.archive([.file("entry.json", large)]), [sample.layer])
        // The layers that it refers to are asked for before they count: in this registry they are as they are said to be.
        try await world.push(document, layers: [sample.layer])
        #expect(try await read(world) != nil)
    }
}

import ContentStore
import Foundation
import Hashing
import ImageContents
import LayerArchive
import OCIModel
import SystemPackage
import Testing

/// Which files a container sees when layers take away what lies below (image-spec 1.1, "Whiteouts").
@Suite(.timeLimit(.minutes(1))) struct WhiteoutTests {
    // MARK: what is seen

    /// The files that are seen, said without haste: each layer hides, then adds.
    private static func seen(_ layers: [[String]]) -> Set<String> {
        layers.reduce(into: []) { seen, layer in
            for path in layer {
                let parts = path.split(separator: "/").map(String.init), folder = parts.dropLast()
                if parts.last == ".wh..wh..opq" {
                    seen = seen.filter { !$0.hasPrefix(folder.joined(separator: "/") + "/") }
                } else if let name = parts.last, name.hasPrefix(".wh.") {
                    let hidden = (folder + [String(name.dropFirst(4))]).joined(separator: "/")
                    seen = seen.filter { $0 != hidden && !$0.hasPrefix(hidden + "/") }
                }
            }
            seen.formUnion(layer.filter { !$0.contains(".wh.") })
        }
    }

    @Test func whiteoutsHideWhatLiesBelowAndNothingElse() async throws {
        var random = SystemRandomNumberGenerator()
        let names = ["a", "ab", "a-b", "a.b", "b", "ä"]
        func path() -> String {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in names.randomElement(using: &random) ?? "a" }
                .joined(separator: "/")
        }
        func whiteout() -> String {
            let parts = path().split(separator: "/").map(String.init)
            if Bool.random(using: &random) { return (parts + [".wh..wh..opq"]).joined(separator: "/") }
            return (parts.dropLast() + [".wh." + (parts.last ?? "a")]).joined(separator: "/")
        }
        for _ in 0..<40 {
            let layers = (0..<4).map { number in
                Array(Set((0..<12).map { _ in path() + "/f" } + (0..<number).map { _ in whiteout() }))
            }
            let index = try await Self.index(layers)
            #expect(Set(index.files.keys.map(\.text)) == Self.seen(layers), "\(layers)")
        }
    }

    /// A stranger's layer may take away each of a hundred thousand files: one look through all of them for each would take minutes.
    @Test func manyWhiteoutsOverManyFilesTakeNoTime() async throws {
        let files = (0..<60_000).map { "folder\($0 % 100)/file\($0)" }
        let whiteouts = (0..<20_000).map { "folder\($0 % 100)/.wh.file\($0)" }
        let index = try await Self.index([files, whiteouts])
        #expect(index.files.count == 40_000)
    }

    // MARK: images

    private static func index(_ layers: [[String]]) async throws -> ImageIndex {
        let folder = FileManager.default.temporaryDirectory.appending(path: "whiteouts-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let layout = try ImageLayout(root: FilePath(folder.path))
        let descriptors = try layers.map { paths in
            let bytes = tar(paths)
            return Descriptor(
                mediaType: MediaType.layerTar,
                digest: try layout.blobs.put(bytes, by: .sha256),
                size: Int64(bytes.count)
            )
        }
        let config = try CanonicalJSON.encode(
            ImageConfig(
                created: nil,
                architecture: "amd64",
                config: ImageConfig.Execution(),
                rootfs: ImageConfig.RootFS(diffIDs: descriptors.map(\.digest)),
                history: []
            )
        )
        let manifest = try CanonicalJSON.encode(
            Manifest(
                config: Descriptor(
                    mediaType: MediaType.config,
                    digest: try layout.blobs.put(config, by: .sha256),
                    size: Int64(config.count)
                ),
                layers: descriptors
            )
        )
        let image = Descriptor(
            mediaType: MediaType.manifest,
            digest: try layout.blobs.put(manifest, by: .sha256),
            size: Int64(manifest.count)
        )
        return try await ImageIndex.read(StoredImage(image, in: layout.blobs), in: layout.blobs)
    }
}

/// An archive of empty files (POSIX ustar).
private func tar(_ paths: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity((paths.count + 2) * 512)
    for path in paths {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        put(path, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put("00000000000", at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum + "\0 ", at: 148)
        bytes += header
    }
    return bytes + [UInt8](repeating: 0, count: 1024)
}

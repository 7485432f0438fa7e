import ContentStore
import Hashing
import OCIModel
import Testing

/// Small images for registries to hold: valid as far as a registry looks at them.
enum TestImage {
    /// Makes an image of layers of noise in a layout.
    ///
    /// - Parameters:
    ///   - layout: the layout.
    ///   - layerSizes: the sizes of the layers in bytes.
    ///   - seed: another number makes other layers.
    ///   - algorithm: what blobs and manifest are known by.
    ///   - change: a change of the manifest.
    /// - Returns: the manifest's descriptor.
    /// - Throws: `StoreError`.
    static func make(
        in layout: ImageLayout,
        layerSizes: [Int],
        seed: UInt64 = 1,
        algorithm: Digest.Algorithm = .sha256,
        change: (inout Manifest) -> Void = { _ in },
    ) throws -> Descriptor {
        var layers: [Descriptor] = []
        for (index, size) in layerSizes.enumerated() {
            let bytes = noise(size, seed: seed &* 1000 &+ UInt64(index))
            let digest = try layout.blobs.put(bytes, by: algorithm)
            layers.append(Descriptor(mediaType: MediaType.layerGzip, digest: digest, size: Int64(size)))
        }
        let config = ImageConfig(
            created: nil,
            architecture: "amd64",
            config: ImageConfig.Execution(),
            rootfs: ImageConfig.RootFS(diffIDs: layers.map(\.digest)),
            history: []
        )
        let configBytes = try CanonicalJSON.encode(config)
        let configDescriptor = Descriptor(
            mediaType: MediaType.config,
            digest: try layout.blobs.put(configBytes, by: algorithm),
            size: Int64(configBytes.count)
        )
        var manifest = Manifest(config: configDescriptor, layers: layers)
        change(&manifest)
        let bytes = try CanonicalJSON.encode(manifest)
        return Descriptor(
            mediaType: MediaType.manifest,
            digest: try layout.blobs.put(bytes, by: algorithm),
            size: Int64(bytes.count)
        )
    }

    /// Checks that an image is in a layout, whole and as its digests say.
    static func check(_ descriptor: Descriptor, in layout: ImageLayout) throws {
        let image = try StoredImage(descriptor, in: layout.blobs)
        for blob in [image.manifest.config] + image.manifest.layers {
            let bytes = try layout.blobs.read(blob.digest, limit: 1 << 30)
            #expect(Int64(bytes.count) == blob.size)
        }
    }

    /// Bytes that nothing compresses, of a fixed seed (SplitMix64).
    static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            withUnsafeBytes(of: value ^ (value >> 31)) { bytes.append(contentsOf: $0) }
        }
        return Array(bytes.prefix(count))
    }
}

package import BaseImages
package import ContentStore
internal import LayerArchive
package import OCIModel
internal import PythonPackages

/// An image of the store that is to be started here.
package struct LocalImage: Sendable {
    /// What the user calls it.
    package let name: String
    /// The store.
    let layout: ImageLayout
    /// Its manifest and configuration.
    let stored: StoredImage
    /// What its base says of itself; nil for an image that is no datalab.
    package let facts: BaseFacts?

    /// Reads what is needed to start an image.
    ///
    /// - Parameters:
    ///   - descriptor: the image's manifest.
    ///   - name: what the user calls it.
    ///   - layout: the store, which has the image with all its layers.
    /// - Throws: `StoreError`, `LayerArchiveError`; `LocalRunFailure` for an image that cannot run here.
    package init(_ descriptor: Descriptor, named name: String, in layout: ImageLayout) throws {
        self.name = name
        self.layout = layout
        stored = try StoredImage(descriptor, in: layout.blobs)
        facts = try Self.facts(of: stored, in: layout.blobs)
        let machine = PythonTarget.Architecture.current?.ociName
        guard stored.config.architecture == machine else {
            throw LocalRunFailure(
                .image,
                "'\(name)' is for \(stored.config.architecture), and this machine is \(machine ?? "another")",
                hint: "pull the image of this machine's platform: 'datalab pull' takes it where there is one",
            )
        }
        guard let entrypoint = execution.entrypoint, !entrypoint.isEmpty else {
            throw LocalRunFailure(.image, "'\(name)' has no entry point", hint: "'datalab images' lists the datalabs")
        }
    }

    /// The digest of its manifest.
    package var digest: Digest { stored.descriptor.digest }

    var execution: ImageConfig.Execution { stored.config.config ?? .init() }

    /// The port it listens on, unless told otherwise.
    var port: UInt16 {
        let exposed = (execution.exposedPorts ?? [:]).keys.sorted().lazy.compactMap { UInt16($0.prefix { $0 != "/" }) }
        return facts?.port ?? exposed.first ?? 10_000
    }

    /// The path, below the base path, that answers when it is ready.
    var probe: String { facts?.probe ?? "/" }

    /// Whether it opens a page; an image that is no datalab may.
    package var hasPage: Bool { facts.map { $0.port != nil } ?? true }

    /// Refuses an image that opens none, where somebody wants to open it.
    ///
    /// - Throws: `LocalRunFailure` with code `image`.
    package func requirePage() throws(LocalRunFailure) {
        guard !hasPage else { return }
        throw LocalRunFailure(
            .image,
            "'\(name)' is a step of a pipeline, which opens no page",
            hint:
                "'datalab step cwl \(name)' writes what engines such as cwltool run; 'datalab test \(name)' tries it out"
        )
    }

    /// The contract layer is the base's last, and small.
    private static func facts(of image: StoredImage, in blobs: BlobStore) throws -> BaseFacts? {
        let role = BaseLayer.Role.contract.rawValue
        let layers = image.manifest.layers.filter { $0.annotations?[AnnotationKey.layerRole] == role }
        for layer in layers.reversed() {
            let reader = try TarReader(blobs.path(of: layer.digest), name: "layer \(layer.digest.short)")
            while let entry = try reader.next() {
                guard entry.path == ContractLayer.factsPath else { continue }
                var bytes: [UInt8] = []
                try reader.readContent { bytes += $0 }
                return try? CanonicalJSON.decode(BaseFacts.self, from: bytes)
            }
        }
        return nil
    }
}

package import ContentStore
package import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import PythonPackages

/// Puts a base's layers together: configuration, manifest, name.
package struct BaseAssembly {
    let recipe: Recipe
    let facts: BaseFacts
    let layers: [BaseLayer]

    /// A base of a recipe.
    package init(recipe: Recipe, facts: BaseFacts, layers: [BaseLayer]) {
        self.recipe = recipe
        self.facts = facts
        self.layers = layers
    }

    /// Stores configuration and manifest and lets the base's name point to them.
    package func store(in layout: ImageLayout) throws -> BaseImage {
        let config = imageConfig()
        let configBytes = try CanonicalJSON.encode(config)
        let configDigest = try layout.blobs.put(configBytes)
        let manifest = Manifest(
            config: Descriptor(mediaType: MediaType.config, digest: configDigest, size: Int64(configBytes.count)),
            layers: layers.map(\.descriptor),
            annotations: try annotations(),
        )
        let bytes = try CanonicalJSON.encode(manifest)
        let digest = try layout.blobs.put(bytes)
        let descriptor = Descriptor(mediaType: MediaType.manifest, digest: digest, size: Int64(bytes.count))
        try layout.setReference(facts.referenceName, to: descriptor)
        return BaseImage(manifest: descriptor, layers: layers, execution: config.config ?? .init(), facts: facts)
    }

    private func imageConfig() -> ImageConfig {
        ImageConfig(
            created: nil,
            architecture: facts.target.architecture.ociName,
            config: execution(),
            rootfs: .init(diffIDs: layers.map(\.diffID)),
            history: layers.map {
                .init(
                    created: nil,
                    createdBy: "datalab base \(facts.kind.rawValue):\(facts.variant)",
                    comment: $0.contents
                )
            },
        )
    }

    private func execution() -> ImageConfig.Execution {
        var execution = ImageConfig.Execution()
        execution.user = "\(DefaultUser.id):0"
        execution.exposedPorts = ["\(recipe.port)/tcp": ImageConfig.EmptyObject()]
        execution.environment = recipe.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        execution.entrypoint = recipe.entrypoint
        execution.workingDirectory = "/"
        execution.stopSignal = "SIGTERM"
        return execution
    }

    private func annotations() throws -> [String: String] {
        [
            AnnotationKey.title: "\(recipe.title) on Debian \(facts.debian) (\(facts.suite))",
            AnnotationKey.kind: facts.kind.rawValue,
            AnnotationKey.baseFacts: String(decoding: try CanonicalJSON.encode(facts), as: UTF8.self),
            AnnotationKey.layerFormat: LayerFormat.version,
        ]
    }
}

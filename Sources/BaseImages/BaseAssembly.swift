package import ContentStore
package import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import PythonPackages

/// Puts a base's layers together: configuration, manifest, name.
package struct BaseAssembly {
    let contract: Recipe.Contract
    let facts: BaseFacts
    let layers: [BaseLayer]
    /// The image that the base is made from, if it is.
    let origin: OriginImage?

    /// A base that starts by a contract.
    package init(contract: Recipe.Contract, facts: BaseFacts, layers: [BaseLayer]) {
        self.init(contract: contract, facts: facts, layers: layers, origin: nil)
    }

    /// A base that starts by a contract, perhaps made from an image.
    init(contract: Recipe.Contract, facts: BaseFacts, layers: [BaseLayer], origin: OriginImage?) {
        self.contract = contract
        self.facts = facts
        self.layers = layers
        self.origin = origin
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
        return BaseImage(
            referenceName: facts.referenceName,
            manifest: descriptor,
            layers: layers,
            execution: config.config ?? .init(),
            facts: facts,
            origin: origin.map { .init(name: $0.name, digest: $0.image.descriptor.digest) },
        )
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

    /// The contract's, on what the image the base is made from has.
    private func execution() -> ImageConfig.Execution {
        var execution = origin?.image.config.config ?? ImageConfig.Execution()
        // Where packages went on top of an image, so did the home of this user.
        let inherited = facts.suite == nil ? execution.user.flatMap { $0.isEmpty ? nil : $0 } : nil
        execution.user = inherited ?? "\(DefaultUser.id):0"
        if let page = contract.page {
            execution.exposedPorts = (execution.exposedPorts ?? [:])
                .merging(["\(page.port)/tcp": ImageConfig.EmptyObject()]) { $1 }
        }
        execution.environment = environment(execution.environment ?? [])
        execution.entrypoint = contract.entrypoint
        // Arguments of another entry point.
        execution.command = nil
        // Where the other entry point began; the contract's goes where it has to.
        execution.workingDirectory = "/"
        execution.stopSignal = "SIGTERM"
        return execution
    }

    private func environment(_ inherited: [String]) -> [String] {
        let kept = inherited.filter { variable in contract.environment[String(variable.prefix { $0 != "=" })] == nil }
        return kept + contract.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    private func annotations() throws -> [String: String] {
        var annotations = [
            AnnotationKey.kind: facts.kind.rawValue,
            AnnotationKey.baseFacts: String(decoding: try CanonicalJSON.encode(facts), as: UTF8.self),
            AnnotationKey.layerFormat: LayerFormat.version,
        ]
        if let origin {
            annotations[AnnotationKey.title] = "\(facts.title) from \(origin.name)"
            annotations[AnnotationKey.baseName] = origin.name
            annotations[AnnotationKey.baseDigest] = origin.image.descriptor.digest.description
        } else {
            annotations[AnnotationKey.title] = "\(facts.title) on Debian \(facts.debian ?? "") (\(facts.suite ?? ""))"
        }
        return annotations
    }
}

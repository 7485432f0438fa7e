/// An image configuration (image-spec 1.1, config.md).
public struct ImageConfig: Sendable, Hashable, Codable {
    /// When the image was made, RFC 3339.
    public var created: String?
    /// Who made it.
    public var author: String?
    /// The processor, a GOARCH value.
    public var architecture: String
    /// The operating system, a GOOS value.
    public var os: String
    /// The variant of the processor.
    public var variant: String?
    /// How a container of the image runs.
    public var config: Execution?
    /// The layers' DiffIDs, base first.
    public var rootfs: RootFS
    /// How each layer came to be; entries that are not `empty_layer` match the DiffIDs in number and order.
    public var history: [History]?

    /// A configuration for `linux` on the given processor.
    public init(
        created: String?,
        author: String? = nil,
        architecture: String,
        config: Execution,
        rootfs: RootFS,
        history: [History],
    ) {
        self.created = created
        self.author = author
        self.architecture = architecture
        self.os = "linux"
        self.config = config
        self.rootfs = rootfs
        self.history = history
    }

    /// The execution parameters of a container.
    public struct Execution: Sendable, Hashable, Codable {
        /// `user[:group]`, names or numbers.
        public var user: String?
        /// Ports as `10000/tcp`.
        public var exposedPorts: [String: EmptyObject]?
        /// Variables as `NAME=value`.
        public var environment: [String]?
        /// The program and its first arguments.
        public var entrypoint: [String]?
        /// Arguments a user may replace.
        public var command: [String]?
        /// Folders that expect a volume.
        public var volumes: [String: EmptyObject]?
        /// The folder the program starts in.
        public var workingDirectory: String?
        /// Arbitrary facts; keys in reverse-DNS form.
        public var labels: [String: String]?
        /// The signal that asks for a clean stop.
        public var stopSignal: String?

        /// Execution parameters, all unset.
        public init() {}

        enum CodingKeys: String, CodingKey {
            case user = "User"
            case exposedPorts = "ExposedPorts"
            case environment = "Env"
            case entrypoint = "Entrypoint"
            case command = "Cmd"
            case volumes = "Volumes"
            case workingDirectory = "WorkingDir"
            case labels = "Labels"
            case stopSignal = "StopSignal"
        }
    }

    /// The layers by the digests of their uncompressed archives.
    public struct RootFS: Sendable, Hashable, Codable {
        /// Always `layers`.
        public var type: String
        /// DiffIDs, base first.
        public var diffIDs: [Digest]

        /// A root file system of the given layers.
        public init(diffIDs: [Digest]) {
            self.type = "layers"
            self.diffIDs = diffIDs
        }

        enum CodingKeys: String, CodingKey {
            case type
            case diffIDs = "diff_ids"
        }
    }

    /// How one layer came to be.
    public struct History: Sendable, Hashable, Codable {
        /// When, RFC 3339.
        public var created: String?
        /// What made the layer.
        public var createdBy: String?
        /// Anything else.
        public var comment: String?
        /// Whether no layer belongs to the entry.
        public var emptyLayer: Bool?

        /// The history of one layer.
        public init(created: String?, createdBy: String, comment: String? = nil) {
            self.created = created
            self.createdBy = createdBy
            self.comment = comment
        }

        enum CodingKeys: String, CodingKey {
            case created
            case createdBy = "created_by"
            case comment
            case emptyLayer = "empty_layer"
        }
    }

    /// The JSON object `{}`, the value of the configuration's sets.
    public struct EmptyObject: Sendable, Hashable, Codable {
        /// An empty object.
        public init() {}
    }
}

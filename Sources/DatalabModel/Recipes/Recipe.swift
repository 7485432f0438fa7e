/// How a base image is made: the content of `recipes/<kind>/recipe.yaml`.
public struct Recipe: Sendable, Hashable, Codable {
    /// A release of Debian to make the base on.
    public struct Variant: Sendable, Hashable, Codable {
        /// The variant's name, as in `jupyterlab:trixie`.
        public var name: String
        /// The suite of Debian.
        public var suite: String
        /// The version of Python that the suite brings.
        public var python: PythonVersionRequest
        /// Whether this variant is used when nothing asks for another.
        public var isDefault: Bool
        /// Debian packages of this variant alone.
        public var packages: [String]
    }

    /// What serves the page.
    public struct Server: Sendable, Hashable, Codable {
        /// The file of the server's requirements, in the recipe's folder.
        public var requirements: String
        /// The name of the lock in the recipe's folder; `{variant}` stands for the variant's name.
        public var lock: String
        /// The folder of the server's environment in the image.
        public var prefix: String
    }

    /// The environment of the user's packages.
    public struct User: Sendable, Hashable, Codable {
        /// The folder of the environment in the image.
        public var prefix: String
        /// Requirements that are always installed beside the user's.
        public var requirements: [String]
    }

    /// What the base's datalabs open with.
    public var kind: DatalabKind
    /// A title for people.
    public var title: String
    /// A description for people.
    public var description: String?
    /// The TCP port that is served.
    public var port: UInt16
    /// The path, below the base path, that answers when the server is ready.
    public var probe: String
    /// The variants; exactly one is the default.
    public var variants: [Variant]
    /// Debian packages of every variant.
    public var packages: [String]
    /// What serves the page.
    public var server: Server
    /// The environment of the user's packages.
    public var user: User
    /// The folder, in the recipe's, whose content is put into the image's root.
    public var files: String?
    /// Environment variables of the image.
    public var environment: [String: String]
    /// The command the image starts with.
    public var entrypoint: [String]

    /// The variant that is used when nothing asks for another.
    public var defaultVariant: Variant? { variants.first(where: \.isDefault) }

    /// The variant with a name.
    public func variant(named name: String) -> Variant? {
        variants.first { $0.name == name }
    }

    /// The variant whose Python is asked for.
    ///
    /// The default variant for no request; a patch does not matter; nil when no variant has that Python.
    public func variant(for request: PythonVersionRequest?) -> Variant? {
        guard let request else { return defaultVariant }
        let fitting = variants.filter { $0.python.series == request.series }
        return fitting.first(where: \.isDefault) ?? fitting.first
    }

    /// The Debian packages of a variant: those of every variant, then its own, each once.
    public func packages(of variant: Variant) -> [String] {
        var seen = Set<String>()
        return (packages + variant.packages).filter { seen.insert($0).inserted }
    }

    /// The name of a variant's server lock in the recipe's folder.
    public func lockName(of variant: Variant) -> String {
        guard let range = server.lock.firstRange(of: "{variant}") else { return server.lock }
        return server.lock.replacingCharacters(in: range, with: variant.name)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}

/// What is known about a datalab: the metadata file in one normal form.
public struct DatalabMetadata: Sendable, Hashable, Codable {
    /// Who made it.
    public struct Creator: Sendable, Hashable, Codable {
        /// The name of a person or an organisation.
        public var name: String
        /// The address of a logo.
        public var logo: String?

        /// A creator.
        public init(name: String, logo: String? = nil) {
            self.name = name
            self.logo = logo
        }
    }

    /// Whom to ask.
    public struct ContactPoint: Sendable, Hashable, Codable {
        /// The e-mail address.
        public var email: String
        /// The organisation.
        public var organisationName: String?
        /// An identifier of the person or organisation.
        public var identifier: String?
        /// The role of the person.
        public var role: String?

        /// A contact.
        public init(
            email: String,
            organisationName: String? = nil,
            identifier: String? = nil,
            role: String? = nil,
        ) {
            self.email = email
            self.organisationName = organisationName
            self.identifier = identifier
            self.role = role
        }
    }

    /// What it needs to run; nil for what the platform decides.
    public struct Resources: Sendable, Hashable, Codable {
        /// Whether a GPU is needed.
        public var gpu: Bool?
        /// Processor cores, 1 to 32.
        public var cores: Int?
        /// Memory in gigabytes, 1 to 96.
        public var memory: Int?

        /// What a datalab needs to run.
        public init(gpu: Bool? = nil, cores: Int? = nil, memory: Int? = nil) {
            self.gpu = gpu
            self.cores = cores
            self.memory = memory
        }
    }

    /// The title.
    public var title: String
    /// The short name.
    public var alternateName: String
    /// A few sentences on what it is for; absent only without a metadata file.
    public var abstract: String?
    /// A longer description.
    public var description: String?
    /// The version.
    public var version: DatalabVersion
    /// Who made it; absent only without a metadata file.
    public var creator: Creator?
    /// Whom to ask; absent only without a metadata file.
    public var contactPoint: ContactPoint?
    /// The licence of its content.
    public var licence: LicenceExpression?
    /// Who may see and use it.
    public var visibility: Visibility
    /// The instruments it is about.
    public var instruments: [String]
    /// The missions it is about.
    public var missions: [String]
    /// The scientific domains it is about, as URIs of an ontology.
    public var domains: [String]
    /// The address of a picture for its card.
    public var thumbnailURL: String?
    /// Key words, each once.
    public var keywords: [String]
    /// How to cite it.
    public var citation: String?
    /// Who paid for it.
    public var funder: String?
    /// Its DOI, without `https://doi.org/`.
    public var doi: String?
    /// The language of its content.
    public var language: String?
    /// What it opens with; nil when the metadata does not say.
    public var kind: DatalabKind?
    /// The version of Python it asks for.
    public var python: PythonVersionRequest?
    /// The Debian packages it asks for beside those of its base; nil for none.
    public var systemPackages: [SystemPackageRequest]?
    /// What may stay although the checks of the files find it: rules, each with a pattern of paths if it has one; nil for none.
    public var acceptedFindings: [String]?
    /// What is on its desktop; nil for what every desktop has.
    public var desktop: Desktop?
    /// What it needs to run.
    public var resources: Resources
    /// Keys that this program has no field for, with their values.
    public var additional: [String: MetadataValue]

    /// Metadata with what every datalab has.
    public init(title: String, alternateName: String, version: DatalabVersion) {
        self.title = title
        self.alternateName = alternateName
        self.version = version
        visibility = .everyone
        instruments = []
        missions = []
        domains = []
        keywords = []
        resources = Resources()
        additional = [:]
    }

    /// The short name as a component of an OCI repository's name: lower case letters, digits and single `-`, `_`, `.`.
    ///
    /// `datalab` when the short name has no letter or digit that can be kept.
    public var imageName: String {
        var name = ""
        for scalar in alternateName.lowercased().unicodeScalars {
            let isWord = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            if isWord {
                name.unicodeScalars.append(scalar)
            } else if let last = name.last, last != "-", last != "_", last != "." {
                name.append(scalar == "_" || scalar == "." ? Character(scalar) : "-")
            }
        }
        while let last = name.last, last == "-" || last == "_" || last == "." { name.removeLast() }
        return name.isEmpty ? "datalab" : name
    }
}

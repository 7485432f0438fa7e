/// What is known about a datalab: the metadata file in one normal form.
///
/// It has the properties of ``MetadataFields``, under the names that stand there, beside those that are declared here: those whose
/// values have types of their own.
@dynamicMemberLookup
public struct DatalabMetadata: Sendable, Hashable {
    /// Who made it.
    public struct Creator: Sendable, Hashable {
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
    public struct ContactPoint: Sendable, Hashable {
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

    /// The version.
    public var version: DatalabVersion
    /// The licence of its content.
    public var licence: LicenceExpression?
    /// Who may see and use it.
    public var visibility: Visibility
    /// What it opens with; nil when the metadata does not say.
    public var kind: DatalabKind?
    /// The version of Python it asks for.
    public var python: PythonVersionRequest?
    /// The Debian packages it asks for beside those of its base; nil for none.
    public var systemPackages: [SystemPackageRequest]?
    /// What is on its desktop; nil for what every desktop has.
    public var desktop: Desktop?
    /// What it does where it is a step; nil for every other kind.
    public var step: StepDescription?
    /// Keys that this program has no field for, with their values.
    public var additional: [String: MetadataValue]
    /// The facts of the fields that have no property of their own here.
    var facts: [MetadataField: MetadataFact]

    /// Metadata with what every datalab has.
    public init(title: String, alternateName: String, version: DatalabVersion) {
        self.init(version: version, facts: [.title: .text(title), .alternateName: .text(alternateName)])
    }

    init(version: DatalabVersion, facts: [MetadataField: MetadataFact]) {
        self.version = version
        self.facts = facts
        visibility = .everyone
        additional = [:]
    }

    /// What a field says, by its name in ``MetadataFields``.
    public subscript<Value>(dynamicMember path: KeyPath<MetadataFields, MetadataProperty<Value>>) -> Value {
        get { Value(kept: facts[MetadataFields.table[keyPath: path].field]) }
        set { facts[MetadataFields.table[keyPath: path].field] = newValue.kept }
    }

    /// What a field without a property of its own says; nil when nothing.
    package subscript(_ field: MetadataField) -> MetadataFact? { facts[field] }

    /// Who made it; absent where nothing is known of them.
    public var creator: Creator? {
        get { self.creatorName.map { Creator(name: $0, logo: self.creatorLogo) } }
        set {
            self.creatorName = newValue?.name
            self.creatorLogo = newValue?.logo
        }
    }

    /// Whom to ask; absent where nothing is known of them.
    public var contactPoint: ContactPoint? {
        get {
            self.email.map {
                ContactPoint(
                    email: $0,
                    organisationName: self.organisationName,
                    identifier: self.contactIdentifier,
                    role: self.contactRole
                )
            }
        }
        set {
            self.email = newValue?.email
            self.organisationName = newValue?.organisationName
            self.contactIdentifier = newValue?.identifier
            self.contactRole = newValue?.role
        }
    }

    /// The short name as a component of an OCI repository's name: lower case letters, digits and single `-`, `_`, `.`.
    ///
    /// `datalab` when the short name has no letter or digit that can be kept.
    public var imageName: String {
        var name = ""
        for scalar in self.alternateName.lowercased().unicodeScalars {
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

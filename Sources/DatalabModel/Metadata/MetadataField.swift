/// A fact of the metadata file, by its key.
enum MetadataField: String, CaseIterable {
    case title
    case alternateName
    case abstract
    case description
    case version
    case creatorName = "creator.name"
    case creatorLogo = "creator.logo"
    case email = "contactPoint.email"
    case organisationName = "contactPoint.organisationName"
    case contactIdentifier = "contactPoint.id"
    case contactRole = "contactPoint.role"
    case licence = "distribution.license"
    case visibility
    case users = "visibility.users"
    case groups = "visibility.groups"
    case instrument
    case mission
    case domain
    case thumbnailURL = "thumbnailUrl"
    case keywords
    case citation
    case funder
    case doi = "doi.notation"
    case language
    case kind
    case python
    case systemPackages = "system-packages"
    case acceptedFindings = "checks.accept"
    case desktopStart = "desktop.start"
    case desktopMenu = "desktop.menu"
    case gpu
    case cores
    case memory = "ram"

    /// The key as documented.
    var key: String { rawValue }

    /// Other keys for the same fact.
    var otherKeys: [String] {
        switch self {
        case .creatorName: ["creator"]
        case .email: ["contactPoint"]
        case .organisationName: ["contactPoint.organisation-name"]
        case .licence: ["license", "licence", "distribution.licence", "distribution"]
        case .visibility: ["visibility.access", "access"]
        case .users: ["shared_with.users", "sharedWith.users"]
        case .groups: ["shared_with.groups", "sharedWith.groups"]
        case .doi: ["doi"]
        case .python: ["pythonVersion"]
        case .systemPackages: ["systemPackages"]
        case .desktopStart: ["desktop"]
        case .gpu: ["resources.gpu"]
        case .cores: ["resources.cores"]
        case .memory: ["resources.ram", "resources.memory"]
        default: []
        }
    }

    /// The option that gives the fact on the command line.
    var option: String? { MetadataOptions.name(of: self) }

    /// Words by which other forms of metadata call a fact, folded; they are read with a warning.
    static let usualWords: [String: MetadataField] = [
        "author": .creatorName, "authors": .creatorName, "authorname": .creatorName, "creatorname": .creatorName,
        "owner": .creatorName, "maintainer": .creatorName, "creators": .creatorName,
        "email": .email, "mail": .email, "contact": .email, "contactemail": .email, "authoremail": .email,
        "creator.email": .email, "author.email": .email, "contact.email": .email, "maintaineremail": .email,
        "summary": .abstract, "shortdescription": .abstract, "shortname": .alternateName, "labname": .alternateName,
        "labversion": .version, "licenses": .licence, "licences": .licence, "displayname": .title,
    ]

    /// The facts that a metadata file should hold (the platform's rule of 2024); what it lacks is derived.
    static let mandatory: [MetadataField] = [.title, .alternateName, .abstract, .email, .creatorName, .version]

    /// The first parts of dotted keys; a mapping under one of them holds facts.
    static let groupNames: Set<String> = Set(
        keys.compactMap { key in
            key.contains(".") ? key.split(separator: ".").first.map(String.init) : nil
        },
    )

    /// Every key that is known, as it is written.
    static let keys: [String] = allCases.flatMap { [$0.key] + $0.otherKeys }

    /// The fact of a key; nil for a key that is not known.
    static func field(of key: String) -> MetadataField? { byKey[key] }

    /// The known key that differs only by case, `-` or `_`.
    static func likeKey(_ key: String) -> String? { byFoldedKey[Spelling.folded(key)] }

    private static let byKey = Dictionary(
        allCases.flatMap { field in ([field.key] + field.otherKeys).map { ($0, field) } },
    ) { first, _ in first }

    private static let byFoldedKey = Dictionary(keys.map { (Spelling.folded($0), $0) }) { first, _ in first }
}

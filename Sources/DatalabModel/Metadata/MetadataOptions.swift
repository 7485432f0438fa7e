/// Facts given on the command line; each takes the place of the file's.
public struct MetadataOptions: Sendable, Hashable {
    /// The title, `--title`.
    public var title: String?
    /// The short name, `--alternate-name`.
    public var alternateName: String?
    /// The abstract, `--abstract`.
    public var abstract: String?
    /// The e-mail address of the contact, `--email`.
    public var email: String?
    /// The creator's name, `--creator`.
    public var creator: String?
    /// The version, `--lab-version` (`--version` tells the program's own).
    public var version: String?
    /// The licence, `--licence`.
    public var licence: String?
    /// `public` or `private`, `--visibility`.
    public var visibility: String?
    /// The users who may use a private datalab, `--user` for each.
    public var users: [String]
    /// The groups whose members may, `--group` for each.
    public var groups: [String]
    /// What the datalab opens with, `--kind`.
    public var kind: String?
    /// The version of Python, `--python`.
    public var python: String?

    /// Options of which none is given.
    public init() {
        users = []
        groups = []
    }

    /// The option of a fact; nil for a fact without one.
    static func name(of field: MetadataField) -> String? {
        switch field {
        case .title: "--title"
        case .alternateName: "--alternate-name"
        case .abstract: "--abstract"
        case .email: "--email"
        case .creatorName: "--creator"
        case .version: "--lab-version"
        case .licence: "--licence"
        case .visibility: "--visibility"
        case .users: "--user"
        case .groups: "--group"
        case .kind: "--kind"
        case .python: "--python"
        default: nil
        }
    }

    /// The texts given for a fact; empty when the option is not given.
    func texts(of field: MetadataField) -> [String] {
        switch field {
        case .title: title.map { [$0] } ?? []
        case .alternateName: alternateName.map { [$0] } ?? []
        case .abstract: abstract.map { [$0] } ?? []
        case .email: email.map { [$0] } ?? []
        case .creatorName: creator.map { [$0] } ?? []
        case .version: version.map { [$0] } ?? []
        case .licence: licence.map { [$0] } ?? []
        case .visibility: visibility.map { [$0] } ?? []
        case .users: users
        case .groups: groups
        case .kind: kind.map { [$0] } ?? []
        case .python: python.map { [$0] } ?? []
        default: []
        }
    }
}

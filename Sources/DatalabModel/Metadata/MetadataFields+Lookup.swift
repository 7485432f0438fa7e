extension MetadataFields {
    /// The fields by their names.
    package static let table = MetadataFields()

    /// The fields in their order, with the names of their properties here.
    private static let named: [(name: String, field: MetadataField)] = Mirror(reflecting: table).children.compactMap {
        child in
        let field = child.value as? MetadataField ?? (child.value as? any MetadataPropertyField)?.field
        return field.flatMap { field in child.label.map { ($0, field) } }
    }

    /// Every field, in the order of the table.
    package static let all: [MetadataField] = named.map(\.field)

    /// The field of a property's name; nil for another name.
    package static func field(named name: String) -> MetadataField? { byName[name] }

    private static let byName = Dictionary(named.map { ($0.name, $0.field) }) { first, _ in first }
}

/// A field with a property of the metadata, whichever value that has.
private protocol MetadataPropertyField {
    var field: MetadataField { get }
}

extension MetadataProperty: MetadataPropertyField {}

/// Fields that code asks for by name.
extension MetadataField {
    static let title = MetadataFields.table.title.field
    static let alternateName = MetadataFields.table.alternateName.field
    static let version = MetadataFields.table.version
    static let abstract = MetadataFields.table.abstract.field
    static let creatorName = MetadataFields.table.creatorName.field
    static let email = MetadataFields.table.email.field
    static let licence = MetadataFields.table.licence
    static let visibility = MetadataFields.table.visibility
    static let users = MetadataFields.table.users
    static let groups = MetadataFields.table.groups
    static let kind = MetadataFields.table.kind
    static let python = MetadataFields.table.python
    static let systemPackages = MetadataFields.table.systemPackages
    static let desktopStart = MetadataFields.table.desktopStart
    static let desktopMenu = MetadataFields.table.desktopMenu
    static let command = MetadataFields.table.command
    static let notebook = MetadataFields.table.notebook
    static let inputs = MetadataFields.table.inputs
    static let outputs = MetadataFields.table.outputs
    static let network = MetadataFields.table.network
}

/// Keys, as they are written.
extension MetadataField {
    /// The first parts of dotted keys; a mapping under one of them holds facts.
    static let groupNames: Set<String> = Set(
        keys.compactMap { key in
            key.contains(".") ? key.split(separator: ".").first.map(String.init) : nil
        },
    )

    /// Every key that is known, as it is written.
    static let keys: [String] = MetadataFields.all.flatMap { [$0.key] + $0.otherKeys }

    /// The fact of a key; nil for a key that is not known.
    static func field(of key: String) -> MetadataField? { byKey[key] }

    /// The known key that differs only by case, `-` or `_`.
    static func likeKey(_ key: String) -> String? { byFoldedKey[Spelling.folded(key)] }

    /// The fact that other forms of metadata call by a word.
    static func field(usuallyCalled word: String) -> MetadataField? { byUsualWord[Spelling.folded(word)] }

    private static let byKey = Dictionary(
        MetadataFields.all.flatMap { field in ([field.key] + field.otherKeys).map { ($0, field) } },
    ) { first, _ in first }

    private static let byFoldedKey = Dictionary(keys.map { (Spelling.folded($0), $0) }) { first, _ in first }

    private static let byUsualWord = Dictionary(
        MetadataFields.all.flatMap { field in field.usualWords.map { ($0, field) } }
    ) { first, _ in first }
}

/// Facts given on the command line; each takes the place of the file's.
///
/// It has the properties of ``MetadataFields`` that have an option, each a text.
@dynamicMemberLookup
public struct MetadataOptions: Sendable, Hashable {
    private var given: [MetadataField: [String]] = [:]

    /// Options of which none is given.
    public init() {}

    /// The texts given for a fact; empty when its option is not given.
    package subscript(_ field: MetadataField) -> [String] {
        get { given[field] ?? [] }
        set { given[field] = newValue.isEmpty ? nil : newValue }
    }

    /// The text given for a fact; nil when its option is not given.
    public subscript(dynamicMember path: KeyPath<MetadataFields, MetadataField>) -> String? {
        get { self[MetadataFields.table[keyPath: path]].first }
        set { self[MetadataFields.table[keyPath: path]] = newValue.map { [$0] } ?? [] }
    }

    /// The text given for a fact; nil when its option is not given.
    public subscript<Value>(dynamicMember path: KeyPath<MetadataFields, MetadataProperty<Value>>) -> String? {
        get { self[MetadataFields.table[keyPath: path].field].first }
        set { self[MetadataFields.table[keyPath: path].field] = newValue.map { [$0] } ?? [] }
    }

    /// The users who may use a private datalab, `--user` for each.
    public var users: [String] {
        get { self[.users] }
        set { self[.users] = newValue }
    }

    /// The groups whose members may, `--group` for each.
    public var groups: [String] {
        get { self[.groups] }
        set { self[.groups] = newValue }
    }
}

internal import ArgumentParser
internal import CommandLines
internal import DatalabModel

/// The metadata that options give; they win over the file's.
///
/// A property is called like its field in ``MetadataFields``, where the option's name and help are.
struct MetadataArguments: ParsableArguments {
    @Option(\.title) var title: String?
    @Option(\.alternateName) var alternateName: String?
    @Option(\.abstract) var abstract: String?
    @Option(\.email) var email: String?
    @Option(\.creatorName) var creatorName: String?
    @Option(\.version) var version: String?
    @Option(\.licence) var licence: String?
    @Option(\.visibility) var visibility: String?
    @Option(\.users) var users: [String] = []
    @Option(\.groups) var groups: [String] = []
    @Option(\.kind, completion: .kinds) var kind: String?
    @Option(\.python) var python: String?

    /// The facts in the model's form.
    var options: MetadataOptions {
        var options = MetadataOptions()
        for (name, value) in Self.properties(of: self) {
            guard let field = MetadataFields.field(named: name) else { continue }
            switch value {
            case let option as Option<String?>: options[field] = option.wrappedValue.map { [$0] } ?? []
            case let option as Option<[String]>: options[field] = option.wrappedValue
            default: continue
            }
        }
        return options
    }

    /// What the struct has, by the names of its properties without the wrappers' underscore.
    fileprivate static func properties(of arguments: MetadataArguments) -> [(name: String, value: Any)] {
        Mirror(reflecting: arguments).children.compactMap { child in
            child.label.map { (String($0.trimmingPrefix("_")), child.value) }
        }
    }
}

/// What a test asks of the options that fields have.
package enum MetadataArgumentsCheck {
    /// The options of fields that the command line does not have.
    package static var missing: [String] {
        let names = Set(MetadataArguments.properties(of: MetadataArguments()).map(\.name))
        let known = names.compactMap(MetadataFields.field(named:))
        return MetadataFields.all.filter { !known.contains($0) }.compactMap(\.option?.name)
    }
}

extension Option {
    /// The option of a field with a property.
    fileprivate init<Fact>(
        _ path: KeyPath<MetadataFields, MetadataProperty<Fact>>,
        completion: CompletionKind? = nil
    ) where Value == String? {
        self.init(path.appending(path: \.field), completion: completion)
    }

    /// The option of a field.
    fileprivate init(
        _ path: KeyPath<MetadataFields, MetadataField>,
        completion: CompletionKind? = nil
    ) where Value == String? {
        let field = MetadataFields.table[keyPath: path]
        self.init(name: field.optionName, help: field.optionHelp, completion: completion)
    }

    /// The option of a field, which can be repeated.
    fileprivate init(wrappedValue: [String], _ path: KeyPath<MetadataFields, MetadataField>) where Value == [String] {
        let field = MetadataFields.table[keyPath: path]
        self.init(wrappedValue: wrappedValue, name: field.optionName, help: field.optionHelp)
    }
}

extension MetadataField {
    /// The name of its option for the parser, which puts the hyphens before it.
    fileprivate var optionName: NameSpecification { .customLong(String((option?.name ?? key).trimmingPrefix("--"))) }

    fileprivate var optionHelp: ArgumentHelp? { option.map { ArgumentHelp($0.help) } }
}

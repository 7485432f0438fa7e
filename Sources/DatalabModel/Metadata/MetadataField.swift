/// A fact of the metadata: how it is written, read, kept and shown.
///
/// ``MetadataFields`` has all of them.
public struct MetadataField: Sendable, Hashable {
    /// What kind of value a fact has, and so how it is read.
    package enum Form: Sendable {
        /// A text on one line.
        case line
        /// A text.
        case text
        /// The address of something on the web.
        case address
        /// An e-mail address.
        case email
        /// A DOI, kept without the address of its resolver.
        case doi
        /// Several texts: a list, or one text that is split at separators.
        case list(separators: Set<Character> = [])
        /// A yes or no.
        case flag
        /// A whole number in a range, perhaps with its unit behind it.
        case number(ClosedRange<Int>, unit: String = "")
        /// A form of its own, which ``MetadataInterpreter`` has a function for; in JSON it is this.
        case own(JSONForm)
    }

    /// What a value is in JSON.
    package enum JSONForm: Sendable {
        case text
        case texts
        case flag
        case number
        /// Objects with texts.
        case objects
    }

    /// The option that gives a fact on the command line.
    package struct Option: Sendable {
        /// The option, such as `--title`.
        package let name: String
        /// What `--help` says of it.
        package let help: String
    }

    /// How an AppStore tells a fact of a datalab.
    package struct Display: Sendable {
        /// Where a fact leads to on the datalab's page.
        package enum Link: Sendable {
            /// To a letter to its address.
            case mail
            /// To what the DOI stands for.
            case doi
            /// To the datalabs that have the same, by the facet that is named like the field.
            case facet
        }

        /// The property of the API's answer; nil for the name in the metadata's own JSON.
        fileprivate let property: String?
        /// Whether the datalab's summary has it, not its details alone.
        package let isInSummary: Bool
        /// What it is called among the facts of the datalab's page; nil for what is not among them.
        package let label: String?
        /// Where it leads to there.
        package let link: Link?

        /// A fact of the datalab's details.
        package static func detail(_ property: String? = nil, label: String? = nil, link: Link? = nil) -> Display {
            Display(property: property, isInSummary: false, label: label, link: link)
        }

        /// A fact of the datalab's summary, which has a property of its own for it.
        package static func summary(_ property: String? = nil, label: String, link: Link? = nil) -> Display {
            Display(property: property, isInSummary: true, label: label, link: link)
        }
    }

    /// The key as documented.
    package let key: String
    /// Other keys for the same fact.
    let otherKeys: [String]
    /// Words by which other forms of metadata call the fact, folded; they are read with a warning.
    let usualWords: [String]
    /// Where it stands in the JSON of an image, as the names of objects and of the property with `.` between them.
    let name: String
    /// What kind of value it has.
    package let form: Form
    /// Whether a metadata file should hold it (the platform's rule of 2024); where one does not, it is derived.
    let isMandatory: Bool
    /// Whether images have it although it is empty: only what they always had, as their bytes must not change.
    let isAlwaysWritten: Bool
    /// The key of the fact without which this one means nothing.
    let needs: String?
    /// The one kind of datalab that it means something for; nil for every kind.
    let kind: DatalabKind?
    /// The option that gives it.
    package let option: Option?
    /// How an AppStore tells it; nil for what it does not.
    package let display: Display?

    /// A field.
    ///
    /// - Parameters:
    ///   - key: the key as documented.
    ///   - form: what kind of value it has.
    ///   - name: where it stands in the JSON of an image; nil for the key.
    ///   - otherKeys: other keys for the same fact.
    ///   - usualWords: what other forms of metadata call it, folded.
    ///   - isMandatory: whether a metadata file should hold it.
    ///   - isAlwaysWritten: whether images have it although it is empty.
    ///   - needs: the key of the fact without which it means nothing.
    ///   - kind: the one kind of datalab that it means something for.
    ///   - option: the option that gives it, and what `--help` says of that.
    ///   - display: how an AppStore tells it.
    init(
        _ key: String,
        _ form: Form,
        name: String? = nil,
        otherKeys: [String] = [],
        usualWords: [String] = [],
        isMandatory: Bool = false,
        isAlwaysWritten: Bool = false,
        needs: String? = nil,
        kind: DatalabKind? = nil,
        option: (name: String, help: String)? = nil,
        display: Display? = nil
    ) {
        self.key = key
        self.form = form
        self.name = name ?? key
        self.otherKeys = otherKeys
        self.usualWords = usualWords
        self.isMandatory = isMandatory
        self.isAlwaysWritten = isAlwaysWritten
        self.needs = needs
        self.kind = kind
        self.option = option.map { Option(name: $0.name, help: $0.help) }
        self.display = display
    }

    /// The property of the API's answer that tells it; nil for what an AppStore does not tell.
    package var property: String? { display.map { $0.property ?? name } }

    /// What it is in JSON.
    package var jsonForm: JSONForm {
        switch form {
        case .line, .text, .address, .email, .doi: .text
        case .list: .texts
        case .flag: .flag
        case .number: .number
        case .own(let form): form
        }
    }

    /// Whether a function of its own reads it, and a property of its own keeps it.
    var hasOwnForm: Bool { if case .own = form { true } else { false } }

    /// Fields are the same when they have the same key.
    public static func == (one: MetadataField, other: MetadataField) -> Bool { one.key == other.key }

    /// What is hashed of a field: its key.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// A field whose value ``DatalabMetadata`` has as a property of the same name, without more being written.
public struct MetadataProperty<Value: MetadataPropertyValue>: Sendable {
    package let field: MetadataField
}

/// What a property of the metadata can be.
public protocol MetadataPropertyValue {
    /// The value of what is kept; nil is kept for what is not said.
    init(kept: MetadataFact?)
    /// What is kept of it.
    var kept: MetadataFact? { get }
}

/// A fact as it is kept.
public enum MetadataFact: Sendable, Hashable {
    /// A text.
    case text(String)
    /// Texts.
    case texts([String])
    /// A yes or no.
    case flag(Bool)
    /// A whole number.
    case number(Int)

    /// Its texts: one, or those of a list.
    package var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .texts(let texts): texts
        case .flag(let flag): [flag ? "yes" : "no"]
        case .number(let number): ["\(number)"]
        }
    }
}

extension String: MetadataPropertyValue {
    /// The text; empty where nothing is kept.
    public init(kept: MetadataFact?) { if case .text(let text) = kept { self = text } else { self = "" } }

    /// The text.
    public var kept: MetadataFact? { .text(self) }
}

extension [String]: MetadataPropertyValue {
    /// The texts; none where nothing is kept.
    public init(kept: MetadataFact?) { if case .texts(let texts) = kept { self = texts } else { self = [] } }

    /// The texts; nothing of an empty list.
    public var kept: MetadataFact? { isEmpty ? nil : .texts(self) }
}

extension Bool: MetadataPropertyValue {
    /// The answer; no where nothing is kept.
    public init(kept: MetadataFact?) { self = kept == .flag(true) }

    /// The answer.
    public var kept: MetadataFact? { .flag(self) }
}

extension Int: MetadataPropertyValue {
    /// The number; 0 where nothing is kept.
    public init(kept: MetadataFact?) { if case .number(let number) = kept { self = number } else { self = 0 } }

    /// The number.
    public var kept: MetadataFact? { .number(self) }
}

extension Optional: MetadataPropertyValue where Wrapped: MetadataPropertyValue {
    /// The value; nil where nothing is kept.
    public init(kept: MetadataFact?) { self = kept.map { Wrapped(kept: $0) } }

    /// What is kept of the value.
    public var kept: MetadataFact? { flatMap(\.kept) }
}

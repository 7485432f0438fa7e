public import Reporting
internal import SourcedYAML

/// What a metadata file says, and all that is to be said about it.
public struct MetadataReading: Sendable, Hashable {
    /// The metadata; nil when there is an error among the problems.
    public var metadata: DatalabMetadata?
    /// Every problem, in the order of the file; those without a line come last.
    public var problems: [Problem]
    /// Where the licence is given, for what is said about it later; nil where none is.
    public var licencePlace: Place?
    /// Where each field is given, for what is said about it later.
    package var places: [MetadataField: Place] = [:]
    /// Whether something that every datalab should say was not said: more that is known of the source may help.
    public var isThin = false

    /// Whether there is an error among the problems.
    public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// Reads metadata: from the file, from options, and what can be derived.
public enum MetadataReader {
    /// Reads a metadata file.
    ///
    /// An option takes the place of what the file says; the file's value is not even checked then. Dotted keys
    /// (`creator.name: X`) and nested ones mean the same. All problems of the file are found in one run; lines that
    /// YAML cannot read because of a missing colon, space or quote are each told, and read as they were meant.
    ///
    /// Old and thin files are read: what is missing or cannot be used is derived or left out, each with a warning. An error is
    /// only what cannot be understood at all, what an option says wrongly, and an unknown kind or Python.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    ///   - options: facts given on the command line.
    ///   - derived: what is known about the source, for what the file does not say.
    /// - Returns: the metadata, unless there are errors, and every problem.
    public static func read(
        _ bytes: [UInt8],
        file: String,
        options: MetadataOptions = MetadataOptions(),
        derived: DerivedFacts = DerivedFacts(repositoryName: ""),
    ) -> MetadataReading {
        var source = MetadataSource(bytes, file: file)
        var facts = MetadataFacts()
        guard source.root != nil || source.isEmpty else {
            return MetadataReading(problems: source.finish(source.problems))
        }
        if let root = source.root { facts.collect(root) }
        facts.replace(with: options)
        source.problems += facts.problems
        var interpreter = MetadataInterpreter(facts: facts, origin: .file(file), derived: derived)
        return reading(of: &interpreter) { source.finish(source.problems + $0) }
    }

    /// Makes metadata for a source that has no metadata file.
    ///
    /// What no option gives is derived, each with a warning; the abstract, the e-mail address and the creator stay absent
    /// where nothing is known of them, with a warning too.
    ///
    /// - Parameters:
    ///   - options: facts given on the command line.
    ///   - derived: what is known about the source.
    /// - Returns: the metadata, unless an option is wrong, and every problem.
    public static func withoutFile(options: MetadataOptions, derived: DerivedFacts) -> MetadataReading {
        var facts = MetadataFacts()
        facts.replace(with: options)
        var interpreter = MetadataInterpreter(facts: facts, origin: .options, derived: derived)
        return reading(of: &interpreter) { facts.problems + $0 }
    }

    static func reading(
        of interpreter: inout MetadataInterpreter,
        finish: ([Problem]) -> [Problem],
    ) -> MetadataReading {
        let metadata = interpreter.interpret()
        var reading = MetadataReading(problems: finish(interpreter.problems))
        if !reading.hasErrors { reading.metadata = metadata }
        reading.isThin = interpreter.isThin
        reading.places = interpreter.facts.facts.mapValues(\.value.place)
        reading.licencePlace = interpreter.facts.facts[.licence]?.value.place
        return reading
    }
}

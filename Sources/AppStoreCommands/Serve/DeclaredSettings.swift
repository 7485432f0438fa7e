internal import ArgumentParser

/// The options of a command as settings: each is declared once, and so can be a line of a file or a variable too.
enum DeclaredSettings {
    /// The names of a command's settings, in the order of their declarations.
    ///
    /// - Parameters:
    ///   - command: its options that take a text, and its flags, are settings.
    ///   - others: the names of those that are none.
    /// - Returns: `public-url` for a property `publicURL`.
    static func names(of command: some ParsableArguments, but others: Set<String>) -> [String] {
        declared(in: command, but: others).map(\.name)
    }

    /// What was given of the settings, as texts; a flag that was given is `true`.
    ///
    /// - Parameters:
    ///   - command: the command, parsed.
    ///   - others: the names of options that are no settings.
    /// - Returns: texts by name.
    static func given(to command: some ParsableArguments, but others: Set<String>) -> [String: String] {
        declared(in: command, but: others).reduce(into: [:]) { given, option in
            switch option.value {
            case let text as Option<String?>: given[option.name] = text.wrappedValue
            case let flag as Flag<Bool>: given[option.name] = flag.wrappedValue ? "true" : nil
            default: break
            }
        }
    }

    private static func declared(in command: some ParsableArguments, but others: Set<String>) -> [(
        name: String, value: Any
    )] {
        Mirror(reflecting: command).children.compactMap { child in
            // A property's wrapper is called as the property, with a line before it.
            guard let label = child.label, label.hasPrefix("_"),
                child.value is Option<String?> || child.value is Flag<Bool>
            else { return nil }
            let name = name(ofProperty: label.dropFirst())
            return others.contains(name) ? nil : (name, child.value)
        }
    }

    /// `tls-key` for `tlsKey`, `public-url` for `publicURL`: as the command line spells them.
    private static func name(ofProperty property: Substring) -> String {
        var name = ""
        var previous: Character = "A"
        for character in property {
            if character.isUppercase, !previous.isUppercase { name += "-" }
            name += character.lowercased()
            previous = character
        }
        return name
    }
}

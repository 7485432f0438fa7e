internal import ArgumentParser
internal import CommandLines
internal import OCIModel
internal import Reporting

/// Where published bases are: below which repositories.
enum BasePlaces {
    /// The repository of bases at an AppStore.
    static let repository = "bases"

    /// Those of the options; else of `$DATALAB_BASES`; else the AppStore's that was chosen for all commands, if one was.
    ///
    /// - Throws: `RegistryError` with code `reference` for what is no repository of a registry.
    static func all(_ options: [String], in context: CommandContext) throws -> [ImageReference] {
        let variable = (context.environment["DATALAB_BASES"] ?? "").split(separator: " ").map(String.init)
        let named = options.isEmpty ? variable : options
        if named == ["none"] { return [] }
        if !named.isEmpty { return try named.map { try ImageReference(argument: $0) } }
        guard let store = appStore(in: context) else { return [] }
        return try [ImageReference(argument: "\(store)/\(repository)")]
    }

    /// The AppStore's host; nil where none is chosen.
    static func appStore(in context: CommandContext) -> String? {
        try? AppStoreOption.parse([]).host(in: context)
    }
}

extension CommandContext {
    /// Says on standard error what is fetched because something needs it.
    var noteFetching: ProgressHandler {
        { event in if case .log(let line) = event { note(line) } }
    }
}

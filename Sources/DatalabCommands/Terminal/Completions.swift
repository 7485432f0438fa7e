internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import DatalabModel

/// What a shell offers when a word is completed: see `datalab --generate-completion-script`.
extension CompletionKind {
    /// The names of the datalabs in the store.
    static var storedImages: CompletionKind {
        .custom { _, _, prefix in offered(names().filter { !$0.hasPrefix("base/") }, prefix) }
    }

    /// The bases in the store, as `base show` takes them.
    static var storedBases: CompletionKind {
        .custom { _, _, prefix in
            offered(names().filter { $0.hasPrefix("base/") }.map { String($0.dropFirst(5)) }, prefix)
        }
    }

    /// The short names of the datalabs in the store.
    static var datalabs: CompletionKind {
        .custom { _, _, prefix in
            Set(names().filter { !$0.hasPrefix("base/") }.map { ImageLayout.base(of: $0) }).filter {
                $0.hasPrefix(prefix)
            }.sorted()
        }
    }

    /// The kinds of datalabs.
    static var kinds: CompletionKind { .list(DatalabKind.allCases.map(\.rawValue)) }

    /// The starter projects.
    static var templates: CompletionKind {
        .custom { _, _, prefix in
            let folders = ProgramFolders.templates(environment: CommandContext.current.environment)
            return StarterTemplates(folders: folders).names.filter { $0.hasPrefix(prefix) }
        }
    }

    /// Names that begin as the word does: without their tags as long as the word has none, as a name alone is its newest.
    private static func offered(_ names: [String], _ prefix: String) -> [String] {
        let bare = prefix.contains(":") ? [] : Set(names.map { ImageLayout.base(of: $0) }).sorted()
        // bash takes a colon in what it adds for the end of a word.
        let whole = CompletionShell.requesting == .bash && !prefix.contains(":") ? [] : names
        let found = (bare + whole).filter { $0.hasPrefix(prefix) }
        // zsh takes what follows a colon for a description.
        return CompletionShell.requesting == .zsh ? found.map { $0.replacing(":", with: "\\:") } : found
    }

    /// A store that cannot be read offers nothing: completing is no time for an error.
    private static func names() -> [String] {
        let layout = try? ImageLayout(root: CommandContext.current.home.store)
        return ((try? layout?.references()) ?? []).map(\.name)
    }
}

internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild

/// What a shell offers when a word is completed: see `datalab --generate-completion-script`.
extension CompletionKind {
    /// The names of the datalabs in the store.
    static var storedImages: CompletionKind {
        .custom { _, _, prefix in names().filter { !$0.hasPrefix("base/") && $0.hasPrefix(prefix) } }
    }

    /// The bases in the store, as `base show` takes them.
    static var storedBases: CompletionKind {
        .custom { _, _, prefix in
            names().filter { $0.hasPrefix("base/") }.map { String($0.dropFirst(5)) }.filter { $0.hasPrefix(prefix) }
        }
    }

    /// A store that cannot be read offers nothing: completing is no time for an error.
    private static func names() -> [String] {
        let layout = try? ImageLayout(root: CommandContext.current.home.store)
        return ((try? layout?.references()) ?? []).map(\.name)
    }
}

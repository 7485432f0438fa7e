internal import Reporting

extension MetadataInterpreter {
    /// Who may see and use the datalab; nil when nothing is said about it.
    mutating func visibility() -> Visibility? {
        let users = list(.users, separators: [",", ";", "\n"])
        let groups = list(.groups, separators: [",", ";", "\n"])
        let shared = !users.isEmpty || !groups.isEmpty
        guard let word = line(.visibility) else {
            guard shared else { return nil }
            return .restricted(users: users, groups: groups)
        }
        switch word.lowercased() {
        case "public":
            if shared { reportUnusedShares() }
            return .everyone
        case "private":
            return .restricted(users: users, groups: groups)
        default:
            let hint =
                Spelling.didYouMean(Spelling.closest(to: word, in: ["public", "private"]))
                ?? "write 'visibility: private' and the users under 'visibility.users', or 'visibility: public'"
            let message = "'visibility' must be 'public' or 'private', found '\(Spelling.shortened(word))'"
            // What is not understood is not shown to everybody.
            let meant: Visibility =
                Self.openWords.contains(Spelling.folded(word)) && !shared
                ? .everyone : .restricted(users: users, groups: groups)
            refuse(.visibility, at: place(.visibility), message, instead: "it is read as '\(meant.word)'", hint: hint)
            return meant
        }
    }

    /// Other words for what everybody may use.
    private static let openWords: Set<String> = [
        "open", "everyone", "everybody", "all", "world", "openaccess", "anyone",
    ]

    private mutating func reportUnusedShares() {
        for field in [MetadataField.users, .groups] {
            guard let fact = facts.facts[field] else { continue }
            let message = "'\(fact.key)' is not used, the datalab is public"
            problems.append(.warning(at: fact.keyPlace, message, hint: "remove it, or write 'visibility: private'"))
        }
    }
}

/// What a token is asked for: actions on a repository (distribution token specification, "Requesting a Token").
struct Scope: Sendable, Hashable {
    let repository: String
    let actions: String

    static func pull(_ repository: String) -> Scope { Scope(repository: repository, actions: "pull") }
    static func push(_ repository: String) -> Scope { Scope(repository: repository, actions: "pull,push") }

    var text: String { "repository:\(repository):\(actions)" }
}

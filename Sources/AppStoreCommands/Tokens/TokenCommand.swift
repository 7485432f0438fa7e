internal import AppStoreAPI
internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines
internal import Foundation

/// `appstore token`: the users' tokens for programs.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Create, list and revoke personal access tokens.",
        discussion: "Example: appstore token list vera --folder /srv/appstore",
        subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self],
    )
}

/// `appstore token create`.
struct TokenCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token for a user; it is printed once and cannot be had again.",
        discussion: "Example: appstore token create ann ci --scope 'ann/*:pull,push' --days 90 --folder /srv/appstore",
    )

    @Argument(help: "The user's name.")
    var user: String

    @Argument(help: "What the token is called.")
    var name: String

    @Option(
        help: "What it may do, such as 'ann/*:pull,push'; can be given more than once. All the user may without it."
    )
    var scope: [String] = []

    @Option(help: "In how many days it ends; never without it.")
    var days: Int?

    @OptionGroup var store: FolderOptions
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let context = CommandContext.current
        let scopes = try scope.map { try TokenScope(parsing: $0) }
        let now = Date()
        let (token, secret) = try await PersonalTokens(try store.database()).create(
            name,
            for: user,
            scopes: scopes.isEmpty ? nil : scopes,
            expires: days.map { now.addingTimeInterval(TimeInterval($0) * 86400) },
            by: AuditLog.operatorName,
            at: now,
        )
        if output.format == .json {
            context.print(try JSONOutput.text(NewToken(token: token, secret: secret)))
        } else {
            context.print(secret)
        }
    }

    private struct NewToken: Encodable {
        let token: PersonalToken
        let secret: String
    }
}

/// `appstore token list`.
struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tokens of a user, or of all.",
        discussion: "Example: appstore token list ann --folder /srv/appstore",
    )

    @Argument(help: "The user's name.")
    var user: String?

    @OptionGroup var store: FolderOptions
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let context = CommandContext.current
        let tokens = try await PersonalTokens(try store.database()).list(of: user)
        guard output.format == .text else { return context.print(try JSONOutput.text(tokens)) }
        var table = TextTable([
            ("USER", .left), ("NAME", .left), ("MAY", .left), ("ENDS", .left), ("LAST USED", .left),
        ])
        for token in tokens {
            let scopes = token.scopes?.map(\.description).joined(separator: " ") ?? "all"
            let ends = token.expires.map(Wording.time) ?? "never"
            table.add(token.user, token.name, scopes, ends, token.lastUsed.map(Wording.time) ?? "never")
        }
        table.lines.forEach(context.print)
    }
}

/// `appstore token revoke`.
struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a token at once.",
        discussion: "Example: appstore token revoke ann ci --folder /srv/appstore",
    )

    @Argument(help: "The user's name.")
    var user: String

    @Argument(help: "What the token is called.")
    var name: String

    @OptionGroup var store: FolderOptions

    func run() async throws {
        let tokens = PersonalTokens(try store.database())
        try await tokens.revoke(name, of: user, by: AuditLog.operatorName, at: Date())
        CommandContext.current.print("revoked \(name) of \(user)")
    }
}

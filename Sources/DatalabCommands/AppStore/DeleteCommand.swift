internal import AppStoreAPI
internal import AppStoreClient
internal import ArgumentParser
internal import CommandLines
internal import Reporting

/// `datalab delete`: takes a datalab, a version of it, or any repository from an AppStore.
struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a version, or a whole datalab with its repository, from an AppStore.",
        discussion: """
            Asks first. What is deleted cannot be brought back; its space is free after the AppStore's next garbage collection.

            Example: datalab delete ann/blackbody:1.0.0-0
            """,
    )

    @Argument(help: "NAME for all of it, NAME:VERSION, or NAME@DIGEST, as 'datalab show' gives them.")
    var name: String

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var store: AppStoreOption
    @OptionGroup var access: RegistryAccess

    func run() async throws {
        let context = CommandContext.current
        let client = try store.client(access, in: context)
        let target = DeletionTarget(name)
        guard let wanted = target.version else {
            try confirm("Delete all of '\(target.name)' at \(client.host): every version and tag?", context)
            try await client.delete(target.name)
            return context.print("\(target.name) is deleted")
        }
        let digest = try await Self.digest(of: wanted, target.name, client)
        try confirm("Delete '\(wanted)' of '\(target.name)' at \(client.host) (\(digest)) with its tags?", context)
        try await client.delete(version: digest, of: target.name)
        context.print("\(target.name)@\(digest) is deleted")
    }

    private func confirm(_ question: String, _ context: CommandContext) throws {
        guard !yes else { return }
        guard context.canAsk else {
            throw InputFailure([.error("there is nobody to ask", hint: "give '--yes' to delete it")], class: .usage)
        }
        let answer = try SecretPrompt.line("\(question) [y/N] ", context)
        guard ["y", "yes"].contains(answer.lowercased()) else {
            throw InputFailure([.error("nothing was deleted", hint: "answer 'y', or give '--yes'")], class: .usage)
        }
    }

    /// The digest of a version by its label, one of its tags, or itself.
    private static func digest(of wanted: String, _ name: String, _ client: AppStoreClient) async throws -> String {
        if wanted.hasPrefix("sha256:") || wanted.hasPrefix("sha512:") { return wanted }
        let versions = try await client.show(name).value.versions
        // A tag is exact; a label such as '1.0.0' may be that of several builds, of which none is meant more than another.
        let found = versions.filter { $0.tags.contains(wanted) }
        let fitting = found.isEmpty ? versions.filter { $0.version == wanted } : found
        guard let version = fitting.first, fitting.count == 1 else {
            let detail =
                fitting.isEmpty
                ? "'\(name)' has no version '\(wanted)'" : "'\(wanted)' is \(fitting.count) versions of '\(name)'"
            let hint = "`datalab show \(name)` lists the versions with their digests; give '\(name)@sha256:…'"
            throw InputFailure([.error(detail, hint: hint)], class: .noInput)
        }
        return version.digest
    }
}

/// What is to be deleted: a name, with a version where only that is meant.
struct DeletionTarget {
    let name: String
    /// A version's label, tag or digest; nil for all of it.
    let version: String?

    init(_ text: String) {
        let mark = text.firstIndex(of: "@") ?? text.lastIndex(of: ":")
        guard let mark else {
            (name, version) = (text, nil)
            return
        }
        (name, version) = (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }
}

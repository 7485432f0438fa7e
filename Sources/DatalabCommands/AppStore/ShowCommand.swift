internal import AppStoreAPI
internal import AppStoreClient
internal import ArgumentParser
internal import CommandLines
internal import DatalabModel
internal import Texts

/// `datalab show`: all that an AppStore says of a datalab.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a datalab of an AppStore: its versions, licence, author, packages.",
        discussion: "Example: datalab show ann/blackbody",
    )

    @Argument(help: "The datalab's name, as 'datalab search' gives it.")
    var name: String

    @OptionGroup var store: AppStoreOption
    @OptionGroup var access: RegistryAccess
    @OptionGroup var result: FormatOptions

    func run() async throws {
        let context = CommandContext.current
        let client = try store.client(access, in: context)
        let answer = try await client.show(name)
        guard result.format == .text else { return context.print(String(decoding: answer.json, as: UTF8.self)) }
        let page = try await client.page(of: name)
        Self.lines(of: answer.value, page: page, host: client.host).forEach(context.print)
    }

    private static func lines(of datalab: DatalabDetail, page: String, host: String) -> [String] {
        let summary = datalab.summary
        let facts: [(String, String?)] = [
            ("title", summary.title), ("name", summary.name), ("version", summary.version), ("kind", summary.kind),
            ("author", summary.author), ("contact", datalab.email), ("licence", summary.licence),
            ("visibility", visibility(datalab)), ("stars", "\(summary.stars)"), ("pulls", "\(summary.pulls)"),
            ("size", Wording.bytes(summary.size)), ("modified", Wording.time(summary.modified)),
            ("keywords", summary.keywords.isEmpty ? nil : summary.keywords.joined(separator: ", ")),
            ("source", datalab.source), ("citation", datalab.citation), ("page", page),
            use(of: "\(host)/\(summary.name)@\(summary.digest)", summary.kind),
        ]
        var lines = facts.compactMap { label, value in
            value.map { label.padding(to: 12) + ShownText.line($0) }
        }
        if let text = summary.abstract ?? datalab.description { lines += ["", ShownText.line(text)] }
        lines += ["", "versions"]
        for version in datalab.versions {
            let review = version.review == .approved ? "" : "  \(version.review.rawValue)"
            let reason = version.reviewReason.map { ": \(ShownText.line($0))" } ?? ""
            let published = "\(Wording.time(version.published))  \(version.publisher)"
            lines.append("  \(version.version.padding(to: 12))\(published)  \(version.digest)\(review)\(reason)")
        }
        guard !datalab.packages.isEmpty else { return lines }
        lines += ["", "packages"] + datalab.packages.map { "  \(ShownText.line("\($0.name) \($0.version)"))" }
        return lines
    }

    /// The command by which it is used.
    private static func use(of image: String, _ kind: String?) -> (String, String?) {
        kind.flatMap(DatalabKind.init(rawValue:))?.hasPage == false
            ? ("cwl", "datalab step cwl \(image)") : ("run", "podman run --rm -p 10000:10000 \(image)")
    }

    private static func visibility(_ datalab: DatalabDetail) -> String {
        let users = datalab.readers ?? []
        let word = datalab.summary.visibility
        return word == "private" && !users.isEmpty ? "private, for \(users.joined(separator: ", "))" : word
    }
}

extension String {
    /// The text with spaces up to a width, and one at least.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}

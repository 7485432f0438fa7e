internal import AppStoreCore
package import Foundation
internal import OCIModel
internal import Texts

/// A datalab that runs for somebody, as the hub says.
package struct RunningDatalab: Sendable, Hashable {
    /// What becomes of it.
    package enum State: String, Sendable, Hashable, Decodable {
        /// It is being started.
        case starting
        /// Its page is there.
        case ready
        /// It is being ended.
        case stopping
        /// It did not start.
        case failed
    }

    /// The name that the hub has for it.
    package let server: String
    /// The datalab's name.
    package let datalab: String
    /// Its title; empty while the AppStore has not been asked.
    package let title: String
    /// The version.
    package let version: String
    /// The version's digest.
    package let digest: String?
    /// What becomes of it.
    package let state: State
    /// What is being done, or why it did not start.
    package let message: String
    /// Since when it runs.
    package let since: Date?
    /// The path of its page at the hub; nil before there is one.
    package let path: String?

    /// The hub's name for somebody's server of a datalab.
    ///
    /// A hub takes 30 lower-case letters, digits and single hyphens, the first a letter: the short name as far as it fits, and
    /// the beginning of the whole name's hash, so that no two share one.
    package static func server(of datalab: String) -> String {
        let short = datalab.split(separator: "/").last.map(String.init) ?? datalab
        let words = short.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "-")
        let isWord = words.first?.isLetter ?? false
        let slug = (isWord ? words : "d" + words).prefix(17)
        let hash = Hex.encode(Secret.hash(datalab).prefix(6))
        return slug + (slug.hasSuffix("-") ? "" : "-") + hash
    }
}

/// All that a page about a user's datalabs shows.
package struct HubUser: Sendable, Hashable {
    /// Something that is chosen by its name.
    package struct Choice: Sendable, Hashable {
        /// The name.
        package let name: String
        /// For people.
        package let title: String
        /// Whether it can be written to.
        package let isReadOnly: Bool
    }

    /// What runs, starts, ends, or did not start.
    package var servers: [RunningDatalab] = []
    /// How many may run at once; nil where the hub sets no limit.
    package var limit: Int?
    /// The sizes of machine; the first is taken where none is chosen.
    package var sizes: [Choice] = []
    /// The volumes that the user may use.
    package var volumes: [Choice] = []

    /// A user for whom nothing runs.
    package init() {}

    /// Whether another one may be started.
    package var hasRoom: Bool { limit.map { active.count < $0 } ?? true }

    /// What counts against the limit.
    package var active: [RunningDatalab] { servers.filter { $0.state != .failed } }

    /// The server of a name.
    package subscript(server: String) -> RunningDatalab? { servers.first { $0.server == server } }
}

/// The hub's answer as it comes; what it says is bounded as that of any other program.
struct HubAnswer: Decodable {
    struct Server: Decodable {
        let server: String
        let datalab: String
        let title: String?
        let version: String?
        let digest: String?
        let state: RunningDatalab.State
        let message: String?
        let since: Double?
        let url: String?
    }

    struct Choice: Decodable {
        let name: String
        let title: String?
        let isReadOnly: Bool?
    }

    let servers: [Server]
    let limit: Double?
    let sizes: [Choice]
    let volumes: [Choice]

    /// So many servers and choices are taken.
    private static let most = 200
    /// The last second of the year 9999.
    private static let lastSecond = 253_402_300_799.0

    var user: HubUser {
        var user = HubUser()
        user.servers = servers.prefix(Self.most).compactMap(Self.running)
        user.limit = limit.flatMap { (1...1_000_000).contains($0) ? Int($0) : nil }
        user.sizes = sizes.prefix(Self.most).map(Self.choice)
        user.volumes = volumes.prefix(Self.most).map(Self.choice)
        return user
    }

    private static func choice(_ choice: Choice) -> HubUser.Choice {
        let title = String((choice.title ?? choice.name).prefix(200))
        return HubUser.Choice(name: String(choice.name.prefix(64)), title: title, isReadOnly: choice.isReadOnly ?? true)
    }

    private static func running(_ server: Server) -> RunningDatalab? {
        guard !server.server.isEmpty, server.server.utf8.count <= 255 else { return nil }
        let since = server.since.flatMap { (0...lastSecond).contains($0) ? Date(timeIntervalSince1970: $0) : nil }
        return RunningDatalab(
            server: server.server,
            datalab: String(server.datalab.prefix(255)),
            title: String((server.title ?? "").prefix(200)),
            version: String((server.version ?? "").prefix(128)),
            digest: server.digest.flatMap { Digest($0)?.description },
            state: server.state,
            message: String((server.message ?? "").prefix(2000)),
            since: since,
            path: server.url.flatMap { isPath($0) ? $0 : nil }
        )
    }

    /// Whether a text is a path of the hub, and leads nowhere else.
    private static func isPath(_ text: String) -> Bool {
        text.hasPrefix("/") && !text.hasPrefix("//") && text.utf8.count <= 2048
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    }
}

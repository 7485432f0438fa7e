import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import OCIModel
import SystemPackage
import Testing

/// An AppStore with a few users, a public datalab, a private one, and none of a third name.
struct Company {
    let server: RunningAppStore
    let folder: URL
    /// Each user's personal token.
    private let tokens: [User: String]

    private let sessions: WebSessions

    /// Who asks.
    enum User: String, CaseIterable {
        /// Nobody has logged in.
        case anonymous
        /// A user who has nothing to do with the datalabs.
        case ben
        /// A user whom the private datalab lists.
        case cem
        /// The owner of both.
        case ann
        /// An administrator.
        case root
    }

    /// What is asked for; the last two have names of one length.
    enum Visibility: String, CaseIterable {
        case open = "ann/open"
        case closed = "ann/closed"
        case missing = "ann/absent"
    }

    static let password = "long enough"
    /// A word that only the private datalab has.
    static let secretWord = "wolpertinger"

    /// Starts the server, makes the users and publishes the datalabs.
    init(in folder: URL, _ options: [String] = []) async throws {
        self.folder = folder
        let store = folder.appending(path: "store").path
        var tokens: [User: String] = [:]
        for user in User.allCases where user != .anonymous {
            let role = user == .root ? "administrator" : "creator"
            let add = ["user", "add", user.rawValue, "--role", role, "--password-stdin", "--folder", store]
            try await Tool.run([RunningAppStore.program] + add, input: Self.password)
            let secret = try await Tool.run(
                [RunningAppStore.program, "token", "create", user.rawValue, "test", "--folder", store]
            )
            tokens[user] = secret.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        self.tokens = tokens
        sessions = WebSessions(try AppStoreDatabase(path: FilePath(store).appending("appstore.sqlite")))
        server = try RunningAppStore(folder: folder, options, isOpen: false)
        try await datalab("open").push(to: self, "ann/open", "1.0.0-0")
        try await datalab("closed", readers: ["cem"], keywords: [Self.secretWord]).push(
            to: self,
            "ann/closed",
            "1.0.0-0"
        )
    }

    /// Runs a test with a company in a folder that is removed afterwards.
    static func with<Value>(_ options: [String] = [], _ body: (Company) async throws -> Value) async throws -> Value {
        try await RunningAppStore.withFolder { folder in
            let company = try await Company(in: folder, options)
            defer { company.server.kill() }
            return try await body(company)
        }
    }

    /// The options of curl by which somebody says who they are.
    func login(_ user: User) -> [String] {
        tokens[user].map { ["-u", "\(user.rawValue):\($0)"] } ?? []
    }

    /// A user's personal token.
    func token(_ user: User) throws -> String { try #require(tokens[user]) }

    /// Begins a session at the pages.
    func session(_ user: User) async throws -> (cookie: String, formToken: String) {
        let cookie = try await sessions.begin(user.rawValue, at: Date())
        let session = try #require(try await sessions.find(cookie, at: Date()))
        return (cookie, session.formToken)
    }

    /// Sends a request as somebody.
    func ask(
        _ method: String,
        _ path: String,
        as user: User,
        headers: [String] = [],
        body: Data? = nil
    ) async throws -> Answer {
        try await server.ask(method, path, headers: headers, body: body, options: login(user))
    }

    /// An image of a datalab; private with readers, public without.
    func datalab(
        _ name: String,
        readers: [String]? = nil,
        keywords: [String] = [],
        step: StepDescription? = nil
    ) throws -> SampleImage {
        var metadata = DatalabMetadata(title: "Lab \(name)", alternateName: name, version: try DatalabVersion("1.0.0"))
        metadata.abstract = "A datalab to be asked for."
        metadata.creator = .init(name: "Ann Lee")
        metadata.contactPoint = .init(email: "ann@institute.eu")
        metadata.licence = try LicenceExpression.parse("MIT")
        metadata.keywords = keywords
        metadata.thumbnailURL = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
        if step != nil { (metadata.kind, metadata.step) = (.step, step) }
        if let readers { metadata.visibility = .restricted(users: readers, groups: []) }
        return try SampleImage(annotations: [
            AnnotationKey.metadata: String(decoding: try CanonicalJSON.encode(metadata), as: UTF8.self),
            AnnotationKey.kind: step == nil ? "jupyterlab" : "step",
        ])
    }
}

extension SampleImage {
    /// Pushes the image as its namespace's user, and requires that it is taken.
    func push(to company: Company, as user: Company.User = .ann, _ repository: String, _ reference: String) async throws
    {
        for blob in blobs {
            let path = "/v2/\(repository)/blobs/uploads/?digest=\(blob.digest)"
            let answer = try await company.ask("POST", path, as: user, body: blob)
            try #require(answer.status == 201, "\(answer.text)")
        }
        let answer = try await put(company, as: user, repository, reference)
        try #require(answer.status == 201, "\(answer.text)")
    }

    /// Sends the manifest.
    func put(_ company: Company, as user: Company.User, _ repository: String, _ reference: String) async throws
        -> Answer
    {
        try await company.ask(
            "PUT",
            "/v2/\(repository)/manifests/\(reference)",
            as: user,
            headers: [Self.manifestType],
            body: manifest
        )
    }
}

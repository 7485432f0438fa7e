internal import Foundation
internal import HTTPTransfer
internal import OCIModel
internal import SystemPackage
internal import Texts

/// The requests of one blob's upload (distribution-spec 1.1, "Pushing blobs"): each leaves the newest place behind.
struct UploadSession {
    let registry: Registry
    let repository: String
    let descriptor: Descriptor
    let onSent: @Sendable (Int) -> Void
    private(set) var place: UploadPlace
    private let scopes: [Scope]

    /// What a mount or the start of an upload came to.
    enum Start {
        case mounted
        case session(UploadSession)
    }

    /// Goes on with an upload that was begun earlier.
    init(
        _ registry: Registry,
        _ repository: String,
        _ descriptor: Descriptor,
        at place: UploadPlace,
        onSent: @escaping @Sendable (Int) -> Void
    ) {
        self.registry = registry
        self.repository = repository
        self.descriptor = descriptor
        self.place = place
        self.onSent = onSent
        scopes = [.push(repository)]
    }

    /// Begins an upload, or mounts the blob from another repository where it is there.
    ///
    /// - Throws: `UploadFault.refused`, `RegistryError`, `TransferError`.
    static func start(
        _ registry: Registry,
        _ repository: String,
        _ descriptor: Descriptor,
        mountFrom other: String?,
        onSent: @escaping @Sendable (Int) -> Void,
    ) async throws -> Start {
        let mount = other.map { "?mount=\(descriptor.digest)&from=\(escaped($0))" } ?? ""
        let scopes = [Scope.push(repository)] + (other.map { [.pull($0)] } ?? [])
        let request = RegistryRequest(.post, "\(repository)/blobs/uploads/\(mount)", scopes: scopes)
        let answer = try await registry.send(request)
        if answer.response.status == 201, other != nil { return .mounted }
        guard answer.response.status == 202 else { throw UploadFault(answer, "an upload could not be begun") }
        var session = UploadSession(
            registry,
            repository,
            descriptor,
            at: UploadPlace(location: "", minimumChunk: 0),
            onSent: onSent
        )
        try await session.follow(answer)
        let fewest = answer.header("OCI-Chunk-Min-Length").flatMap { BoundedNumber.size($0) } ?? 0
        session.place.minimumChunk = UInt64(fewest)
        return .session(session)
    }

    /// Sends a chunk that is not the last.
    ///
    /// - Throws: `UploadFault`, `RegistryError`, `TransferError`.
    mutating func send(_ sent: Range<UInt64>, of file: FilePath) async throws {
        var request = try await transfer(.patch, place.location, sent, of: file)
        request.headers["Content-Range"] = "\(sent.lowerBound)-\(sent.upperBound - 1)"
        let answer = try await registry.send(request)
        guard answer.response.status == 202 else { throw UploadFault(answer, "a chunk was not taken") }
        try await follow(answer)
        guard let range = answer.header("Range") else { return }
        let there = Self.end(range)
        guard there != sent.upperBound else { return }
        let found = there.map { "\($0) bytes" } ?? "'\(printable(range, limit: 60))'"
        throw UploadFault(.outOfStep, "the registry has \(found) after \(sent.upperBound) bytes were sent")
    }

    /// Sends the rest and ends the upload.
    ///
    /// - Throws: `UploadFault`, `RegistryError`, `TransferError`.
    mutating func finish(_ range: Range<UInt64>, of file: FilePath) async throws {
        let separator = place.location.contains("?") ? "&" : "?"
        var request = try await transfer(
            .put,
            "\(place.location)\(separator)digest=\(descriptor.digest)",
            range,
            of: file
        )
        if range.lowerBound > 0, !range.isEmpty {
            request.headers["Content-Range"] = "\(range.lowerBound)-\(range.upperBound - 1)"
        }
        let answer = try await registry.send(request)
        guard answer.response.status == 201 || answer.response.status == 204 else {
            throw UploadFault(answer, "the upload could not be ended")
        }
        guard let text = answer.header("Docker-Content-Digest"), text != "\(descriptor.digest)" else { return }
        let detail = "the registry keeps the content of \(descriptor.digest) as '\(printable(text))'"
        throw RegistryError(.mismatch, "\(registry.host)/\(repository)", detail)
    }

    /// How many bytes the registry has; nil when it knows nothing of the upload.
    ///
    /// - Throws: `RegistryError`, `TransferError`.
    mutating func bytesThere() async throws -> UInt64? {
        let target = try await registry.rebased(place.location, on: registry.url(""))
        let answer = try await registry.send(RegistryRequest(.get, .url(target), scopes: scopes))
        guard answer.response.isSuccess else { return nil }
        if answer.header("Location") != nil { try await follow(answer) }
        // Registries that have nothing yet may say nothing.
        guard let range = answer.header("Range") else { return 0 }
        return Self.end(range)
    }

    private func transfer(
        _ method: TransferRequest.Method,
        _ location: String,
        _ range: Range<UInt64>,
        of file: FilePath
    ) async throws
        -> RegistryRequest
    {
        let target = try await registry.rebased(location, on: registry.url(""))
        var request = RegistryRequest(method, .url(target), scopes: scopes)
        request.headers["Content-Type"] = "application/octet-stream"
        // What a broken request has left there is asked for before anything is sent again.
        request.isRepeatable = false
        request.onSent = onSent
        do {
            request.body = range.isEmpty ? .none : .file(try TransferFile(file, range: range))
        } catch {
            throw RegistryError(.files, file, "cannot be read: \(error)")
        }
        return request
    }

    private mutating func follow(_ answer: Registry.Answer) async throws {
        guard let location = answer.header("Location") else {
            throw RegistryError(.malformed, registry.host, "an upload without a 'Location' to go on at")
        }
        place.location = try await registry.rebased(location, on: answer.response.url).text
    }

    /// The number of bytes that a `Range` of the form `0-<last>` tells; `0-0` is what registries say of nothing.
    private static func end(_ range: String) -> UInt64? {
        let parts = range.split(separator: "=").last?.split(separator: "-", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, parts[0] == "0", let last = BoundedNumber.size(parts[1]) else { return nil }
        return last == 0 ? 0 : UInt64(last) + 1
    }

    private static func escaped(_ repository: String) -> String {
        PercentEncoding.encode(repository)
    }
}

/// A step of an upload that failed, and what can be done about it.
struct UploadFault: Error {
    /// What can be done.
    enum Remedy {
        /// Ask where the registry is, and go on there.
        case outOfStep
        /// Begin the upload anew.
        case lost
        /// Nothing.
        case final
    }

    let remedy: Remedy
    let detail: String
    var answer: Registry.Answer?
    /// How long the registry asks to be left alone.
    var wait: Duration?

    init(_ remedy: Remedy, _ detail: String) {
        self.remedy = remedy
        self.detail = detail
    }

    init(_ answer: Registry.Answer, _ detail: String) {
        self.detail = detail
        self.answer = answer
        wait = RetryAfter.wait(answer.header("Retry-After"))
        remedy =
            switch answer.response.status {
            case 404, 400: .lost
            case 408, 416, 425, 429, 500, 502, 503, 504: .outOfStep
            default: .final
            }
    }
}

internal import Foundation
internal import HTTPTransfer
internal import OCIModel
internal import SystemPackage

/// Brings one blob to a repository: mounted where another repository has it, else sent, going on after any break.
struct BlobUpload {
    let registry: Registry
    let repository: String
    let descriptor: Descriptor
    let file: FilePath
    /// A repository of the same registry that has the blob.
    let mountFrom: String?
    /// Makes sure that the file is there; called when it is known that it has to be sent.
    let obtain: @Sendable () async throws -> Void
    let onSent: @Sendable (Int) -> Void

    /// How the blob came there.
    enum Outcome: Sendable {
        case mounted
        /// Sent, but for so many bytes that an earlier upload had brought.
        case sent(resumed: UInt64)
    }

    /// How often in a row a step may fail without bringing the upload forward.
    private static let patience = 8
    /// How often the upload may begin anew.
    private static let beginnings = 3

    private var size: UInt64 { UInt64(descriptor.size) }

    /// Does it.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `CancellationError`.
    func run() async throws -> Outcome {
        let memory = UploadMemory(
            folder: size > registry.options.chunkSize ? registry.options.uploads : nil,
            host: registry.host,
            repository: repository,
            digest: descriptor.digest
        )
        if let memory, let resumed = try await goOn(memory) { return .sent(resumed: resumed) }
        for _ in 0..<Self.beginnings {
            switch try await begin() {
            case .mounted: return .mounted
            case .session(var session):
                memory?.remember(session.place, offset: 0)
                try await obtain()
                if try await send(&session, from: 0, memory) { return .sent(resumed: 0) }
            }
        }
        throw RegistryError(
            .unavailable,
            "\(registry.host)/\(repository)",
            "the upload of \(descriptor.digest) was lost \(Self.beginnings) times",
            hint: "try again later"
        )
    }

    /// Goes on with an upload that another process left; gives the bytes it had brought, nil when it has to begin anew.
    private func goOn(_ memory: UploadMemory) async throws -> UInt64? {
        guard let (place, offset) = memory.recall() else { return nil }
        var session = UploadSession(registry, repository, descriptor, at: place, onSent: onSent)
        if let there = await settledBytes(&session), there <= size {
            try await obtain()
            return try await send(&session, from: there, memory) ? there : nil
        }
        // An upload that was about to end may be gone because the registry is putting the blob in its place.
        guard size - min(offset, size) <= max(registry.options.chunkSize, place.minimumChunk) else { return nil }
        for wait in [0.25, 0.5, 1, 2] {
            if await isThere() {
                memory.forget()
                return size
            }
            try await Task.sleep(for: .seconds(wait))
        }
        return nil
    }

    /// How many bytes the registry has when no more come.
    ///
    /// Those that a process sent just before its end may still be on their way: a chunk that is to follow on fewer bytes than
    /// there are by then is refused whole.
    private func settledBytes(_ session: inout UploadSession) async -> UInt64? {
        var last: UInt64?
        for _ in 0..<20 {
            guard let there = try? await session.bytesThere() else { return nil }
            if there == last { break }
            last = there
            try? await Task.sleep(for: .milliseconds(100))
        }
        return last
    }

    private func begin() async throws -> UploadSession.Start {
        var waits = RetryWaits(Self.patience)
        var source = mountFrom
        while true {
            do {
                return try await UploadSession.start(
                    registry,
                    repository,
                    descriptor,
                    mountFrom: source,
                    onSent: onSent
                )
            } catch  where source != nil && Self.isRefusal(error) {
                // What may not be read there any more, or is gone, is sent.
                source = nil
            } catch {
                try await pause(after: error, &waits)
            }
        }
    }

    /// Whether a registry, or its token server, does not let us have something.
    private static func isRefusal(_ error: any Error) -> Bool {
        switch error {
        case let fault as UploadFault:
            fault.answer.map { [400, 401, 403, 404, 405].contains($0.response.status) } ?? false
        case let error as RegistryError:
            switch error.code {
            case .unauthorized, .notFound, .refused: true
            default: false
            }
        default: false
        }
    }

    /// Sends from an offset to the end; false when the registry has lost the upload.
    private func send(_ session: inout UploadSession, from start: UInt64, _ memory: UploadMemory?) async throws -> Bool
    {
        var offset = start
        var waits = RetryWaits(Self.patience)
        // Where patience was renewed: a connection that brings a few bytes an attempt would never end otherwise.
        var reached = start
        while true {
            let chunk = max(registry.options.chunkSize, session.place.minimumChunk)
            do {
                if size - offset > chunk {
                    try await session.send(offset..<offset + chunk, of: file)
                    offset += chunk
                    memory?.remember(session.place, offset: offset)
                    waits.reset()
                    reached = offset
                } else {
                    try await session.finish(offset..<size, of: file)
                    memory?.forget()
                    return true
                }
            } catch let error where error is UploadFault || error is TransferError {
                // An answer can get lost after all was done.
                if size - offset <= chunk, await isThere() {
                    memory?.forget()
                    return true
                }
                if let fault = error as? UploadFault, fault.remedy == .lost,
                    waits.failures > 0 || fault.answer?.response.status == 404
                {
                    return false
                }
                try await pause(after: error, &waits)
                // A registry that has more than it was sent has something else.
                guard let there = try? await session.bytesThere(), there <= min(offset + chunk, size) else {
                    return false
                }
                if there >= reached + chunk / 8 {
                    waits.reset()
                    reached = there
                }
                offset = there
            }
        }
    }

    private func isThere() async -> Bool {
        (try? await registry.hasBlob(descriptor, in: repository)) ?? false
    }

    /// Waits before the next attempt, or gives up.
    private func pause(after error: any Error, _ waits: inout RetryWaits) async throws {
        let serverWait: Duration?
        switch error {
        case let fault as UploadFault:
            guard fault.remedy != .final else { throw failure(fault) }
            serverWait = fault.wait
        case let error as TransferError where [.connection, .timeout, .protocolError].contains(error.code):
            serverWait = nil
        default:
            throw error
        }
        guard let wait = waits.next(registry.options.transfer.retries, serverWait: serverWait) else {
            throw (error as? UploadFault).map { failure($0) } ?? error
        }
        try await Task.sleep(for: wait)
    }

    private func failure(_ fault: UploadFault) -> any Error {
        let subject = "\(registry.host)/\(repository)"
        guard let answer = fault.answer else { return RegistryError(.unavailable, subject, fault.detail) }
        return registry.refusal(answer, fault.detail, subject)
    }
}

/// The waits between attempts that fail in a row.
struct RetryWaits {
    private let limit: Int
    private(set) var failures = 0

    init(_ limit: Int) {
        self.limit = limit
    }

    mutating func reset() { failures = 0 }

    /// The next wait; nil when there were enough, or the server asks for too long a one.
    mutating func next(_ policy: RetryPolicy, serverWait: Duration?) -> Duration? {
        failures += 1
        var policy = policy
        policy.attempts = limit
        return policy.wait(afterFailures: failures, serverWait: serverWait, jitter: .random(in: 0...1))
    }
}

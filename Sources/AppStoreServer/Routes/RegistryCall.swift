internal import AppStoreCore
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import OCIModel

/// A request to the registry that is allowed: with who asks, and what its path names.
struct RegistryCall: Sendable {
    let request: Request
    let channel: any Channel
    let logger: Logger
    let asker: Asker
    /// The repository of the path; nil for a path without one.
    let repository: RepositoryName?
    /// The tag, digest or upload of the path; empty for a path without one.
    let reference: String

    /// Who asks.
    var principal: Principal { asker.principal }

    /// The repository of the path.
    ///
    /// - Throws: `RegistryRefusal` with code `nameInvalid` when the path has none.
    func name() throws -> RepositoryName {
        guard let repository else { throw RegistryRefusal(.nameInvalid, "the path names no repository") }
        return repository
    }

    /// The digest of the path.
    ///
    /// - Throws: `RegistryRefusal` with code `digestInvalid`.
    func digest() throws -> Digest {
        guard let digest = Digest(reference) else { throw RegistryRefusal.digest(reference) }
        return digest
    }

    /// A parameter of the query as a digest.
    ///
    /// - Throws: `RegistryRefusal` with code `digestInvalid` for a text that is none.
    func digest(parameter: String) throws -> Digest? {
        guard let text = self.parameter(parameter) else { return nil }
        guard let digest = Digest(text) else { throw RegistryRefusal.digest(text) }
        return digest
    }

    /// The first value of a parameter of the query.
    func parameter(_ name: String) -> String? {
        request.uri.queryParameters[name[...]].map(String.init)
    }

    /// So many elements of a list are given at most; its next part is told.
    static let largestPage = 10_000

    /// The `n` of a request for a part of a list; nil when there is none.
    ///
    /// - Returns: no more than ``largestPage``.
    /// - Throws: `RegistryFailure` for what is not a number from 0 on.
    func pageSize() throws -> Int? {
        guard let text = parameter("n") else { return nil }
        guard let number = BoundedNumber.read(text, in: 0...BoundedNumber.largestSize) else {
            let message = "'n' is '\(text)', not a number from 0 to \(BoundedNumber.largestSize)"
            throw RegistryFailure(.badRequest, RegistryRefusal(.unsupported, message))
        }
        return min(Int(number), Self.largestPage)
    }

    /// The length of the body as the client tells it; nil for a stream.
    ///
    /// - Throws: `RegistryFailure` for a length that no body can have.
    func contentLength() throws -> Int64? {
        guard let text = request.headers[.contentLength] else { return nil }
        guard let length = BoundedNumber.read(text, in: 0...BoundedNumber.largestSize) else {
            let message = "'Content-Length' is '\(text)', not a number from 0 to \(BoundedNumber.largestSize)"
            throw RegistryFailure(.contentTooLarge, RegistryRefusal(.sizeInvalid, message))
        }
        return length
    }
}

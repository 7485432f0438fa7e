internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Why the API did not do what it was asked for, with the status and the headers of the answer.
struct APIFailure: Error {
    private let status: HTTPResponse.Status
    private let code: String
    private let error: AppStoreError
    private var headers: HTTPFields = [:]

    /// Somebody has to say who they are.
    static let challenge: APIFailure = {
        let hint = "send a user name and a password, or a personal token"
        let error = AppStoreError(.credentials, detail: "this needs a login", hint: hint)
        return APIFailure(.unauthorized, "UNAUTHORIZED", error, [.wwwAuthenticate: challengeHeader])
    }()

    private static let challengeHeader = "Basic realm=\"AppStore\", charset=\"UTF-8\""

    private init(_ status: HTTPResponse.Status, _ code: String, _ error: AppStoreError, _ headers: HTTPFields = [:]) {
        self.status = status
        self.code = code
        self.error = error
        self.headers = headers
    }

    /// It may not be done.
    init(denied reason: String) {
        self.init(.forbidden, "DENIED", AppStoreError(.credentials, detail: reason))
    }

    /// The path is there for other methods.
    init(notPossible method: HTTPRequest.Method, others: [String]) {
        let detail = "'\(method.rawValue)' is not possible here"
        let headers: HTTPFields = [.allow: others.joined(separator: ", ")]
        self.init(.methodNotAllowed, "UNSUPPORTED", AppStoreError(.invalid, detail: detail), headers)
    }

    /// What an error of the core is answered with; what is nobody's fault but ours is logged, not told.
    ///
    /// - Throws: what nobody is there to be told.
    init(_ error: any Error, _ logger: Logger) throws {
        switch error {
        case let failure as APIFailure: self = failure
        case let error as AppStoreError: self.init(error, logger)
        case let refusal as RegistryRefusal: self.init(refusal)
        case is CancellationError, is ConnectionBroken: throw error
        case is NIOTooManyBytesError:
            let detail = "the request's body is too large"
            self.init(.contentTooLarge, "INVALID", AppStoreError(.invalid, detail: detail))
        default:
            logger.error("request failed", metadata: ["error": "\(error)"])
            self.init(.internalServerError, "INTERNAL", Self.internalError)
        }
    }

    private static let internalError = AppStoreError(
        .database,
        detail: "the AppStore could not do this",
        hint: "its log says why"
    )

    /// What the registry refuses, as far as the API asks it for anything.
    private init(_ refusal: RegistryRefusal) {
        let detail = refusal.messages.joined(separator: "; ")
        switch refusal.code {
        case .nameUnknown, .manifestUnknown, .blobUnknown:
            self.init(.notFound, "NOT_FOUND", AppStoreError(.notFound, detail: detail))
        case .unsupported: self.init(.conflict, "EXISTS", AppStoreError(.exists, detail: detail))
        default: self.init(.badRequest, "INVALID", AppStoreError(.invalid, detail: detail))
        }
    }

    private init(_ error: AppStoreError, _ logger: Logger) {
        switch error.code {
        case .invalid, .refused: self.init(.badRequest, "INVALID", error)
        case .notFound: self.init(.notFound, "NOT_FOUND", error)
        case .exists: self.init(.conflict, "EXISTS", error)
        case .credentials:
            self.init(.unauthorized, "UNAUTHORIZED", error, [.wwwAuthenticate: Self.challengeHeader])
        case .tooManyAttempts(let seconds):
            self.init(.tooManyRequests, "TOOMANYREQUESTS", error, [.retryAfter: "\(seconds)"])
        case .unavailable: self.init(.serviceUnavailable, "UNAVAILABLE", error)
        case .database, .files, .folder, .inUse:
            logger.error("request failed", metadata: ["error": "\(error)"])
            self.init(.internalServerError, "INTERNAL", Self.internalError)
        }
    }

    /// The answer.
    var response: Response {
        var headers = headers
        headers[.contentType] = "application/json"
        let bytes = (try? APICoding.encode(APIErrors(code: code, error))) ?? Data()
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

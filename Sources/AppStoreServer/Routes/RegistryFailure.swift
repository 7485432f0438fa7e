internal import AppStoreCore
internal import Hummingbird
internal import NIOCore
internal import OCIModel

/// A refusal with the status and the headers of its answer.
struct RegistryFailure: Error {
    let status: HTTPResponse.Status
    let refusal: RegistryRefusal
    var headers: HTTPFields = [:]

    /// A refusal with a status that its code alone does not tell.
    init(_ status: HTTPResponse.Status, _ refusal: RegistryRefusal, headers: HTTPFields = [:]) {
        self.status = status
        self.refusal = refusal
        self.headers = headers
    }

    /// A refusal with the status of its code.
    init(_ refusal: RegistryRefusal) {
        self.init(Self.status(of: refusal.code), refusal)
    }

    private static func status(of code: RegistryRefusal.Code) -> HTTPResponse.Status {
        switch code {
        case .blobUnknown, .blobUploadUnknown, .manifestBlobUnknown, .manifestUnknown, .nameUnknown: .notFound
        case .blobUploadInvalid, .digestInvalid, .manifestInvalid, .nameInvalid, .sizeInvalid: .badRequest
        case .unauthorized: .unauthorized
        case .denied: .forbidden
        case .unsupported: .methodNotAllowed
        case .tooManyRequests: .tooManyRequests
        }
    }

    /// The answer (distribution-spec 1.1, "Error Codes").
    var response: Response {
        struct Body: Encodable {
            struct Entry: Encodable {
                let code: String
                let message: String
            }
            let errors: [Entry]
        }
        let body = Body(errors: refusal.messages.map { .init(code: refusal.code.rawValue, message: $0) })
        var headers = headers
        headers[.contentType] = "application/json"
        let bytes = (try? CanonicalJSON.encode(body)) ?? []
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

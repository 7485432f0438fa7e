internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import NIOCore
internal import OCIModel

/// What answers the API's routes, one method for each; the policy has been asked before.
struct APIHandlers: Sendable {
    let database: AppStoreDatabase
    let access: Access
    let repositories: Repositories

    /// `GET openapi.json`.
    func document(_ call: APICall) -> Response {
        Self.response(OpenAPIDocument.content, type: "application/json")
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        var response = response(try APICoding.encode(value), type: "application/json")
        response.status = status
        return response
    }

    static func response(_ data: Data, type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data))
        )
    }

    /// An answer without content.
    static let done = Response(status: .noContent)
}

internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import Metrics
internal import NIOCore
internal import Texts

/// What answers the registry's routes, one method for each; a file for each kind of content.
struct RegistryHandlers: Sendable {
    let repositories: Repositories
    let uploads: Uploads
    /// How much a user may store; nil for as much as there is room.
    let quota: StorageQuota?
    let access: Access
    let disk: DiskThreads
    let contents: SmallBlobs
    let receivedBytes: Counter

    /// `GET /v2/`: this is a registry.
    func ping(_ call: RegistryCall) async throws -> Response {
        Self.json(Data("{}".utf8))
    }

    static func json(_ data: Data, type: String = "application/json", headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// The header that tells where the next part of a list is (RFC 8288).
    static func next(_ path: String, _ parameters: [(String, String)]) -> String {
        let query = parameters.map { name, value in
            "\(name)=\(PercentEncoding.encode(value, keeping: ":/"))"
        }
        return "<\(path)?\(query.joined(separator: "&"))>; rel=\"next\""
    }

    /// Whether a client has the content already (RFC 9110, "If-None-Match").
    static func isKnown(_ tag: String, to request: Request) -> Bool {
        guard let known = request.headers[.ifNoneMatch] else { return false }
        return known.split(separator: ",").contains { $0.drop { $0 == " " } == tag || $0.hasSuffix("W/\(tag)") }
    }
}

import AppStoreAPI
import AppStoreServer
import Foundation
import Testing

@Suite("the API's routes and its document")
struct APIDocumentTests {
    @Test("every route is in the document, and the reverse")
    func routes() throws {
        let document = try #require(try JSONSerialization.jsonObject(with: OpenAPIDocument.content) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let documented = paths.flatMap { path, item in
            item.keys.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" }
        }
        // The document does not describe itself.
        let routes = RouteDescription.api.map { "\($0.method) \($0.pattern)" }
            .filter { $0 != "GET /api/v1/openapi.json" }
        #expect(Set(documented) == Set(routes))
    }
}

/// The OpenAPI 3.1 document of the API, served as `/api/v1/openapi.json`.
package enum OpenAPIDocument {
    /// The document, JSON.
    package static let text = """
        {"openapi": "3.1.0",
        "info": {"title": "AppStore", "version": "1", "description": "\(description)"},
        "paths": \(paths),
        "components": \(components)}
        """

    private static let description =
        "The catalogue of datalabs. What who asks may not see is answered as if it did not exist."
}

package import AppStoreAPI
package import Foundation
internal import Reporting

extension APICoding {
    /// A value from the JSON of a request.
    ///
    /// - Throws: `AppStoreError` with code `invalid`.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws(AppStoreError) -> Value {
        do {
            return try read(type, from: data)
        } catch {
            let hint = "'/api/v1/openapi.json' says what is expected"
            throw AppStoreError(.invalid, detail: "the request's JSON is not what is expected", hint: hint)
        }
    }
}

extension TokenSummary {
    /// A token's summary.
    package init(_ token: PersonalToken) {
        self.init(
            name: token.name,
            scopes: token.scopes?.map(\.description),
            created: token.created,
            expires: token.expires,
            lastUsed: token.lastUsed
        )
    }
}

extension NewToken {
    /// A new token.
    package init(_ token: PersonalToken, secret: String) {
        self.init(token: TokenSummary(token), secret: secret)
    }
}

extension APIErrors {
    /// The problems of an error under one code.
    package init(code: String, _ error: AppStoreError) {
        self.init(
            errors: error.problems.map { problem in
                let parts = [problem.message, problem.hint].compactMap { $0 }
                return Failure(code: code, message: parts.joined(separator: "; "))
            }
        )
    }
}

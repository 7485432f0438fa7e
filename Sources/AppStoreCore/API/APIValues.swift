package import Foundation
internal import Reporting

/// How the values of `/api/v1` are written and read: dates in RFC 3339, keys sorted, nothing for what is absent.
package enum APICoding {
    /// A value's JSON.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value)
    }

    /// A value from its JSON.
    ///
    /// - Throws: `AppStoreError` with code `invalid`.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws(AppStoreError) -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: data)
        } catch {
            let hint = "'/api/v1/openapi.json' says what is expected"
            throw AppStoreError(.invalid, detail: "the request's JSON is not what is expected", hint: hint)
        }
    }
}

/// What `PUT …/visibility` takes.
package struct VisibilityChange: Sendable, Hashable, Codable {
    /// The words of the metadata.
    package enum Word: String, Sendable, Hashable, Codable {
        case `public`
        case `private`
    }

    /// Who may use the datalab.
    package let visibility: Word
    /// The users who may while it is private; absent to leave them as they are.
    package let readers: [String]?
}

/// What `PUT …/me/password` takes.
package struct PasswordChange: Sendable, Hashable, Codable {
    /// The password that the user has.
    package let old: String
    /// The password that the user wants.
    package let new: String
}

/// What `POST …/tokens` takes.
package struct TokenRequest: Sendable, Hashable, Codable {
    /// What the token is called.
    package let name: String
    /// What it may do, as `ann/*:pull,push`; absent for all that its user may.
    package let scopes: [String]?
    /// When it ends; absent for never.
    package let expires: Date?
}

/// A token as the API shows it.
package struct TokenSummary: Sendable, Hashable, Codable {
    /// What it is called.
    package let name: String
    /// What it may do; absent for all that its user may.
    package let scopes: [String]?
    /// When it was made.
    package let created: Date
    /// When it ends; absent for never.
    package let expires: Date?
    /// When it was used last.
    package let lastUsed: Date?

    /// A token's summary.
    package init(_ token: PersonalToken) {
        name = token.name
        scopes = token.scopes?.map(\.description)
        created = token.created
        expires = token.expires
        lastUsed = token.lastUsed
    }
}

/// What `POST …/tokens` gives: the only time that the token itself is told.
package struct NewToken: Sendable, Hashable, Codable {
    /// The token.
    package let token: TokenSummary
    /// What a program sends as password.
    package let secret: String

    /// A new token.
    package init(_ token: PersonalToken, secret: String) {
        self.token = TokenSummary(token)
        self.secret = secret
    }
}

/// What `PUT …/star` and `DELETE …/star` give.
package struct StarCount: Sendable, Hashable, Codable {
    /// How many users gave a star.
    package let stars: Int
    /// Whether who asked did.
    package let isStarred: Bool

    /// A count.
    package init(stars: Int, isStarred: Bool) {
        self.stars = stars
        self.isStarred = isStarred
    }
}

/// What `PUT …/review` takes.
package struct ReviewDecision: Sendable, Hashable, Codable {
    /// The digest of the version.
    package let digest: String
    /// Whether it is listed.
    package let isApproved: Bool
    /// Why; needed for a rejection.
    package let reason: String?
}

/// Failures in the form of the distribution specification, which the API uses too.
package struct APIErrors: Sendable, Hashable, Codable {
    /// One failure.
    package struct Failure: Sendable, Hashable, Codable {
        /// A word for programs.
        package let code: String
        /// What was found and what was expected, with the next step.
        package let message: String
    }

    /// The failures.
    package let errors: [Failure]

    /// The problems of an error under one code.
    package init(code: String, _ error: AppStoreError) {
        errors = error.problems.map { problem in
            Failure(code: code, message: [problem.message, problem.hint].compactMap { $0 }.joined(separator: "; "))
        }
    }
}

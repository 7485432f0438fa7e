package import OCIModel

/// Why the registry did not do what a client asked, in the specification's words (distribution-spec 1.1, "Error codes").
package struct RegistryRefusal: Error, Sendable, CustomStringConvertible {
    /// The error identifiers of the specification.
    package enum Code: String, Sendable {
        case blobUnknown = "BLOB_UNKNOWN"
        case blobUploadInvalid = "BLOB_UPLOAD_INVALID"
        case blobUploadUnknown = "BLOB_UPLOAD_UNKNOWN"
        case digestInvalid = "DIGEST_INVALID"
        case manifestBlobUnknown = "MANIFEST_BLOB_UNKNOWN"
        case manifestInvalid = "MANIFEST_INVALID"
        case manifestUnknown = "MANIFEST_UNKNOWN"
        case nameInvalid = "NAME_INVALID"
        case nameUnknown = "NAME_UNKNOWN"
        case sizeInvalid = "SIZE_INVALID"
        case unauthorized = "UNAUTHORIZED"
        case denied = "DENIED"
        case unsupported = "UNSUPPORTED"
        case tooManyRequests = "TOOMANYREQUESTS"
    }

    /// What kind of refusal it is.
    package let code: Code
    /// What was found and what was expected, one message for each fault; never empty.
    package let messages: [String]

    /// A refusal for one reason.
    package init(_ code: Code, _ message: String) {
        self.init(code, [message])
    }

    /// A refusal for several reasons of one kind.
    package init(_ code: Code, _ messages: [String]) {
        self.code = code
        self.messages = messages
    }

    /// The refusal in words.
    package var description: String { "\(code.rawValue): \(messages.joined(separator: "; "))" }

    /// A text that should be a digest and is not one that this registry computes.
    package static func digest(_ text: String) -> RegistryRefusal {
        RegistryRefusal(
            .digestInvalid,
            "'\(text)' is not a digest of the form 'sha256:' and 64, or 'sha512:' and 128, lower-case hexadecimal digits"
        )
    }

    /// A repository that is not there for whoever asked.
    package static func unknown(_ name: RepositoryName) -> RegistryRefusal {
        RegistryRefusal(.nameUnknown, "there is no repository '\(name)'")
    }

    /// A blob that is not there for whoever asked.
    package static func unknown(_ digest: Digest, in name: RepositoryName) -> RegistryRefusal {
        RegistryRefusal(.blobUnknown, "there is no blob '\(digest)' in '\(name)'")
    }
}

public import Reporting
internal import Texts

/// Why work with a registry failed.
public struct RegistryError: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public enum Code: Sendable, Hashable {
        /// The text is not the name of an image in a registry.
        case reference
        /// The registry has no such image, blob or upload.
        case notFound
        /// The registry wants credentials, or does not take those it got.
        case unauthorized
        /// The registry refused the request with a status.
        case refused(Int)
        /// The registry could not be reached, or failed, for as long as it was tried.
        case unavailable
        /// What came is not what was asked for: digest or size differ.
        case mismatch
        /// The registry's answer breaks the protocol, or cannot be understood.
        case malformed
        /// The registry's answer is larger than what is taken.
        case tooLarge
        /// Credentials could not be read or kept.
        case credentials
        /// A file of this machine could not be read or written.
        case files
    }

    /// What went wrong.
    public let code: Code
    /// The registry or image it was about, without credentials.
    public let subject: String
    /// What was found and what was expected.
    public let detail: String
    /// One next step.
    public let hint: String?
    /// What the registry said about it, made safe to print.
    public let messages: [String]

    /// A failure.
    ///
    /// - Parameters:
    ///   - code: what went wrong.
    ///   - subject: the registry or image it was about.
    ///   - detail: what was found and what was expected.
    ///   - hint: one next step.
    ///   - messages: what the registry said.
    public init(
        _ code: Code,
        _ subject: some CustomStringConvertible,
        _ detail: String,
        hint: String? = nil,
        messages: [String] = [],
    ) {
        self.code = code
        self.subject = subject.description
        self.detail = detail
        self.hint = hint
        self.messages = messages
    }

    /// `noPermission` for credentials, `noInput` for what is not there, `temporary` where trying later may help.
    public var failureClass: FailureClass {
        switch code {
        case .reference: .usage
        case .notFound: .noInput
        case .unauthorized, .refused(403): .noPermission
        case .unavailable, .refused(429), .refused(500...599): .temporary
        case .refused: .unavailable
        case .mismatch, .malformed, .tooLarge: .data
        case .credentials, .files: .inputOutput
        }
    }

    /// The failure as one error.
    public var problems: [Problem] {
        let said = messages.isEmpty ? "" : "; the registry says: \(messages.joined(separator: "; "))"
        return [.error("\(subject): \(detail)\(said)", hint: hint)]
    }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Text that came from a registry, made safe to print: one line, not long.
func printable(_ text: String, limit: Int = 300) -> String { ShownText.line(text, limit: limit) }

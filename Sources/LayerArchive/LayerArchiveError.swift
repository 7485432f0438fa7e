public import Reporting
internal import Texts

/// Why an archive could not be read, or a layer could not be written.
public struct LayerArchiveError: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The archive's structure breaks its format.
        case malformedArchive
        /// A path is empty, absolute, leads outside, or has a form no layer may hold.
        case unsafePath
        /// Content differs from the size, CRC-32 or SHA-256 that was promised for it.
        case contentMismatch
        /// The archive uses a feature that this program does not read.
        case unsupported
        /// Content is larger than what is allowed for it.
        case tooLarge
        /// Two entries have the same path.
        case duplicateEntry
        /// A hard link names an entry that the layer does not hold, or that is not a regular file.
        case missingTarget
        /// A file on disk changed while it was read.
        case fileChanged
        /// A file on disk does not exist, or cannot be opened.
        case noInput
        /// Reading or writing failed.
        case inputOutput
    }

    /// What went wrong.
    public let code: Code
    /// The archive's name or path, where there is one.
    public let archive: String?
    /// The path of the entry inside the archive or the layer, where it is one entry's fault.
    public let entry: String?
    /// What was found and what was expected.
    public let detail: String
    /// One next step.
    public let hint: String?
    /// What else was found wrong in the same archive.
    public let others: [Problem]

    /// A failure with its facts.
    public init(
        _ code: Code,
        archive: String? = nil,
        entry: String? = nil,
        detail: String,
        hint: String? = nil,
        others: [Problem] = [],
    ) {
        self.code = code
        self.archive = archive
        self.entry = entry
        self.detail = detail
        self.hint = hint
        self.others = others
    }

    /// `inputOutput` and `noInput` for what the disk did; otherwise `data`, as the input is wrong.
    public var failureClass: FailureClass {
        switch code {
        case .inputOutput, .fileChanged: .inputOutput
        case .noInput: .noInput
        default: .data
        }
    }

    /// The failure at the archive's place, then what else was found.
    public var problems: [Problem] {
        let subject = entry.map { "\(ShownText.quoted($0)): " } ?? ""
        return [.error(at: archive.map { Place(file: $0) }, subject + detail, hint: hint)] + others
    }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

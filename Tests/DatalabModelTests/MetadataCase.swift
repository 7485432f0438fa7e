import Testing

/// A metadata file with something wrong, and exactly what is to be told about it.
struct MetadataCase: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// Whether there is metadata in spite of the problems.
    let isRead: Bool
    /// The problems as they are rendered.
    let problems: String

    /// A file of its own.
    init(_ name: String, file: String, isRead: Bool, _ problems: String) {
        self.name = name
        text = file
        self.isRead = isRead
        self.problems = problems
    }

    /// A file that says all that is mandatory on its first seven lines, then what is wrong.
    init(_ name: String, after: String, isRead: Bool, _ problems: String) {
        self.init(name, file: "\(Self.complete)\n\(after)", isRead: isRead, problems)
    }

    var testDescription: String { name }

    /// Seven lines with which a metadata file is complete.
    static let complete = """
        title: Gaia explorer
        alternateName: gaia
        abstract: Explores the Gaia archive
        version: 1.4.0
        creator.name: ESAC
        contactPoint.email: help@esac.eu
        distribution.license: MIT
        """
}

public import Reporting

/// A YAML file read whole: its root value, and all that is wrong with it.
///
/// The subset that configuration needs: one document, no anchors or aliases (so no bombs), no tags but those of the
/// core schema, text keys that differ from each other. Lines end with LF, CRLF or CR; a byte order mark is allowed.
public struct YAMLDocument: Sendable, Hashable {
    /// Files with more bytes than this are refused.
    public static let maximumSize = 1 << 20
    /// Values nested deeper than this are refused.
    public static let maximumDepth = 32
    /// Reading stops after so many problems.
    public static let maximumProblems = 100

    /// The root value; nil when the file is empty or the reading had to stop.
    public var root: YAMLNode?
    /// Every problem found, in the order of the file.
    public var problems: [Problem]

    /// Whether the file holds an error.
    public var hasErrors: Bool { problems.contains { $0.severity == .error } }

    /// Reads a file of UTF-8, or of UTF-16 with a byte order mark.
    ///
    /// Reading goes on after a duplicate key, an anchor, an alias or a tag, so that all of them are told at once; it
    /// stops at what libyaml cannot parse, at a second document, at too deep a nesting and after too many problems.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    ///   - isLenient: whether what the subset lacks is left out with a warning: a key given twice, an alias of a list, a tag, a
    ///     second document.
    /// - Returns: the document.
    public static func parse(_ bytes: [UInt8], file: String, isLenient: Bool = false) -> YAMLDocument {
        do {
            let text = try YAMLText(bytes, file: file)
            var composer = YAMLComposer(text: text, isLenient: isLenient)
            return composer.compose()
        } catch {
            return YAMLDocument(root: nil, problems: [error.problem])
        }
    }
}

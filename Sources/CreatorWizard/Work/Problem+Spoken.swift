internal import Reporting

extension Problem {
    /// What is wrong with an answer that has just been given, in a line: its place is plain.
    var spoken: String { [message, hint].compactMap(\.self).joined(separator: "; ") }
}

/// The token that ties what changes something to a page of the session.
enum FormToken {
    /// Compares in a time that does not tell where two texts differ; what was not sent is another.
    static func isSame(_ expected: String, _ found: String?) -> Bool {
        let (left, right) = (Array(expected.utf8), Array((found ?? "").utf8))
        return left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

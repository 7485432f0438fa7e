/// Takes the content of a download, piece by piece and in order.
///
/// The next piece is handed over when `write` has returned. A slow sink slows its own download and no other.
public protocol TransferSink: Sendable {
    /// The content comes from its first byte: called before the first piece, and again when the server could not resume.
    func begin() async throws
    /// The next bytes; never empty.
    func write(_ bytes: [UInt8]) async throws
}

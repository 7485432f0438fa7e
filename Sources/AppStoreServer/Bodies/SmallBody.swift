internal import Hummingbird
internal import NIOCore

extension Request {
    /// The whole body of a request that has a small one.
    ///
    /// - Parameter limit: the most bytes it may have.
    /// - Returns: the body.
    /// - Throws: `NIOTooManyBytesError`, before anything is read where the client says so; `ConnectionBroken`.
    func collected(upTo limit: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap({ Int64($0) }), length > limit {
            throw NIOTooManyBytesError(maxBytes: limit)
        }
        do {
            return try await body.collect(upTo: limit)
        } catch {
            throw error is NIOTooManyBytesError ? error : ConnectionBroken(cause: error)
        }
    }
}

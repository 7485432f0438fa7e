package import ContentStore
package import OCIModel
internal import Synchronization
package import SystemPackage

/// An upload all of whose bytes are on disk and have the digest they should have.
package struct FinishedUpload: Sendable {
    /// Where the bytes are.
    package let file: FilePath
    /// Their digest.
    package let digest: Digest
    /// How many there are.
    package let size: Int64
}

/// A blob on its way into a repository, in one request or in several (distribution-spec 1.1, "Pushing blobs").
///
/// All methods read or write the disk, and may be called from any thread.
package final class Upload: Sendable {
    /// What names the upload in its location.
    package let id: String
    /// The repository it is for.
    package let repository: RepositoryName
    /// Who began it.
    let owner: String?

    private struct State: ~Copyable {
        let file: BlobUpload
        var writer = 0
    }

    private let state: Mutex<State>

    init(id: String, repository: RepositoryName, owner: String?, file: sending BlobUpload) {
        self.id = id
        self.repository = repository
        self.owner = owner
        state = Mutex(State(file: file))
    }

    /// One request's right to write; it ends when another request takes it over.
    package struct Writer: Sendable {
        let number: Int
        /// Where the writer's first byte goes.
        package let offset: Int64
    }

    /// How many bytes have arrived.
    package var size: Int64 { state.withLock { $0.file.size } }

    /// Takes over the writing: a client that goes on after a break need not wait for the broken request's end to be noticed.
    ///
    /// - Parameter offset: where the first byte must go; nil for the end, wherever it is.
    /// - Returns: the right to write; nil when the upload ends elsewhere.
    package func takeOver(at offset: Int64?) -> Writer? {
        state.withLock { state in
            guard offset == nil || offset == state.file.size else { return nil }
            state.writer += 1
            return Writer(number: state.writer, offset: state.file.size)
        }
    }

    /// Adds bytes at the end.
    ///
    /// - Parameters:
    ///   - pieces: the next bytes, in parts.
    ///   - writer: the right to write.
    /// - Throws: `StoreError`; `RegistryRefusal` with code `blobUploadInvalid` when another request has taken over.
    package func append(_ pieces: some Sequence<some ContiguousBytesSource> & Sendable, as writer: Writer) throws {
        try state.withLock { state in
            guard state.writer == writer.number else { throw Self.takenOver }
            for piece in pieces {
                try piece.withBytes { (bytes) throws(StoreError) in try state.file.append(bytes) }
            }
        }
    }

    /// Ends the writing of a request: the file is closed until the next.
    package func rest(_ writer: Writer) {
        state.withLock { state in
            if state.writer == writer.number { state.file.rest() }
        }
    }

    /// Checks the digest and writes everything to the disk itself.
    ///
    /// - Parameters:
    ///   - digest: what the client says.
    ///   - writer: the right to write; nobody can take over afterwards.
    /// - Returns: what can be made a blob.
    /// - Throws: `RegistryRefusal` with code `digestInvalid` when the bytes have another digest; `StoreError`.
    package func finish(as digest: Digest, by writer: Writer) throws -> FinishedUpload {
        try state.withLock { state in
            guard state.writer == writer.number else { throw Self.takenOver }
            state.writer += 1
            let found = try state.file.finish(digest.algorithm)
            guard found == digest else {
                let message = "the \(state.file.size) bytes that arrived have the digest '\(found)', not '\(digest)'"
                throw RegistryRefusal(.digestInvalid, message)
            }
            try state.file.sync()
            return FinishedUpload(file: state.file.path, digest: digest, size: state.file.size)
        }
    }

    func cancel() {
        state.withLock { state in
            state.writer += 1
            state.file.cancel()
        }
    }

    private static let takenOver = RegistryRefusal(.blobUploadInvalid, "another request goes on with this upload")
}

/// Bytes in one piece, such as a network buffer.
package protocol ContiguousBytesSource {
    /// Gives the bytes to a piece of work.
    func withBytes(_ body: (UnsafeRawBufferPointer) throws(StoreError) -> Void) throws(StoreError)
}

internal import Foundation
package import HTTPTransfer
package import OCIModel
package import Reporting
package import SystemPackage
internal import Texts

/// Downloaded source archives on disk, by their SHA-256: `sha256/<hex>/<file name>`, each whole or not at all.
package struct SourceArchives: Sendable {
    /// The most bytes of an archive whose size nobody knows before.
    package static let sizeLimit: UInt64 = 1 << 30

    private let root: FilePath
    private let session: TransferSession
    private let credentials: @Sendable (TransferURL) -> TransferCredentials?

    /// Archives in a folder, which is made when it is needed.
    package init(
        root: FilePath,
        session: TransferSession,
        credentials: @escaping @Sendable (TransferURL) -> TransferCredentials?,
    ) {
        self.root = root
        self.session = session
        self.credentials = credentials
    }

    /// An archive that is here.
    package struct File: Sendable, Hashable {
        /// The file.
        package let path: FilePath
        /// Its SHA-256.
        package let sha256: Digest
    }

    /// Gives the archive at an address; one whose hash is known is only fetched when it is not here.
    ///
    /// - Parameters:
    ///   - address: the address.
    ///   - sha256: what it must be; anything when nil.
    ///   - size: its size in bytes, where it is known.
    ///   - progress: told what is fetched.
    /// - Returns: the archive's file.
    /// - Throws: `PackagesError` with code `download`, `digestMismatch` or `files`; `CancellationError`.
    package func file(
        at address: String,
        sha256: Digest?,
        size: UInt64?,
        progress: @escaping ProgressHandler,
    ) async throws -> File {
        let name = Self.name(of: address)
        if let sha256 {
            let path = place(sha256, name)
            if FileManager.default.fileExists(atPath: path.string) { return File(path: path, sha256: sha256) }
        }
        progress(.log("fetching the source '\(name)'"))
        try prepare()
        let bytes = ByteProgress("downloading", total: size, progress)
        let sink = WheelSink(root.appending("partial/\(UUID().uuidString)"), limit: Self.sizeLimit) { bytes.add($0) }
        do {
            var request = TransferRequest(.get, try TransferURL(address), expectedSize: size)
            request.credentials = credentials(request.url)
            _ = try await session.download(request, to: sink)
            let digest = try await sink.keep(sha256: sha256, size: size) { place($0, name) }
            return File(path: place(digest, name), sha256: digest)
        } catch {
            await sink.discard()
            if error is CancellationError { throw error }
            throw failure(error, name)
        }
    }

    private func place(_ sha256: Digest, _ name: String) -> FilePath {
        root.appending("sha256").appending(sha256.hex).appending(name)
    }

    /// The last part of an address, as a file name that is one.
    private static func name(of address: String) -> String {
        let last = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map {
            PercentEncoding.decodeWherePossible($0)
        }
        let plain = (last ?? "").utf8.filter {
            PackageName.isNameByte($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "!")
        }
        let name = String(decoding: plain.suffix(200), as: UTF8.self)
        return name.isEmpty || name.hasPrefix(".") ? "source\(name)" : name
    }

    private func prepare() throws(PackagesError) {
        do {
            for folder in ["sha256", "partial"] {
                let path = root.appending(folder).string
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
        } catch {
            throw PackagesError(.files, "the folder '\(root)' cannot be written: \(error.localizedDescription)")
        }
    }

    private func failure(_ error: any Error, _ name: String) -> PackagesError {
        switch error {
        case let error as TransferError:
            let problem = error.problems[0]
            return PackagesError(
                .download,
                "the source '\(name)' was not downloaded: \(problem.message)",
                hint: problem.hint,
                file: name,
                cause: error
            )
        case let error as WheelSink.Mismatch:
            return PackagesError(
                .digestMismatch,
                "the source '\(name)' is not what it should be: \(error.detail)",
                hint: "the file at its address was changed; name it with its new hash, or build with '--upgrade'",
                file: name
            )
        case let error as WheelSink.FileFailure:
            return PackagesError(
                .files,
                "the source '\(name)' could not be \(error.action) '\(error.path)': \(error.reason)"
            )
        default: return PackagesError(.files, "the source '\(name)': \(error)", file: name, cause: error)
        }
    }
}

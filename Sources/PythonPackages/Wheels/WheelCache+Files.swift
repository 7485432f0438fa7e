internal import Foundation
internal import Glibc
internal import HTTPTransfer
package import OCIModel
package import Reporting
package import SystemPackage

/// Files that are no wheels, kept like wheels: by their SHA-256, wherever they were found.
extension WheelCache {
    /// Gives a file that is known by its SHA-256, from the first of several places that has it.
    ///
    /// - Parameters:
    ///   - name: the file's name.
    ///   - sha256: what it must be.
    ///   - places: addresses (`https://…`) and paths of this machine, in the order in which they are tried.
    ///   - progress: told of bytes.
    /// - Returns: the file in the cache.
    /// - Throws: `PackagesError` with code `download` and what each place said; `digestMismatch` when one had another file; `files`
    ///   when the cache cannot be written; `CancellationError`.
    package func fetch(
        _ name: String,
        sha256: Digest,
        from places: [String],
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> FilePath {
        let kept = path(of: name, sha256)
        if has(name, sha256: sha256) {
            _ = utimensat(AT_FDCWD, kept.string, nil, 0)
            return kept
        }
        try prepare()
        let bytes = ByteProgress("downloading", total: nil, progress)
        var reasons: [String] = []
        var isOther = false
        for place in places {
            let sink = WheelSink(partialFolder.appending(UUID().uuidString)) { bytes.add($0) }
            do {
                try await fill(sink, from: place)
                _ = try await sink.keep(as: kept, sha256: sha256, size: nil)
                return kept
            } catch let error {
                await sink.discard()
                if error is CancellationError { throw error }
                isOther = isOther || error is WheelSink.Mismatch
                reasons.append(Self.reason(error, place))
            }
        }
        let reason = reasons.isEmpty ? "no place is known" : reasons.joined(separator: "; ")
        let message = "'\(name)' could not be had: \(reason)"
        throw PackagesError(isOther ? .digestMismatch : .download, message, file: name)
    }

    /// Whether a file is in the cache.
    package func has(_ name: String, sha256: Digest) -> Bool {
        FileManager.default.fileExists(atPath: path(of: name, sha256).string)
    }

    /// Whether a place has a file, as far as it can be told without fetching it; nil when it does, else why not.
    ///
    /// Asked once, and not waited for long: it only decides whether something else is chosen.
    package func fault(of place: String) async -> String? {
        guard place.contains("://") else {
            return FileManager.default.fileExists(atPath: place) ? nil : "there is no '\(place)'"
        }
        do {
            var options = session.options
            options.connectTimeout = .seconds(5)
            options.stallTimeout = .seconds(10)
            options.retries.attempts = 1
            let request = TransferRequest(.head, try TransferURL(place))
            let status = try await TransferSession(options).send(request).response.status
            return (200..<400).contains(status) ? nil : "\(place) answered \(status)"
        } catch {
            return Self.reason(error, place)
        }
    }

    private func fill(_ sink: WheelSink, from place: String) async throws {
        guard place.contains("://") else { return try await sink.copy(FilePath(place)) }
        let url = try TransferURL(place)
        var request = TransferRequest(.get, url)
        request.credentials = credentials(url)
        request.allowsPlainHTTP = allowsPlainHTTP(url)
        _ = try await session.download(request, to: sink)
    }

    private func path(of name: String, _ sha256: Digest) -> FilePath {
        root.appending("sha256").appending(sha256.hex).appending(name)
    }

    private static func reason(_ error: any Error, _ place: String) -> String {
        switch error {
        case let error as TransferError: error.problems[0].message
        case let error as WheelSink.Mismatch: "\(place) has another file: \(error.detail)"
        case let error as WheelSink.FileFailure: "'\(error.path)' could not be \(error.action): \(error.reason)"
        default: "\(place): \(error)"
        }
    }
}

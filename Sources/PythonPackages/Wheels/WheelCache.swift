internal import Foundation
internal import Glibc
public import HTTPTransfer
internal import OCIModel
public import Reporting
public import SystemPackage

/// Downloaded wheels on disk, by their SHA-256: `sha256/<hex>/<file name>`.
///
/// A wheel appears whole or not at all: it is hashed while it is written to `partial/`, synced and renamed. Several
/// processes may share a folder. A wheel that is there is trusted by its name; one of the wrong size is fetched again.
public struct WheelCache: Sendable {
    /// The cache's folder.
    public let root: FilePath
    /// Credentials for addresses; netrc files are asked where this gives none.
    public var credentials: @Sendable (TransferURL) -> TransferCredentials? = { _ in nil }
    /// Whether plain `http` may be used for an address on another machine.
    public var allowsPlainHTTP: @Sendable (TransferURL) -> Bool = { _ in false }
    let session: TransferSession

    /// A cache in a folder, which is made when it is needed.
    public init(root: FilePath, session: TransferSession) {
        self.root = root
        self.session = session
    }

    /// Gives the wheels that are asked for, in the same order; those that are missing are fetched in parallel.
    ///
    /// All wheels are tried before an error is thrown, and what could be fetched stays.
    ///
    /// - Parameters:
    ///   - wheels: the wheels.
    ///   - progress: told of bytes, as task `downloading`, and of each wheel that was fetched.
    ///   - arrived: given the wheels that need not be fetched, then each that was, as soon as it is there.
    /// - Returns: the wheels' files.
    /// - Throws: `PackagesError` with the problem of each wheel that failed, code `digestMismatch` or `download`
    ///   (`files` when the cache cannot be written); `CancellationError`.
    public func fetch(
        _ wheels: [WheelRequest],
        progress: @escaping ProgressHandler = { _ in },
        arrived: @escaping @Sendable ([WheelFile]) -> Void = { _ in },
    ) async throws -> [WheelFile] {
        var files: [WheelRequest: WheelFile] = [:]
        for wheel in wheels { files[wheel] = cached(wheel) }
        // What was used last is what goes last when the cache is made smaller.
        for file in files.values { _ = utimensat(AT_FDCWD, file.path.string, nil, 0) }
        arrived(Array(files.values))
        let missing = Set(wheels).filter { files[$0] == nil }
        if !missing.isEmpty {
            try prepare()
            let fetched = try await fetchAll(missing, progress, arrived)
            files.merge(fetched) { $1 }
        }
        return wheels.compactMap { files[$0] }
    }

    /// The file of a wheel, if it is in the cache with the size that is asked for.
    public func cached(_ wheel: WheelRequest) -> WheelFile? {
        let path = place(of: wheel)
        guard let status = try? FileManager.default.attributesOfItem(atPath: path.string) else { return nil }
        guard status[.type] as? FileAttributeType == .typeRegular, let size = status[.size] as? UInt64 else {
            return nil
        }
        guard size > 0, wheel.size.map({ $0 == size }) ?? true else { return nil }
        return WheelFile(filename: wheel.filename, path: path, sha256: wheel.sha256, size: size)
    }

    private func place(of wheel: WheelRequest) -> FilePath {
        root.appending("sha256").appending(wheel.sha256.hex).appending(wheel.filename.text)
    }

    var partialFolder: FilePath { root.appending("partial") }

    private func fetchAll(
        _ wheels: Set<WheelRequest>,
        _ progress: @escaping ProgressHandler,
        _ arrived: @escaping @Sendable ([WheelFile]) -> Void,
    ) async throws -> [WheelRequest: WheelFile] {
        let sizes = wheels.compactMap(\.size)
        let total = sizes.count == wheels.count ? BoundedNumber.sum(sizes) : nil
        let bytes = ByteProgress("downloading", total: total, progress)
        return try await withThrowingTaskGroup(of: (WheelRequest, Result<WheelFile, PackagesError>).self) { group in
            for wheel in wheels {
                group.addTask { (wheel, try await fetchOne(wheel, bytes)) }
            }
            var files: [WheelRequest: WheelFile] = [:]
            var failures: [PackagesError] = []
            for try await (wheel, result) in group {
                switch result {
                case .success(let file):
                    files[wheel] = file
                    progress(.log("downloaded \(wheel.filename)"))
                    arrived([file])
                case .failure(let error): failures.append(error)
                }
            }
            guard failures.isEmpty else { throw joined(failures) }
            return files
        }
    }

    /// One failure out of several, in the order of the file names.
    private func joined(_ failures: [PackagesError]) -> PackagesError {
        let sorted = failures.sorted { ($0.file ?? "") < ($1.file ?? "") }
        let first = sorted.first { $0.code == .digestMismatch } ?? sorted[0]
        guard sorted.count > 1 else { return first }
        return PackagesError(first.code, sorted.flatMap(\.problems), cause: first.cause)
    }

    private func fetchOne(
        _ wheel: WheelRequest,
        _ progress: ByteProgress,
    ) async throws -> Result<WheelFile, PackagesError> {
        let sink = WheelSink(partialFolder.appending(UUID().uuidString)) { progress.add($0) }
        do {
            switch wheel.location {
            case .remote(let url): _ = try await session.download(request(wheel, url), to: sink)
            case .file(let path): try await sink.copy(path)
            case .built(let source):
                return .failure(
                    PackagesError(
                        .files,
                        "the wheel '\(wheel.filename)' that was built from '\(source)' is no longer in the cache",
                        hint: "build again with '--upgrade'",
                        package: wheel.filename.name,
                        file: wheel.filename.text,
                    )
                )
            }
            let size = try await sink.keep(as: place(of: wheel), sha256: wheel.sha256, size: wheel.size)
            return .success(
                WheelFile(filename: wheel.filename, path: place(of: wheel), sha256: wheel.sha256, size: size)
            )
        } catch let error {
            await sink.discard()
            if error is CancellationError { throw error }
            return .failure(failure(wheel, error))
        }
    }

    private func request(_ wheel: WheelRequest, _ url: TransferURL) -> TransferRequest {
        var request = TransferRequest(.get, url, expectedSize: wheel.size)
        request.credentials = credentials(url)
        request.allowsPlainHTTP = allowsPlainHTTP(url)
        return request
    }

    private func failure(_ wheel: WheelRequest, _ error: any Error) -> PackagesError {
        let (package, file) = (wheel.filename.name, wheel.filename.text)
        switch error {
        case let error as TransferError where error.code == .size:
            let message = "the wheel '\(file)' of '\(package)' has the wrong size: \(error.detail)"
            return PackagesError(
                .digestMismatch,
                message,
                hint: mismatchHint,
                package: package,
                file: file,
                cause: error
            )
        case let error as TransferError:
            let problem = error.problems[0]
            let message = "the wheel '\(file)' of '\(package)' was not downloaded: \(problem.message)"
            return PackagesError(.download, message, hint: problem.hint, package: package, file: file, cause: error)
        case let error as WheelSink.Mismatch:
            let message = "the wheel '\(file)' of '\(package)' is not the one in the lock: \(error.detail)"
            return PackagesError(.digestMismatch, message, hint: mismatchHint, package: package, file: file)
        case let error as WheelSink.FileFailure:
            let message =
                "the wheel '\(file)' of '\(package)' could not be \(error.action) '\(error.path)': \(error.reason)"
            return PackagesError(.files, message, package: package, file: file)
        default:
            return PackagesError(.files, "the wheel '\(file)': \(error)", package: package, file: file, cause: error)
        }
    }

    private var mismatchHint: String { "the file at its address was changed; make the lock anew" }

    func prepare() throws(PackagesError) {
        do {
            for folder in [root.appending("sha256"), partialFolder] {
                try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            }
            try removeOldParts()
        } catch {
            throw PackagesError(.files, "the wheel cache '\(root)' cannot be written: \(error.localizedDescription)")
        }
    }

    /// Removes what processes that were killed left a day ago or earlier.
    private func removeOldParts() throws {
        let limit = Date(timeIntervalSinceNow: -24 * 3600)
        for name in try FileManager.default.contentsOfDirectory(atPath: partialFolder.string) {
            let path = partialFolder.appending(name).string
            let changed = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            guard let changed, changed < limit else { continue }
            // Another process may be quicker: then it is gone, as it should be.
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}

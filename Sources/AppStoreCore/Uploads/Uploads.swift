internal import ContentStore
internal import Foundation
package import OCIModel
internal import Synchronization
package import SystemPackage

/// The uploads under way, which outlive the process: a file of bytes for each, and one that says what it is for.
///
/// Neither is synced before the end: an upload that a loss of power takes away is begun again by its client. No file is open
/// between two requests, and one user has only so many uploads.
package final class Uploads: Sendable {
    private let folder: FilePath
    private let live = Mutex<[String: Upload]>([:])
    /// What they take.
    package let ledger: UploadLedger

    /// The uploads in a folder, made where it is missing.
    ///
    /// - Parameter folder: on the same file system as the store the uploads are for.
    /// - Throws: when it cannot be made.
    package init(folder: FilePath) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        ledger = UploadLedger()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.string)
        where UUID(uuidString: name) != nil {
            let facts = try? FileManager.default.attributesOfItem(atPath: folder.appending(name).string)
            guard let session = session(name), let facts, let size = facts[.size] as? Int64 else { continue }
            let last = facts[.modificationDate] as? Date ?? Date()
            ledger.note(name, .init(owner: session.owner, account: session.account ?? "", bytes: size, last: last))
        }
    }

    /// What is kept of an upload beside its bytes.
    private struct Session: Codable {
        let repository: String
        let algorithm: String
        let owner: String?
        /// Whose room it uses.
        let account: String?
    }

    /// How many uploads there are.
    package var count: Int { ledger.count }

    /// Begins an upload.
    ///
    /// - Parameters:
    ///   - repository: what it is for.
    ///   - algorithm: the kind of digest that is expected at its end.
    ///   - owner: who begins it; nobody else can go on with it.
    ///   - account: the user whose room it uses.
    ///   - isOneRequest: whether its bytes come at once; the file is open until then.
    /// - Returns: the upload.
    /// - Throws: `RegistryRefusal` with code `tooManyRequests` when the owner has too many; when its files cannot be written.
    package func begin(
        for repository: RepositoryName,
        _ algorithm: Digest.Algorithm,
        by owner: String?,
        account: String = "",
        isOneRequest: Bool = false
    ) throws -> Upload {
        let id = UUID().uuidString.lowercased()
        if let stale = try ledger.admit(id, .init(owner: owner, account: account, bytes: 0, last: Date())) {
            if let upload = known(stale) { cancel(upload) } else { ledger.remove(stale) }
        }
        do {
            let session = Session(
                repository: repository.text,
                algorithm: algorithm.rawValue,
                owner: owner,
                account: account
            )
            try Data(CanonicalJSON.encode(session)).write(to: URL(filePath: sessionPath(id).string))
            let file = try BlobUpload(creating: folder.appending(id), algorithm: algorithm)
            if !isOneRequest { file.rest() }
            let upload = Upload(id: id, repository: repository, owner: owner, file: file)
            live.withLock { $0[id] = upload }
            return upload
        } catch {
            ledger.remove(id)
            throw error
        }
    }

    /// An upload that was begun, by this process or by one before it.
    ///
    /// - Parameters:
    ///   - id: what names it.
    ///   - repository: what it must be for.
    ///   - owner: who must have begun it.
    /// - Returns: the upload.
    /// - Throws: `RegistryRefusal` with code `blobUploadUnknown`.
    package func find(
        _ id: String,
        for repository: RepositoryName,
        by owner: String?
    ) throws(RegistryRefusal) -> Upload {
        guard UUID(uuidString: id) != nil, let upload = known(id.lowercased()), upload.repository == repository,
            upload.owner == owner
        else {
            throw RegistryRefusal(.blobUploadUnknown, "there is no upload '\(id)' for '\(repository)'")
        }
        return upload
    }

    private func known(_ id: String) -> Upload? {
        live.withLock { live in
            if let upload = live[id] { return upload }
            guard let session = session(id), let repository = RepositoryName(session.repository),
                let algorithm = Digest.Algorithm(rawValue: session.algorithm),
                let file = try? BlobUpload(resuming: folder.appending(id), algorithm: algorithm)
            else { return nil }
            let upload = Upload(id: id, repository: repository, owner: session.owner, file: file)
            live[id] = upload
            return upload
        }
    }

    private func session(_ id: String) -> Session? {
        guard let data = try? Data(contentsOf: URL(filePath: sessionPath(id).string)) else { return nil }
        return try? JSONDecoder().decode(Session.self, from: data)
    }

    /// Gives an upload up; nothing of it is left.
    package func cancel(_ upload: Upload) {
        upload.cancel()
        ledger.remove(upload.id)
        drop(upload)
    }

    /// Forgets an upload whose file has become a blob.
    package func forget(_ upload: Upload) {
        ledger.settle(upload.id)
        drop(upload)
    }

    private func drop(_ upload: Upload) {
        live.withLock { _ = $0.removeValue(forKey: upload.id) }
        try? FileManager.default.removeItem(atPath: sessionPath(upload.id).string)
    }

    /// Removes the uploads that nobody has gone on with for a time.
    ///
    /// - Parameter age: the time in seconds.
    /// - Returns: how many were removed.
    package func removeAbandoned(olderThan age: Double) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        var removed = 0
        for name in names where isAbandoned(name, age) {
            let id = name.split(separator: ".").first.map(String.init) ?? name
            if name == id, let upload = known(id) {
                cancel(upload)
                removed += 1
            } else {
                try? FileManager.default.removeItem(atPath: folder.appending(name).string)
            }
        }
        return removed
    }

    /// Whether a file, and what belongs to it, has not changed for a time.
    private func isAbandoned(_ name: String, _ age: Double) -> Bool {
        let id = name.split(separator: ".").first.map(String.init) ?? name
        let changes = [folder.appending(id), sessionPath(id)].compactMap { path in
            try? FileManager.default.attributesOfItem(atPath: path.string)[.modificationDate] as? Date
        }
        guard let last = changes.max() else { return false }
        return last.timeIntervalSinceNow < -age
    }

    private func sessionPath(_ id: String) -> FilePath {
        folder.appending("\(id).session")
    }
}

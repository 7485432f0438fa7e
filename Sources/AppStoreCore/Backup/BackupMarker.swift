internal import Foundation
internal import OCIModel
internal import SystemPackage

/// What marks a folder as a backup: the only thing that a backup may replace.
struct BackupMarker: Sendable, Codable, Hashable {
    /// The file in the backup's folder.
    static let fileName = "backup.json"

    /// The form of the backup.
    let version: Int
    /// Whether all of it is there: not while it is written.
    let isWhole: Bool
    /// When it was begun, in seconds since 1970.
    let began: Int64

    init(isWhole: Bool, began: Date) {
        version = 1
        self.isWhole = isWhole
        self.began = began.seconds
    }

    /// The marker of a folder; nil for a folder that is no backup.
    ///
    /// - Throws: `AppStoreError` with code `folder` for a marker that cannot be read.
    static func find(in folder: FilePath) throws(AppStoreError) -> BackupMarker? {
        let path = folder.appending(fileName)
        guard let bytes = FileManager.default.contents(atPath: path.string) else { return nil }
        guard let marker = try? CanonicalJSON.decode(BackupMarker.self, from: [UInt8](bytes)), marker.version == 1
        else {
            throw AppStoreError(
                .folder,
                detail: "'\(path)' is no marker of a backup of this version",
                hint: "use the version of `appstore` that wrote it, or name another folder"
            )
        }
        return marker
    }

    /// Marks a folder.
    func write(to folder: FilePath) throws(AppStoreError) {
        try BackupFiles.write(Self.encoded(self), to: folder.appending(Self.fileName))
    }

    private static func encoded(_ marker: BackupMarker) throws(AppStoreError) -> Data {
        do {
            return Data(try CanonicalJSON.encode(marker))
        } catch {
            throw AppStoreError(.files, detail: "\(fileName): \(error)")
        }
    }
}

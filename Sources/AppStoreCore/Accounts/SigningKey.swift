internal import Files
internal import Foundation
internal import Glibc
package import SystemPackage

/// The key the AppStore signs its registry tokens with: 32 random bytes in a file that only its owner can read.
package struct SigningKey: Sendable {
    /// The key.
    let bytes: Data

    /// The key's file in the AppStore's folder.
    package static let fileName = "signing-key"

    /// Reads the key of a folder; the first time it is made.
    ///
    /// - Parameter folder: the AppStore's folder.
    /// - Throws: `AppStoreError` with code `folder`: the file cannot be read or written, or others can read it.
    package init(in folder: FilePath) throws(AppStoreError) {
        let path = folder.appending(Self.fileName)
        do {
            if access(path.string, F_OK) != 0 { try Self.make(at: path) }
            bytes = try Self.read(path)
        } catch let error as AppStoreError {
            throw error
        } catch {
            throw AppStoreError(.files, detail: "\(path): \(error)")
        }
    }

    /// Written aside, then linked: two that start at once get one key, and nobody half of one.
    private static func make(at path: FilePath) throws {
        let file = try FileAside(for: path, mode: .ownerReadWrite)
        try file.write((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        _ = try file.placeIfMissing()
    }

    private static func read(_ path: FilePath) throws -> Data {
        let attributes = try FileManager.default.attributesOfItem(atPath: path.string)
        guard let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            let detail = "\(path): others can read the key that tokens are signed with"
            throw AppStoreError(.files, detail: detail, hint: "remove the file and start again: a new key is made")
        }
        let data = try Data(contentsOf: URL(filePath: path.string))
        guard data.count == 32 else {
            let detail = "\(path): expected a key of 32 bytes, found \(data.count)"
            throw AppStoreError(.files, detail: detail, hint: "remove the file and start again: a new key is made")
        }
        return data
    }
}

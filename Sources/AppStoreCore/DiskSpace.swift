internal import ContentStore
internal import Files
internal import Foundation
internal import GRDB
internal import Glibc
package import SystemPackage

/// The room on the disk of an AppStore's folder.
package enum DiskSpace {
    /// With fewer bytes than this, a server is not well: pushes are about to fail.
    package static let least: Int64 = 64 << 20

    /// The bytes that may still be written at a place; nil where the system does not say.
    package static func free(at path: FilePath) -> Int64? {
        var facts = statvfs()
        guard statvfs(path.string, &facts) == 0 else { return nil }
        let (bytes, overflows) = UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize))
        return overflows ? .max : Int64(clamping: bytes)
    }

    /// The size of the disk at a place, in bytes; nil where the system does not say.
    package static func size(at path: FilePath) -> Int64? {
        var facts = statvfs()
        guard statvfs(path.string, &facts) == 0 else { return nil }
        let (bytes, overflows) = UInt64(facts.f_blocks).multipliedReportingOverflow(by: UInt64(facts.f_frsize))
        return overflows ? .max : Int64(clamping: bytes)
    }

    /// Whether something failed because the disk is full.
    package static func isFull(_ error: any Error) -> Bool {
        switch error {
        case let error as StoreError: error.code == .system(.noSpace) || error.code == .system(.diskQuotaExceeded)
        case let error as FileError: error.isFullDisk
        case let error as DatabaseError: error.resultCode == .SQLITE_FULL
        case let error as CocoaError: error.code == .fileWriteOutOfSpace
        default: false
        }
    }
}

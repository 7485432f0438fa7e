internal import BaseImages
internal import ContentStore
internal import Foundation
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// A datalab's folder whose files are changed.
struct LabFolder {
    /// Where it is.
    let location: SourceLocation

    /// A folder as it was typed.
    ///
    /// - Throws: `InputFailure` for what is no folder of this machine.
    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            let hint = "name the folder that holds the datalab's files; a repository is cloned first"
            throw InputFailure(
                .error(at: Place(file: path), "is no folder of this machine", hint: hint),
                class: .noInput
            )
        }
        location = try .parse([path])
    }
}

/// Files of a folder that were written, and what they held before.
struct WrittenFiles {
    private let folder: FilePath
    private let before: [String: [UInt8]?]
    /// Whether all of them said the same already.
    let isUnchanged: Bool

    /// Writes texts; those that are the same already stay untouched.
    ///
    /// When one cannot be written, all are as they were.
    ///
    /// - Parameters:
    ///   - files: texts by their paths in the folder.
    ///   - folder: the folder.
    /// - Throws: `InputFailure` of class `cannotCreate`.
    init(_ files: [String: String], in folder: String) throws {
        self.folder = FilePath(folder)
        let present = { (path: String) -> [UInt8]? in
            FileManager.default.contents(atPath: "\(folder)/\(path)").map { [UInt8]($0) }
        }
        let changed = files.filter { present($0.key) != Array($0.value.utf8) }
        before = Dictionary(uniqueKeysWithValues: changed.keys.map { ($0, present($0)) })
        isUnchanged = changed.isEmpty
        do {
            try DraftFiles.write(changed, to: self.folder)
        } catch {
            try? restore()
            throw error
        }
    }

    /// Puts back what was there.
    ///
    /// - Throws: `InputFailure` of class `cannotCreate`.
    func restore() throws {
        for (path, bytes) in before {
            let file = folder.pushing(FilePath(path))
            guard let bytes else {
                try? FileManager.default.removeItem(atPath: file.string)
                continue
            }
            try DraftFiles.write(bytes, to: file)
        }
    }
}

/// Changes of packages, a line each.
enum ChangeLines {
    static func of(_ changes: [PackageChange]) -> [String] {
        changes.map { change in
            switch (change.before, change.after) {
            case (let before?, let after?): "changes   \(change.name) \(before) → \(after)"
            case (nil, let after?): "comes     \(change.name) \(after)"
            case (let before?, nil): "goes      \(change.name) \(before)"
            case (nil, nil): change.name
            }
        }
    }
}

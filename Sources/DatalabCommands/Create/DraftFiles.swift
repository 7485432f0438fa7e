internal import CreatorWizard
internal import Files
internal import Foundation
internal import Reporting
internal import SystemPackage

/// Writes what the answers say to files, each aside and then renamed.
enum DraftFiles {
    /// Writes a draft's files where they belong: into the source's folder, or into one beside it.
    ///
    /// - Parameters:
    ///   - draft: the draft.
    ///   - folder: the folder the wizard was started in.
    /// - Returns: what was written; files that say the same already are left alone.
    /// - Throws: `InputFailure` of class `cannotCreate`.
    static func write(_ draft: DatalabDraft, startedIn folder: String) throws -> WrittenDraft {
        let overlay = overlay(of: draft, startedIn: folder)
        let (target, changed) = changed(draft, folder)
        try write(changed, to: FilePath(target))
        let files = changed.keys.sorted().map { short("\(target)/\($0)", folder) }
        return WrittenDraft(files: files, command: command(draft, startedIn: folder), isBeside: overlay != nil)
    }

    /// The command that builds a draft whose files are written.
    static func command(_ draft: DatalabDraft, startedIn folder: String) -> String {
        let command = "datalab build \(draft.source.arguments(folder))"
        guard let overlay = overlay(of: draft, startedIn: folder) else { return command }
        return command + " --overlay \(ShellQuoting.quoted(short(overlay, folder)))"
    }

    /// The files that ``write(_:startedIn:)`` would write.
    static func pending(_ draft: DatalabDraft, startedIn folder: String) -> [PendingFile] {
        let (target, changed) = changed(draft, folder)
        return changed.keys.sorted().map { path in
            let isThere = FileManager.default.fileExists(atPath: "\(target)/\(path)")
            return PendingFile(path: short("\(target)/\(path)", folder), isNew: !isThere)
        }
    }

    /// The folder a draft's files belong to, and those of them that do not say the same already.
    private static func changed(_ draft: DatalabDraft, _ folder: String) -> (target: String, files: [String: String]) {
        var target = overlay(of: draft, startedIn: folder) ?? folder
        if case .folder(let path) = draft.source { target = path }
        let changed = draft.files.filter { path, text in
            FileManager.default.contents(atPath: "\(target)/\(path)") != Data(text.utf8)
        }
        return (target, changed)
    }

    /// The folder beside a source that has none of its own; nil for a folder, which takes the files itself.
    static func overlay(of draft: DatalabDraft, startedIn folder: String) -> String? {
        if case .folder = draft.source { return nil }
        return "\(folder)/\(draft.name)-datalab"
    }

    /// Writes texts to files of a folder, which is made where it is missing.
    ///
    /// - Throws: `InputFailure` of class `cannotCreate`.
    static func write(_ files: [String: String], to folder: FilePath) throws {
        for (path, text) in files { try write(Array(text.utf8), to: folder.pushing(FilePath(path))) }
    }

    /// Writes a file anew, where it is and as it may be read.
    ///
    /// - Throws: `InputFailure` of class `cannotCreate`.
    static func write(_ bytes: [UInt8], to file: FilePath) throws(InputFailure) {
        do throws(UserFile.Fault) {
            try UserFile.replace(file, with: bytes, mode: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            let hint = "make it writable, or start again in another folder"
            throw InputFailure(.error(at: Place(file: file.string), "\(error)", hint: hint), class: .cannotCreate)
        }
    }

    /// A path as it is written in the folder the wizard was started in.
    static func short(_ path: String, _ folder: String) -> String {
        if path == folder { return "." }
        return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }
}

extension SourceAnswer {
    /// The source as it is written on a command line.
    fileprivate func arguments(_ folder: String) -> String {
        switch self {
        case .folder(let path): ShellQuoting.quoted(DraftFiles.short(path, folder))
        case .files(let paths): paths.map { ShellQuoting.quoted(DraftFiles.short($0, folder)) }.joined(separator: " ")
        case .git(let url, let branch, let subdirectory):
            ShellQuoting.quoted(url) + (branch.map { " --branch \(ShellQuoting.quoted($0))" } ?? "")
                + (subdirectory.map { " --subdirectory \(ShellQuoting.quoted($0))" } ?? "")
        }
    }
}

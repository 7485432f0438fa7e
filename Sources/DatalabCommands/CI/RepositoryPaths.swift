internal import Foundation
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// Where the files of a source are in the repository that a system has checked out.
struct RepositoryPaths: Sendable {
    /// The source's folder below the repository's root, with its slash; nil when it is elsewhere.
    private let prefix: String?
    private let folder: String

    /// The paths of a source.
    ///
    /// - Parameters:
    ///   - source: the source.
    ///   - repository: the repository's root.
    init(_ source: SourceLocation, in repository: String) {
        guard case .folder(let path, let subdirectory) = source else {
            (prefix, folder) = (nil, "")
            return
        }
        let root = Self.resolved(repository)
        folder = Self.resolved(path.string + (subdirectory.map { "/\($0)" } ?? ""))
        if folder == root {
            prefix = ""
        } else {
            prefix = folder.hasPrefix("\(root)/") ? "\(folder.dropFirst(root.count + 1))/" : nil
        }
    }

    /// The file of a problem below the repository's root; nil for one that is not in it, such as an option.
    func path(of problem: Problem) -> String? {
        guard let prefix, let file = problem.place?.file, !file.hasPrefix("/"),
            FileManager.default.fileExists(atPath: "\(folder)/\(file)")
        else { return nil }
        return prefix + file
    }

    private static func resolved(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false).trimmingSlash
    }
}

extension String {
    fileprivate var trimmingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}

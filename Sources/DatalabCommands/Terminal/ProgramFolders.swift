internal import Foundation
internal import SystemPackage

/// Where the program's own files are: beside it when installed, up the tree when run from its checkout.
enum ProgramFolders {
    /// The folders looked in for recipes: the option's, the environment's, then the program's own.
    static func recipes(option: String?, environment: [String: String]) -> [FilePath] {
        all([option, environment["DATALAB_RECIPES"]], "recipes")
    }

    /// The folders looked in for starter projects: the environment's, then the program's own.
    static func templates(environment: [String: String]) -> [FilePath] {
        all([environment["DATALAB_TEMPLATES"]], "templates")
    }

    private static func all(_ named: [String?], _ name: String) -> [FilePath] {
        let named = named.compactMap { $0 }.filter { !$0.isEmpty }.map { FilePath($0) }
        let all = named + ancestors.map { $0.appending(name) }.filter(isFolder) + installed(name)
        var seen: Set<FilePath> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The folders looked in for helper programs: the environment's, then the program's own.
    static func tools(environment: [String: String]) -> [FilePath] {
        let named = environment["DATALAB_TOOLS"].map { [FilePath($0)] } ?? []
        return named + ancestors.map { $0.appending(".tools/bin") }.filter(isFolder)
    }

    private static var ancestors: [FilePath] {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return []
        }
        var folders: [FilePath] = []
        var folder = FilePath(program)
        while folder.removeLastComponent(), !folder.isEmpty { folders.append(folder) }
        return folders
    }

    private static func installed(_ name: String) -> [FilePath] {
        ancestors.map { $0.appending("share/datalab").appending(name) }.filter(isFolder)
    }

    private static func isFolder(_ path: FilePath) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) && isFolder.boolValue
    }
}

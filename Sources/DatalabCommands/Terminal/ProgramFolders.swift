internal import Foundation
internal import SystemPackage

/// Where the program's own files are: beside it when installed, up the tree when run from its checkout.
enum ProgramFolders {
    /// The folder that a machine's operator puts recipes in.
    private static let siteRecipes = FilePath("/etc/datalab/recipes")

    /// The folders looked in for recipes: the options', the environment's (separated by `:`), the machine's, the program's own.
    static func recipes(options: [String], environment: [String: String]) -> [FilePath] {
        let variable = (environment["DATALAB_RECIPES"] ?? "").split(separator: ":").map(String.init)
        return all(named(options + variable) + [siteRecipes].filter(isFolder), "recipes")
    }

    /// The folders looked in for starter projects: the environment's, then the program's own.
    static func templates(environment: [String: String]) -> [FilePath] {
        all(named([environment["DATALAB_TEMPLATES"] ?? ""]), "templates")
    }

    private static func named(_ folders: [String]) -> [FilePath] {
        folders.filter { !$0.isEmpty }.map { FilePath($0) }
    }

    private static func all(_ named: [FilePath], _ name: String) -> [FilePath] {
        let all = named + ancestors.map { $0.appending(name) }.filter(isFolder) + installed(name)
        var seen: Set<FilePath> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The folders looked in for helper programs: the environment's (separated by `:`), then the program's own.
    static func tools(environment: [String: String]) -> [FilePath] {
        named((environment["DATALAB_TOOLS"] ?? "").split(separator: ":").map(String.init))
            + ["lib/datalab", ".tools/bin"].flatMap { name in ancestors.map { $0.appending(name) } }.filter(isFolder)
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

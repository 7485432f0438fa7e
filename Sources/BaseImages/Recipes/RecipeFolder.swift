public import DatalabModel
internal import Foundation
internal import Hashing
package import LayerArchive
package import OCIModel
package import PythonPackages
internal import Reporting
public import SystemPackage

/// A recipe with the files beside it: `recipes/<kind>/`.
public struct RecipeFolder: Sendable {
    /// The folder.
    public let path: FilePath
    /// What `recipe.yaml` says.
    public let recipe: Recipe
    /// The folders of `files`, in their order.
    private let fileSets: [(set: Recipe.FileSet, folder: FilePath)]

    /// Reads a recipe.
    ///
    /// - Parameters:
    ///   - path: the recipe's folder.
    ///   - others: folders of recipes, looked in for shared files that are not beside the recipe.
    /// - Throws: `BaseError` with code `recipe` and every problem of `recipe.yaml`.
    public init(_ path: FilePath, sharing others: [FilePath] = []) throws(BaseError) {
        self.path = path
        let file = path.appending("recipe.yaml")
        guard let data = FileManager.default.contents(atPath: file.string) else {
            throw BaseError(
                .recipe,
                "there is no recipe '\(file)'",
                hint: "give a folder with a 'recipe.yaml', such as 'recipes/jupyterlab'",
            )
        }
        let reading = RecipeReader.read(Array(data), file: file.string)
        guard let recipe = reading.recipe else { throw BaseError(.recipe, reading.problems) }
        self.recipe = recipe
        fileSets = try Self.fileSets(of: recipe, in: path, others)
    }

    /// Finds the folders that a recipe's `files` names.
    private static func fileSets(
        of recipe: Recipe,
        in path: FilePath,
        _ others: [FilePath],
    ) throws(BaseError) -> [(Recipe.FileSet, FilePath)] {
        var found: [(Recipe.FileSet, FilePath)] = []
        var problems: [Problem] = []
        for set in recipe.contract?.files ?? [] {
            let places = set.isShared ? [path.removingLastComponent()] + others : [path]
            let candidates = places.map { $0.appending(set.path) }
            if let folder = candidates.first(where: isFolder) {
                found.append((set, folder))
            } else {
                let searched = candidates.map { "'\($0)'" }.joined(separator: ", ")
                let hint = "correct 'files', or make the folder"
                problems.append(.error(at: set.place, "there is no folder \(searched)", hint: hint))
            }
        }
        guard problems.isEmpty else { throw BaseError(.recipe, problems) }
        return found
    }

    private static func isFolder(_ path: FilePath) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Looks for the recipe of a kind.
    ///
    /// - Parameters:
    ///   - kind: the kind.
    ///   - folders: the folders looked in, in order; each holds one folder a recipe.
    /// - Returns: the first that is found.
    /// - Throws: `BaseError` with code `recipe`.
    public static func find(_ kind: DatalabKind, in folders: [FilePath]) throws(BaseError) -> RecipeFolder {
        if let recipe = try first(kind, in: folders) { return recipe }
        let searched = folders.map { "'\($0)'" }.joined(separator: ", ")
        throw BaseError(
            .recipe,
            "there is no recipe for '\(kind.rawValue)' in \(searched.isEmpty ? "any folder" : searched)",
            hint:
                "add the folder that holds '\(kind.rawValue)/recipe.yaml' to DATALAB_RECIPES, or give it with '--recipes'",
        )
    }

    /// All recipes that are found by their kinds.
    ///
    /// - Parameter folders: the folders looked in, in order; each holds one folder a recipe.
    /// - Returns: of each kind the first recipe, in the order of the kinds.
    /// - Throws: `BaseError` with code `recipe` and every problem of a `recipe.yaml`.
    public static func all(in folders: [FilePath]) throws(BaseError) -> [RecipeFolder] {
        var recipes: [RecipeFolder] = []
        for kind in DatalabKind.allCases {
            if let recipe = try first(kind, in: folders) { recipes.append(recipe) }
        }
        return recipes
    }

    private static func first(_ kind: DatalabKind, in folders: [FilePath]) throws(BaseError) -> RecipeFolder? {
        let paths = folders.map { $0.appending(kind.rawValue) }
        let found = paths.first { FileManager.default.fileExists(atPath: $0.appending("recipe.yaml").string) }
        guard let found else { return nil }
        return try RecipeFolder(found, sharing: folders)
    }

    /// The variant of a name, or the default one.
    ///
    /// - Parameter name: the variant's name; nil for the default.
    /// - Returns: the variant.
    /// - Throws: `BaseError` with code `unknownVariant`, which names those there are.
    public func variant(_ name: String?) throws(BaseError) -> Recipe.Variant {
        let found = if let name { recipe.variant(named: name) } else { recipe.defaultVariant }
        guard let found else {
            let known = recipe.variants.map { "'\($0.name)'" }.joined(separator: ", ")
            throw BaseError(
                .unknownVariant,
                "'\(recipe.kind.rawValue)' has no variant '\(name ?? "default")'",
                hint: "use one of \(known)",
            )
        }
        return found
    }

    /// A file of the recipe.
    ///
    /// - Throws: `BaseError` with code `recipe` when it cannot be read.
    func bytes(of name: String) throws(BaseError) -> [UInt8] {
        let file = path.appending(name)
        guard let data = FileManager.default.contents(atPath: file.string) else {
            throw BaseError(
                .recipe,
                "the recipe's file '\(file)' cannot be read",
                hint: "make it with 'datalab base lock \(recipe.kind.rawValue)', or correct 'recipe.yaml'",
            )
        }
        return Array(data)
    }

    /// What serves the page, by the recipe's requirements.
    ///
    /// - Throws: `BaseError` with code `recipe`, `PackagesError` with every problem of the file.
    package func serverRequirements(_ server: Recipe.Server) throws -> PackageRequest {
        let reader = RequirementsReader(allowsIndexes: true) { name in
            guard name == "requirements.txt" else { return nil }
            return try bytes(of: server.requirements)
        }
        guard let request = try reader.read(in: "") else {
            throw BaseError(
                .recipe,
                "the recipe has no file '\(server.requirements)' of the server's requirements",
                at: Place(file: path.appending("recipe.yaml").string),
                hint: "write it, or correct 'requirements' of 'server'"
            )
        }
        return request
    }

    /// The content of the folders that `files` names, as entries of the image's root.
    ///
    /// - Throws: `BaseError` with code `recipe`.
    package func rootEntries() throws(BaseError) -> [LayerEntry] {
        var entries: [BytePath: LayerEntry] = [:]
        for (_, folder) in fileSets {
            for (name, item) in try RecipeItem.all(below: folder) { entries[BytePath(name)] = item.entry(name) }
        }
        return Array(entries.values)
    }

    /// The digest of everything a base of this recipe is made of.
    ///
    /// - Parameters:
    ///   - variant: the variant.
    ///   - architecture: the architecture.
    ///   - image: the image the base is made from, with its digest; nil for a base made of Debian.
    /// - Returns: the base's key: another key means another base has to be made.
    /// - Throws: `BaseError` with code `recipe`.
    package func key(
        variant: String,
        architecture: PythonTarget.Architecture,
        image: String? = nil,
    ) throws(BaseError) -> Digest {
        let hasher = ContentHasher(.sha256)
        hasher.add("base format \(BaseBuilder.formatVersion), layer format \(LayerFormat.version)")
        hasher.add("\(variant) \(architecture.rawValue)")
        if let image { hasher.add("image \(image)") }
        for (name, item) in try RecipeItem.all(below: path) { item.add(as: name, to: hasher) }
        for (set, folder) in fileSets where set.isShared {
            for (name, item) in try RecipeItem.all(below: folder) { item.add(as: "\(set.path)/\(name)", to: hasher) }
        }
        return hasher.finish()
    }
}

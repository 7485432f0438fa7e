internal import ContentHashing
public import DatalabModel
internal import Foundation
internal import LayerArchive
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

    /// Reads a recipe.
    ///
    /// - Parameter path: the recipe's folder.
    /// - Throws: `BaseError` with code `recipe` and every problem of `recipe.yaml`.
    public init(_ path: FilePath) throws(BaseError) {
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
    }

    /// Looks for the recipe of a kind.
    ///
    /// - Parameters:
    ///   - kind: the kind.
    ///   - folders: the folders looked in, in order; each holds one folder a recipe.
    /// - Returns: the first that is found.
    /// - Throws: `BaseError` with code `recipe`.
    public static func find(_ kind: DatalabKind, in folders: [FilePath]) throws(BaseError) -> RecipeFolder {
        for folder in folders {
            let path = folder.appending(kind.rawValue)
            guard FileManager.default.fileExists(atPath: path.appending("recipe.yaml").string) else { continue }
            return try RecipeFolder(path)
        }
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
            let paths = folders.map { $0.appending(kind.rawValue) }
            let found = paths.first { FileManager.default.fileExists(atPath: $0.appending("recipe.yaml").string) }
            if let found { recipes.append(try RecipeFolder(found)) }
        }
        return recipes
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

    /// The content of the folder that `files` names, as entries of the image's root.
    ///
    /// - Throws: `BaseError` with code `recipe`.
    func rootEntries(_ contract: Recipe.Contract) throws(BaseError) -> [LayerEntry] {
        guard let files = contract.files else { return [] }
        return try Self.walk(path.appending(files)).map { name, file throws(BaseError) in
            switch file {
            case .folder: .directory(name)
            case .link(let target): .symbolicLink(name, to: target)
            case .file(let bytes, let isExecutable): .file(name, .bytes(bytes), executable: isExecutable)
            }
        }
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
        func add(_ text: String) { hasher.update(Array("\(text.utf8.count) \(text)\n".utf8)) }
        add("base format \(BaseBuilder.formatVersion), layer format \(LayerFormat.version)")
        add("\(variant) \(architecture.rawValue)")
        if let image { add("image \(image)") }
        for (name, file) in try Self.walk(path) {
            switch file {
            case .folder: add("folder \(name)")
            case .link(let target): add("link \(name) \(target)")
            case .file(let bytes, let isExecutable):
                add("\(isExecutable ? "program" : "file") \(name) \(bytes.count)")
                hasher.update(bytes)
            }
        }
        return hasher.finish()
    }

    private enum Item {
        case folder
        case link(target: String)
        case file([UInt8], isExecutable: Bool)
    }

    /// All that is below a folder, in byte order of the names.
    private static func walk(_ folder: FilePath) throws(BaseError) -> [(String, Item)] {
        let manager = FileManager.default
        guard let names = try? manager.subpathsOfDirectory(atPath: folder.string) else {
            throw BaseError(
                .recipe,
                "the recipe's folder '\(folder)' cannot be read",
                hint: "correct 'files' in 'recipe.yaml'"
            )
        }
        var items: [(String, Item)] = []
        for name in names.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            items.append((name, try item(folder.appending(name))))
        }
        return items
    }

    private static func item(_ path: FilePath) throws(BaseError) -> Item {
        let manager = FileManager.default
        do {
            let attributes = try manager.attributesOfItem(atPath: path.string)
            switch attributes[.type] as? FileAttributeType {
            case .typeDirectory: return .folder
            case .typeSymbolicLink: return .link(target: try manager.destinationOfSymbolicLink(atPath: path.string))
            case .typeRegular:
                let mode = (attributes[.posixPermissions] as? NSNumber)?.uint16Value ?? 0
                let data = try Data(contentsOf: URL(filePath: path.string))
                return .file(Array(data), isExecutable: mode & 0o100 != 0)
            default: throw BaseError(.recipe, "'\(path)' is neither file, folder nor link")
            }
        } catch let error as BaseError {
            throw error
        } catch {
            throw BaseError(.recipe, "the recipe's file '\(path)' cannot be read: \(error.localizedDescription)")
        }
    }
}

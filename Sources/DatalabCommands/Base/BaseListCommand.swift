internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import DatalabModel
internal import OCIModel
internal import PythonPackages
internal import SystemPackage

/// `datalab base list`: the bases in the store, and those that recipes could make.
struct BaseListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the bases that are built, and the recipes' that are not.",
        discussion: "Example: datalab base list",
    )

    @OptionGroup var site: SiteOptions
    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let bases = try BaseCatalog(ImageLayout(root: context.home.store)).list()
        let folders = try RecipeFolder.all(in: site.site(in: context).recipes)
        let listing = BaseListing(bases: bases, notBuilt: folders.flatMap { Self.notBuilt($0, among: bases) })
        guard output.format == .text else { return context.print(try JSONOutput.text(listing)) }
        var table = TextTable([
            ("BASE", .left), ("MADE FROM", .left), ("PYTHON", .left), ("GLIBC", .left), ("SIZE", .right),
            ("DIGEST", .left),
        ])
        for base in bases {
            let facts = base.facts
            let requested = facts.addition?.requested ?? []
            // 'base show' names all of them.
            let more = requested.count > 3 ? " and \(requested.count - 3) more" : ""
            let added = requested.isEmpty ? "" : " + \(requested.prefix(3).joined(separator: ", "))\(more)"
            table.add(
                base.referenceName,
                (base.origin?.name ?? "Debian \(facts.debian ?? "")")
                    + (facts.pythonArchive == nil ? "" : ", Python's archive")
                    + added,
                facts.target.fullVersion,
                facts.target.glibc,
                Wording.bytes(base.compressedSize),
                "\(base.digest.hex.prefix(12))",
            )
        }
        for recipe in listing.notBuilt {
            table.add(recipe.name, recipe.origin, recipe.python, "-", "-", "not built: recipe \(recipe.folder)")
        }
        table.lines.forEach(context.print)
    }

    private static func notBuilt(_ folder: RecipeFolder, among bases: [BaseImage]) -> [BaseListing.NotBuilt] {
        let built = Set(bases.map(\.referenceName))
        return folder.recipe.variants.compactMap { variant in
            let name = BaseName(
                kind: folder.recipe.kind,
                variant: variant.name,
                architecture: PythonTarget.Architecture.current ?? .x86_64
            )
            guard !built.contains(name.description) else { return nil }
            let origin =
                switch variant.origin {
                case .debian(let suite): "Debian \(suite)\(variant.archive == nil ? "" : ", Python's archive")"
                case .image(let image, _): "\(image)"
                }
            return .init(name: "\(name)", origin: origin, python: "\(variant.python)", folder: "\(folder.path)")
        }
    }
}

/// The list as `--format json` prints it.
private struct BaseListing: Encodable {
    /// A base that a recipe describes and nobody has built yet.
    struct NotBuilt: Encodable {
        let name: String
        let origin: String
        let python: String
        let folder: String
    }

    let bases: [BaseImage]
    let notBuilt: [NotBuilt]
}

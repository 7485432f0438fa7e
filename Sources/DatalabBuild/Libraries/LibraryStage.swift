internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting

/// A Debian package that no file of the source names, and that was added because Python packages need a library of it.
public struct AddedLibraryPackage: Sendable, Hashable, Codable {
    /// The Debian package.
    public var package: String
    /// The libraries of it that are needed, sorted.
    public var libraries: [String]
    /// The Python packages that need them, sorted.
    public var neededBy: [String]
}

/// Finds the libraries that a datalab's wheels need and its base lacks, before an image is put together.
struct LibraryStage {
    let site: BuildSite

    /// What came of it.
    struct Outcome: Sendable {
        /// The Debian packages that are added, by name.
        var added: [AddedLibraryPackage] = []
        /// What is missing and cannot be added, a warning a package.
        var problems: [Problem] = []
    }

    /// Holds the wheels against a base, as far as they are known.
    ///
    /// What is found is a function of the wheels and of the base without added packages: so every machine adds the same.
    /// - Parameters:
    ///   - packages: the packages.
    ///   - layers: what remembers their wheels.
    ///   - base: the recipe's base, without what the datalab adds.
    ///   - recipe: the recipe, and what the datalab adds.
    /// - Returns: what is added, and what is missing all the same.
    func hold(_ packages: LockedPackages, _ layers: PackageLayers, _ base: BaseImage, _ recipe: RecipeChoice) -> Outcome
    {
        let facts = layers.facts(of: packages)
        let known = packages.wheels.compactMap { wheel in facts[wheel.name].map { (name: wheel.name, facts: $0) } }
        guard let system = base.facts.libraries.map({ Set($0) }) else { return Outcome() }
        let needs = LibraryNeeds(known, system: system, suite: base.facts.suite)
        let requested = Set(recipe.systemPackages.map(\.name))
        var outcome = Outcome()
        var byPackage: [String: [LibraryNeeds.Missing]] = [:]
        for missing in needs.missing {
            guard let package = missing.package else {
                outcome.problems.append(Self.unknown(missing))
                continue
            }
            if !requested.contains(package) { byPackage[package, default: []].append(missing) }
        }
        for (package, missing) in byPackage.sorted(by: { $0.key < $1.key }) {
            let added = AddedLibraryPackage(
                package: package,
                libraries: missing.map(\.library),
                neededBy: Set(missing.flatMap(\.neededBy)).sorted()
            )
            if let reason = refusal(of: package, recipe) {
                outcome.problems.append(Self.refused(added, reason))
            } else {
                outcome.added.append(added)
            }
        }
        outcome.problems += programs(known.map(\.name), base, requested)
        return outcome
    }

    /// Why a package cannot be added; nil when it can.
    private func refusal(of package: String, _ recipe: RecipeChoice) -> String? {
        if site.baseImage != nil { return "the base is an image of a registry" }
        guard recipe.folder.recipe.accepts.contains(.systemPackages) else {
            return "datalabs of the kind '\(recipe.folder.recipe.kind.rawValue)' take no system packages"
        }
        return site.systemPackages.problems(with: [SystemPackageRequest(name: package)]).isEmpty
            ? nil : "this site does not allow it"
    }

    private static func refused(_ added: AddedLibraryPackage, _ reason: String) -> Problem {
        .warning(
            "\(users(added.neededBy)) '\(added.libraries.joined(separator: "', '"))', which the base lacks: "
                + "the Debian package '\(added.package)' has it, and \(reason)",
            hint: "choose a base that has it, or leave out the package that needs it"
        )
    }

    private static func unknown(_ missing: LibraryNeeds.Missing) -> Problem {
        .warning(
            "\(users(missing.neededBy)) '\(missing.library)', which neither the base nor a package has",
            hint: "what needs it will not work; where a Debian package has it, name that in apt.txt"
        )
    }

    /// Programs that packages only start: they are told, as some are large and not every datalab uses them.
    private func programs(_ packages: [String], _ base: BaseImage, _ requested: Set<String>) -> [Problem] {
        let present = Set(base.facts.systemPackages.map(\.name)).union(requested)
        return packages.compactMap { name in
            guard let program = SystemLibraries.program(of: name), !present.contains(program.package) else {
                return nil
            }
            return .warning(
                "'\(name)' starts the program '\(program.name)', which the base does not have",
                hint: "add the line '\(program.package)' to apt.txt"
            )
        }
    }

    private static func users(_ names: [String]) -> String {
        let shown = names.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return "\(shown)\(more) \(names.count == 1 ? "needs" : "need") the library"
    }
}

internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting

/// What a datalab may bring beside its files: as its recipe accepts it and the site allows it.
struct InputRules {
    let recipe: Recipe
    let site: BuildSite

    /// The errors for what a workspace brings and may not, each at its place.
    func problems(with reading: SourceReading) -> [Problem] {
        requirements(reading.packages) + systemPackages(reading.systemPackages)
    }

    private func requirements(_ packages: PackageRequest?) -> [Problem] {
        guard let packages, !recipe.accepts.contains(.requirements) else { return [] }
        return [
            .error(
                at: Place(file: packages.file),
                "datalabs of the kind '\(recipe.kind.rawValue)' take no Python packages here",
                hint: "remove the file, or choose another kind"
            )
        ]
    }

    private func systemPackages(_ requests: [SystemPackageRequest]) -> [Problem] {
        if site.baseImage != nil {
            return requests.map {
                refusal($0, "the base is an image of a registry", "leave out '--base-image', or remove the package")
            }
        }
        guard recipe.accepts.contains(.systemPackages) else {
            return requests.map {
                refusal(
                    $0,
                    "datalabs of the kind '\(recipe.kind.rawValue)' take none",
                    "remove it, or choose a kind whose base is made of Debian"
                )
            }
        }
        return site.systemPackages.problems(with: requests)
    }

    private func refusal(_ request: SystemPackageRequest, _ reason: String, _ hint: String) -> Problem {
        .error(at: request.place, "the system package '\(request.name)' cannot be added: \(reason)", hint: hint)
    }
}

extension SourceReading {
    /// The same without the packages of a file that is there for other tools, where the kind takes no Python packages.
    ///
    /// A `requirements.txt` asks for the impossible then, which is an error; a `setup.py` is only part of the files.
    func withoutRefused(at site: BuildSite) -> SourceReading {
        let kind = metadata.kind ?? .jupyterlab
        guard let packages, ![.requirements, .project, .lock].contains(packages.kind),
            let recipe = try? RecipeFolder.find(kind, in: site.recipes).recipe, !recipe.accepts.contains(.requirements)
        else { return self }
        var reading = self
        reading.packages = nil
        reading.warnings.append(
            .warning(
                at: Place(file: packages.file),
                "its packages are not installed: datalabs of the kind '\(kind.rawValue)' take no Python packages here",
                hint: "choose another kind where they are needed"
            )
        )
        return reading
    }
}

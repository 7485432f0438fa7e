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

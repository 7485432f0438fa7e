public import Reporting

/// Names files of a repository that other platforms act on and this project does not, with what to do instead.
public enum UnusedFiles {
    /// Warnings for the files that are not used.
    ///
    /// - Parameters:
    ///   - names: the names of files in the folder where configuration files are, relative to the source.
    ///   - used: the files that are read for requirements, whatever their names.
    /// - Returns: one warning a file, sorted by name; none for files that nobody would expect to be used.
    public static func warnings(for names: some Sequence<String>, besides used: [String] = []) -> [Problem] {
        names.filter { !used.contains($0) }.sorted().compactMap { path in
            let name = path.split(separator: "/").last.map(String.init) ?? path
            guard let advice = advice[name] ?? pattern(name) else { return nil }
            return .warning(at: Place(file: path), "'\(name)' is not used: \(advice.reason)", hint: advice.hint)
        }
    }

    private struct Advice {
        let reason: String
        let hint: String

        init(_ reason: String, _ hint: String) {
            self.reason = reason
            self.hint = hint
        }
    }

    private static let conda = Advice(
        "of conda's files only 'environment.yml' is read",
        "list the packages in 'environment.yml', or those of PyPI in 'requirements.txt'"
    )
    private static let language = Advice(
        "only Python packages are installed",
        "use a base that has the language, when there is one ('datalab base list')",
    )
    private static let misnamed = Advice("the name is not 'requirements.txt'", "rename it to 'requirements.txt'")
    private static let image = Advice(
        "nothing of it is run: the base is made from the recipe of the datalab's kind",
        "list Python packages in 'requirements.txt' and Debian packages in 'apt.txt'",
    )
    private static let otherLock = Advice(
        "of locks 'pylock.toml', 'uv.lock', 'poetry.lock' and 'Pipfile.lock' are read",
        "write a 'pylock.toml' with the tool that made this file, such as 'pdm export --format pylock'",
    )

    private static let advice: [String: Advice] = [
        "conda-lock.yml": conda, "conda.yml": conda,
        "Dockerfile": image, "Containerfile": image, "docker-compose.yml": image, "compose.yaml": image,
        "default.nix": image, "flake.nix": image, "Singularity": image, "Apptainer": image,
        "install.R": language, "renv.lock": language, "DESCRIPTION": language, "Project.toml": language,
        "Manifest.toml": language, "pixi.toml": conda, "requirements.yml": conda, "requirements.yaml": conda,
        "pdm.lock": otherLock, "pixi.lock": conda,
        "package.json": Advice(
            "Node packages are not installed",
            "use JupyterLab extensions that are packages on PyPI"
        ),
    ]

    /// Near misses of the names that are used.
    private static func pattern(_ name: String) -> Advice? {
        let lower = name.lowercased()
        if lower.hasPrefix("pylock."), lower.hasSuffix(".toml"), name != "pylock.toml" {
            return Advice("only 'pylock.toml' is read", "rename the lock that the datalab is to use to 'pylock.toml'")
        }
        let misspelt = ["requirements.txt", "requirement.txt", "requirements", "requirments.txt", "requirements.text"]
        if misspelt.contains(lower), name != "requirements.txt" { return misnamed }
        if lower == "dockerfile" || (lower.hasPrefix("dockerfile.") || lower.hasSuffix(".dockerfile")) { return image }
        return nil
    }
}

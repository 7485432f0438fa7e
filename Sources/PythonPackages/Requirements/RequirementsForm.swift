/// The forms that requirements come in, by the name of the file.
enum RequirementsForm: Hashable {
    /// `pylock.toml`.
    case lock
    /// `requirements.txt`, in pip's form; or what `conda list --export` writes, often under this name.
    case requirements
    /// `environment.yml` (conda).
    case environment
    /// `Pipfile`, or `Pipfile.lock` where it stands alone (pipenv).
    case pipfile
    /// `pyproject.toml`.
    case project
    /// `setup.py` and `setup.cfg` (setuptools).
    case setup

    /// What a file is, by its path.
    init(_ path: String) {
        let name = RequirementsReader.lastPart(path)
        switch name {
        case "pyproject.toml": self = .project
        case "Pipfile", "Pipfile.lock": self = .pipfile
        case "setup.py", "setup.cfg": self = .setup
        case _ where name.hasPrefix("pylock.") && name.hasSuffix(".toml"): self = .lock
        // A project's lock says nothing without the project.
        case "uv.lock", "poetry.lock": self = .project
        case _ where name.hasSuffix(".yml") || name.hasSuffix(".yaml"): self = .environment
        default: self = .requirements
        }
    }

    /// The names that are looked for, the one that counts most first.
    static let names = [
        "pylock.toml", "requirements.txt", "environment.yml", "environment.yaml", "Pipfile", "Pipfile.lock",
        "pyproject.toml",
        "setup.py", "setup.cfg",
    ]
    /// The locks of a `pyproject.toml`; the first counts.
    static let projectLocks = ["uv.lock", "poetry.lock"]

    /// The kind of a request that such a file makes.
    var kind: PackageRequest.Kind {
        switch self {
        case .lock: .lock
        case .requirements: .requirements
        case .environment: .environment
        case .pipfile: .pipfile
        case .project: .project
        case .setup: .setup
        }
    }
}

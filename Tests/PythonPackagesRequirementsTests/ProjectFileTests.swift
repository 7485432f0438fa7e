import PythonPackages
import Reporting
import Testing

@Suite struct ProjectFileTests {
    private func read(_ text: String, _ more: [String: String] = [:]) throws -> PackageRequest? {
        let files = more.merging(["pyproject.toml": text]) { first, _ in first }
        return try RequirementsReader { files[$0].map { Array($0.utf8) } }.read()
    }

    @Test func readsDependencies() throws {
        let text = """
            [project]
            name = "My_Lab"
            requires-python = ">=3.11,<4"
            dependencies = ["numpy>=2", 'scipy', "my-lab[extra]"]
            """
        let request = try #require(try read(text))
        #expect(request.kind == .project)
        #expect(request.requirements.map(\.description) == ["numpy>=2", "scipy"])
        #expect(request.requirements.map(\.place?.description) == ["pyproject.toml:4:18", "pyproject.toml:4:30"])
        #expect(request.requiresPython.map(\.description) == [">=3.11", "<4"])
        #expect(
            request.warnings.map(\.message) == ["the project 'My_Lab' itself is not installed, only its dependencies"]
        )
    }

    static let bad: [(String, String)] = [
        (
            "[project]\ndependencies = [\n  \"numpy\",\n  \"scipy=1\",\n]",
            "error: pyproject.toml:4:9: found '=' after 'scipy'"
        ),
        (
            "[project]\ndependencies = \"numpy\"",
            "error: pyproject.toml:2: 'dependencies' is a string, expected an array"
        ),
        (
            "[project]\ndependencies = [1]",
            "error: pyproject.toml:2: found a number in 'dependencies', expected a string"
        ),
        ("[project]\ndynamic = [\"dependencies\"]", "error: pyproject.toml:2: the dependencies are 'dynamic'"),
        ("[project]\nrequires-python = \"3.11\"", "error: pyproject.toml:2: 'requires-python' is no list of version"),
        ("[project\n", "error: pyproject.toml:1:9: not valid TOML"),
        (
            "[tool.poetry.dependencies]\nnumpy = \"^1\"",
            "error: pyproject.toml:1: the dependencies are in '[tool.poetry]'"
        ),
        ("[project]\ndependencies = [\"x @ file:///tmp/x\"]", "error: pyproject.toml:2:22: a 'file:' address"),
        (
            "[project]\ndependencies = [\"x @ svn+https://h/x\"]",
            "error: pyproject.toml:2:22: of the version control systems only git"
        ),
    ]

    @Test(arguments: bad)
    func pointsAtWhatIsWrong(text: String, expected: String) throws {
        let error = try #require(throws: PackagesError.self) { try read(text) }
        #expect(error.description.hasPrefix(expected), "\(error)")
    }

    @Test func requirementsComeFirst() throws {
        let request = try #require(try read("[project]\ndependencies = ['a']", ["requirements.txt": "b"]))
        #expect(request.requirements.map(\.name) == ["b"])
        #expect(request.warnings.map(\.place?.file) == ["pyproject.toml"])
    }
}

@Suite struct UnusedFilesTests {
    @Test func namesFilesWithAdvice() {
        let names = [
            "environment.yml", "Pipfile", "setup.py", "postBuild", "start", "Dockerfile", "Containerfile", "install.R",
            "Project.toml", "default.nix", "pylock.dev.toml", "Requirements.txt", "binder/environment.yaml", "uv.lock",
        ]
        let used = ["requirements.txt", "pylock.toml", "pyproject.toml", "notebook.ipynb", "README.md", "apt.txt"]
        let warnings = UnusedFiles.warnings(for: names + used)
        #expect(warnings.compactMap(\.place?.file) == names.sorted())
        #expect(warnings.allSatisfy { $0.severity == .warning && $0.hint != nil })
    }
}

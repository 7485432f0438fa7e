import PythonPackages
import Reporting
import Testing

/// Reads files that are given as texts.
struct FormReader {
    var choice = RequirementsChoice()
    var allowsIndexes = false

    func read(_ files: [String: String], in folder: String = "") throws -> PackageRequest? {
        try reader(files.mapValues { Array($0.utf8) }).read(in: folder)
    }

    func readWhole(_ files: [String: String], in folder: String = "") async throws -> PackageRequest? {
        try await reader(files.mapValues { Array($0.utf8) }).readWhole(in: folder)
    }

    func reader(_ files: [String: [UInt8]]) -> RequirementsReader {
        RequirementsReader(allowsIndexes: allowsIndexes, files: files.keys.sorted(), choice: choice) { files[$0] }
    }
}

@Suite struct ProjectFileTests {
    private func read(_ text: String, _ more: [String: String] = [:]) throws -> PackageRequest? {
        try FormReader().read(more.merging(["pyproject.toml": text]) { first, _ in first })
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
        ("[project]\ndependencies = [\"-e .\"]", "error: pyproject.toml:2:18: expected the name of a package"),
        (
            "[project]\noptional-dependencies = 1\n",
            "error: pyproject.toml: 'optional-dependencies' is a number, expected a table"
        ),
        (
            "[project]\ndependencies = [\"x @ svn+https://h/x\"]",
            "error: pyproject.toml:2:22: of the version control systems only git"
        ),
        (
            "[dependency-groups]\nnotebooks = \"six\"",
            "error: pyproject.toml:2:1: the group 'notebooks' is a string, expected an array"
        ),
        (
            "[dependency-groups]\nnotebooks = [1]",
            "error: pyproject.toml:2:1: found a number in the group 'notebooks', expected"
        ),
        (
            "[dependency-groups]\nnotebooks = [{include-group = 'a'}]\na = [{include-group = 'notebooks'}]",
            "error: pyproject.toml:2:1: the group 'notebooks' includes itself: notebooks → a → notebooks"
        ),
        (
            "[dependency-groups]\nnotebooks = [{include-group = 'none'}]",
            "error: pyproject.toml:2:1: there is no dependency group 'none'"
        ),
        (
            "[tool.poetry.dependencies]\nnumpy = \"^one\"",
            "error: pyproject.toml:2:1: 'numpy': 'one' is not a version"
        ),
        ("[tool.poetry.dependencies]\nnumpy = 1", "error: pyproject.toml:2:1: 'numpy' is a number, expected a version"),
        (
            "[tool.poetry.dependencies]\nnumpy = \"*\"\npython = \"three\"",
            "error: pyproject.toml:3:1: 'three' is no condition on the version of Python"
        ),
        (
            "[tool.poetry.dependencies]\nx = '*'\n[[tool.poetry.source]]\nname = 'a'\nurl = 'https://h/simple'",
            "error: pyproject.toml:3: '--extra-index-url' decides where code comes from"
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

    /// What is installed of groups and extras, and what is told of the others.
    static let groups: [(text: String, installed: [String], told: [String])] = [
        ("[dependency-groups]\nnotebooks = ['six']", ["six"], []),
        (
            "[dependency-groups]\ndev = ['pytest']\nlab = ['six']", ["six"],
            ["the dependency group 'dev' is not installed"]
        ),
        (
            "[dependency-groups]\ndev = ['pytest']\nplots = ['six']", [],
            ["the dependency groups 'dev', 'plots' are not installed"]
        ),
        (
            "[project]\nname = 'x'\n[project.optional-dependencies]\nnotebook = ['astropy', 'six']\ndocs = ['sphinx']",
            ["astropy", "six"],
            ["the project 'x' itself is not installed, only its dependencies", "the extra 'docs' is not installed"]
        ),
        (
            "[project]\nname = 'x'\n[project.optional-dependencies]\nnotebook = ['x[plots]']\nplots = ['six']",
            ["six"],
            ["the project 'x' itself is not installed, only its dependencies"]
        ),
        (
            "[dependency-groups]\nnotebooks = [{include-group='Base_Set'}, 'a']\nbase-set = ['b']", ["b", "a"], []
        ),
        (
            "[tool.poetry.dependencies]\na='*'\n[tool.poetry.group.analysis.dependencies]\nb='*'\n"
                + "[tool.poetry.group.test.dependencies]\nc='*'\n[tool.poetry.group.big]\noptional=true\n"
                + "[tool.poetry.group.big.dependencies]\nd='*'\n[tool.poetry.dev-dependencies]\ne='*'",
            ["a", "b"], ["the dependency groups 'big', 'test', 'dev' are not installed"]
        ),
        (
            "[tool.poetry.dependencies]\na='*'\nb={version='^1', optional=true}\n[tool.poetry.extras]\nplots=['b']",
            ["a"],
            ["the extra 'plots' is not installed"]
        ),
        (
            "[tool.poetry.dependencies]\na='*'\nb={version='^1', optional=true}\n[tool.poetry.extras]\nnotebook=['b']",
            ["a", "b<2.0,>=1"], []
        ),
        (
            "[project]\nname='x'\n[tool.poetry.dependencies]\npython='^3.11'\nsix='^1.16'", ["six<2.0,>=1.16"],
            ["the project 'x' itself is not installed, only its dependencies"]
        ),
    ]

    /// What tools' own tables name: the requirements, and what is told.
    static let tools: [(text: String, installed: [String], told: [String])] = [
        (
            "[tool.flit.metadata]\nmodule='x'\nrequires=['six', 'attrs>=2']\n[tool.flit.metadata.requires-extra]\ntest=['pytest']",
            ["six", "attrs>=2"], ["the extra 'test' is not installed"]
        ),
        (
            "[tool.pdm.dev-dependencies]\nlab=['six']\ntest=['pytest']", ["six"],
            ["the dependency group 'test' is not installed"]
        ),
        ("[tool.uv]\ndev-dependencies=['six']", [], ["the dependency group 'dev' is not installed"]),
        (
            "[tool.hatch.envs.default]\ndependencies=['six']\n[tool.hatch.envs.lint]\ndependencies=['ruff']", ["six"],
            ["the dependency group 'lint' is not installed"]
        ),
        (
            "[tool.pixi.dependencies]\nnumpy='*'", [],
            ["the packages of 'tool.pixi.dependencies' are not used: no wheels are named there"]
        ),
    ]

    @Test(arguments: tools)
    func readsTheTablesOfTools(text: String, installed: [String], told: [String]) throws {
        let request = try #require(try read(text))
        #expect(request.requirements.map(\.description) == installed)
        #expect(request.warnings.map(\.message) == told)
    }

    @Test func findsTheMembersOfAWorkspace() throws {
        let root = """
            [project]
            name = "root"
            dependencies = ["Memb_Er[x]>=1; python_version > '3'", "gone"]
            [tool.uv.sources]
            memb-er = { workspace = true }
            gone = { workspace = true }
            """
        let member = "[project]\nname = 'memb.er'\n[build-system]\nrequires = []"
        let request = try #require(
            try read(root, ["packages/one/pyproject.toml": member, "b/pyproject.toml": "[project]"])
        )
        #expect(request.requirements.map(\.source) == [.folder("packages/one"), nil])
        #expect(request.requirements.map(\.extras) == [["x"], []])
        #expect(request.requirements[0].marker != nil && request.requirements[1].name == "gone")
        #expect(request.warnings.map(\.message).contains { $0.contains("'gone' is said to be another project") })
    }

    @Test(arguments: groups)
    func tellsWhatIsNotInstalled(text: String, installed: [String], told: [String]) throws {
        let request = try #require(try read(text))
        #expect(request.requirements.map(\.description).sorted() == installed.sorted())
        #expect(request.warnings.map(\.message) == told)
    }

    @Test func installsTheGroupsThatAreChosen() throws {
        let text =
            "[dependency-groups]\ndev = ['pytest']\n[project]\nname='x'\n[project.optional-dependencies]\nall=['six']"
        var reader = FormReader()
        reader.choice.groups = ["Dev"]
        reader.choice.extras = ["all"]
        let request = try #require(try reader.read(["pyproject.toml": text]))
        #expect(request.requirements.map(\.name).sorted() == ["pytest", "six"])
        reader.choice.groups = ["dew"]
        let error = try #require(throws: PackagesError.self) { try reader.read(["pyproject.toml": text]) }
        #expect(error.problems.first?.message == "there is no dependency group 'dew' in 'pyproject.toml'")
        #expect(error.problems.first?.hint == "did you mean 'dev'?")
    }

    @Test func readsTheFilesOfDynamicDependencies() throws {
        let text = """
            [project]
            name = "x"
            dynamic = ["version", "dependencies"]
            [tool.setuptools.dynamic]
            dependencies = {file = ["reqs/base.txt", "reqs/more.txt"]}
            """
        let request = try #require(
            try read(text, ["reqs/base.txt": "numpy\n-r deep.txt", "reqs/more.txt": "scipy", "reqs/deep.txt": "six"])
        )
        #expect(request.requirements.map(\.name) == ["numpy", "six", "scipy"])
        #expect(request.requirements.first?.place?.description == "reqs/base.txt:1:1")
    }

    @Test func takesTheSourcesOfUV() throws {
        let text = """
            [project]
            name = "x"
            dependencies = ["a[b] ; python_version > '3'", "c"]
            [tool.uv.sources]
            a = { url = "https://h/a-1-py3-none-any.whl" }
            """
        let request = try #require(try read(text))
        #expect(
            request.requirements.map(\.description) == [
                "a[b] @ https://h/a-1-py3-none-any.whl ; python_version > \"3\"", "c",
            ]
        )
    }
}

@Suite struct UnusedFilesTests {
    @Test func namesFilesWithAdvice() {
        let names = [
            "conda-lock.yml", "pixi.toml", "Dockerfile", "Containerfile", "install.R",
            "Project.toml", "default.nix", "pylock.dev.toml", "Requirements.txt", "binder/renv.lock", "pdm.lock",
        ]
        let used = [
            "requirements.txt", "pylock.toml", "pyproject.toml", "notebook.ipynb", "README.md", "apt.txt", "start",
            "environment.yml",
            "environment.yaml", "setup.py", "setup.cfg", "Pipfile", "Pipfile.lock", "uv.lock", "poetry.lock",
        ]
        let warnings = UnusedFiles.warnings(for: names + used)
        #expect(warnings.compactMap(\.place?.file) == names.sorted())
        #expect(warnings.allSatisfy { $0.severity == .warning && $0.hint != nil })
        #expect(UnusedFiles.warnings(for: ["Requirements.txt"], besides: ["Requirements.txt"]).isEmpty)
    }
}

import Foundation
import PythonPackages
import Reporting
import Testing

/// Pipfile, setup.cfg, setup.py, uv.lock, and which file counts.
@Suite struct FormTests {
    static let pipfiles: [(String, [String])] = [
        ("[packages]\nnumpy=\"*\"", ["numpy"]),
        (
            "[packages]\n\"numpy\" = \"==1.2\"\nscipy = {version = \">=1,<2\", extras = ['a']}",
            ["numpy==1.2", "scipy[a]<2,>=1"]
        ),
        ("[packages]\na = {version='*', markers=\"os_name == 'posix'\"}", ["a ; os_name == \"posix\""]),
        ("[packages]\na = {version='*', sys_platform=\"== 'linux'\"}", ["a ; sys_platform == \"linux\""]),
        ("[packages]\na='~=1.2'\n[dev-packages]\nb='*'\n[docs]\nc='*'\n[notebooks]\nd='*'", ["a~=1.2", "b", "d"]),
        ("[[source]]\nurl='https://pypi.org/simple'\nname='pypi'\nverify_ssl=true\n[packages]\na='*'", ["a"]),
        ("[packages]\na = {file='https://h/a-1-py3-none-any.whl'}", ["a @ https://h/a-1-py3-none-any.whl"]),
    ]

    @Test(arguments: pipfiles)
    func readsPipfiles(text: String, expected: [String]) throws {
        let request = try #require(try FormReader().read(["Pipfile": text]))
        #expect(request.kind == .pipfile)
        #expect(request.requirements.map(\.description).sorted() == expected.sorted())
    }

    @Test func readsThePythonAndTheLockOfAPipfile() throws {
        let hash = "sha256:" + String(repeating: "0f", count: 32)
        let pipfile = "[packages]\nsix='*'\n[requires]\npython_version = '3.11'\n"
        let lock = """
            {"_meta": {}, "default": {"six": {"hashes": ["\(hash)"], "version": "==1.16.0"}}, "develop": {"pytest": {"version": "==8"}}}
            """
        let request = try #require(try FormReader().read(["Pipfile": pipfile, "Pipfile.lock": lock]))
        #expect(request.python?.text == "3.11")
        #expect(request.python?.place?.description == "Pipfile:4:1")
        #expect(request.constraints.map(\.description) == ["pytest==8", "six==1.16.0"])
        let alone = try #require(try FormReader().read(["Pipfile.lock": lock]))
        #expect(alone.requirements.map(\.description) == ["six", "pytest"])
        #expect(alone.constraints.first { $0.name == "six" }?.hashes == [hash])
        // A lock that was made of another Pipfile is what pipenv installs.
        let other = "[packages]\nnumpy='*'\n[dev-packages]\npytest='*'"
        let outdated = try #require(try FormReader().read(["Pipfile": other, "Pipfile.lock": lock]))
        #expect(Set(outdated.requirements.map(\.name)) == ["pytest", "six"])
        #expect(outdated.warnings.map(\.description).contains { $0.contains("the lock lacks 'numpy'") })
        for broken in ["{", "[]", "\u{0}"] {
            #expect(throws: PackagesError.self) { try FormReader().read(["Pipfile": pipfile, "Pipfile.lock": broken]) }
        }
    }

    static let configurations: [(String, [String])] = [
        ("[options]\ninstall_requires =\n    numpy\n    scipy >= 1\n", ["numpy", "scipy>=1"]),
        ("[options]\r\ninstall_requires =\r\n\tnumpy\r\n", ["numpy"]),
        ("[options]\ninstall_requires = numpy; scipy", ["numpy", "scipy"]),
        ("[options]\ninstall_requires = numpy ; os_name == 'posix'", ["numpy ; os_name == \"posix\""]),
        ("[options]\ninstall_requires : numpy\n", ["numpy"]),
        ("[options]\nInstall_Requires=\n  # why\n  numpy\n\n  scipy\npackages = find:\n", ["numpy", "scipy"]),
        ("[options]\ninstall-requires=\n  numpy==%(x)s1\n", []),
        ("[options]\ninstall_requires = file: reqs.txt\n", ["six"]),
        ("[options]\ninstall_requires = file:\n   reqs.txt,\n   more.txt\n", ["six", "attrs"]),
        (
            "[options]\ninstall_requires=\n  a\n[options.extras_require]\ndocs =\n  sphinx\nnotebook =\n  jupyter; python_version>'3'\n",
            ["a", "jupyter ; python_version > \"3\""]
        ),
    ]

    @Test(arguments: configurations)
    func readsConfigurations(text: String, expected: [String]) throws {
        let files = ["setup.cfg": text, "reqs.txt": "six", "more.txt": "attrs"]
        let reading = Result { try FormReader().read(files) }
        guard !expected.isEmpty else {
            #expect(throws: PackagesError.self) { try reading.get() }
            return
        }
        let request = try #require(try reading.get())
        #expect(request.requirements.map(\.description) == expected)
        #expect(request.kind == .setup)
    }

    @Test func pointsIntoConfigurations() throws {
        let error = try #require(throws: PackagesError.self) {
            try FormReader().read(["setup.cfg": "[options]\ninstall_requires =\n    numpy\n    scipy=1\n"])
        }
        #expect(error.description.hasPrefix("error: setup.cfg:4:10: found '=' after 'scipy'"), "\(error)")
        #expect(throws: PackagesError.self) {
            try FormReader().read(["setup.cfg": "install_requires\n[options]\ninstall_requires=a"])
        }
        #expect(try FormReader().read(["setup.cfg": "[flake8]\nmax-line-length = 100\n"]) == nil)
    }

    /// What a `setup.py` says, and what is told of the rest.
    static let scripts: [(text: String, expected: [String], told: [String])] = [
        ("setup(install_requires=['numpy>=1', \"scipy\"])", ["numpy>=1", "scipy"], []),
        ("R = ('a',)\nR += ('b',)\nsetuptools.setup(install_requires=list(R) + ['c'])", ["a", "b", "c"], []),
        ("with open('deps.txt') as f:\n    r = f.read().splitlines()\nsetup(install_requires=r)", ["six"], []),
        ("setup(install_requires=[l for l in open(os.path.join(here, 'deps.txt'))])", ["six"], []),
        ("def f(p):\n    return open(p).readlines()\nsetup(install_requires=f('deps.txt'))", ["six"], []),
        ("setup(**dict(install_requires=['a']))", ["a"], []),
        ("def main():\n    setup(install_requires=['a'])\nmain()", ["a"], []),
        ("setup(install_requires='''\na\nb>1\n''')", ["a", "b>1"], []),
        ("setup(extras_require={'notebook': ['a'], 'test': ['b']})", ["a"], ["the extra 'test' is not installed"]),
        (
            "import os\nsetup(install_requires=os.environ['R'].split())", [],
            ["'install_requires' cannot be known without running 'setup.py', which is not done: it is computed"]
        ),
        (
            "r = ['a']\nif x: r.append('b')\nsetup(install_requires=r)", ["a"],
            ["'r' cannot be known without running 'setup.py', which is not done: it also depends on a condition"]
        ),
        ("print 'two'", [], ["the dependencies in 'setup.py' cannot be read: Missing parentheses"]),
        (
            "x = 1", [],
            ["'setup()' cannot be known without running 'setup.py', which is not done: there is no call of it"]
        ),
        (String(repeating: "(", count: 100_000), [], ["the dependencies in 'setup.py' cannot be read: "]),
        (
            (0..<60).map { "a\($0) = a\($0 + 1) + a\($0 + 1)\n" }.joined() + "a60 = ['x']\nsetup(install_requires=a0)",
            [],
            ["'install_requires' cannot be known without running 'setup.py'"]
        ),
        ("open('/tmp/datalab-setup-ran', 'w')\nsetup(install_requires=['a'])", ["a"], []),
    ]

    @Test(arguments: scripts)
    func readsWhatASetupCallSays(text: String, expected: [String], told: [String]) async throws {
        let request = try #require(try await FormReader().readWhole(["setup.py": text, "deps.txt": "six"]))
        #expect(request.requirements.map(\.description) == expected)
        #expect(request.warnings.count == told.count, "\(request.warnings)")
        for (warning, start) in zip(request.warnings, told) { #expect(warning.message.hasPrefix(start), "\(warning)") }
        #expect(!FileManager.default.fileExists(atPath: "/tmp/datalab-setup-ran"), "the file is parsed, not run")
    }

    @Test func joinsWhatSetuptoolsJoins() async throws {
        let files = [
            "pyproject.toml": "[project]\nname='x'\ndynamic=['dependencies']\n[build-system]\nrequires=['setuptools']",
            "setup.py": "setup(install_requires=['a'])",
            "setup.cfg": "[options]\ninstall_requires=\n  b\npython_requires=>=3.9\n",
        ]
        let request = try #require(try await FormReader().readWhole(files))
        #expect(request.requirements.map(\.description) == ["a"], "the call's own list wins, as setuptools has it")
        #expect(request.requiresPython.map(\.description) == [">=3.9"])
    }

    @Test func takesTheLockOfUV() throws {
        let hash = "sha256:" + String(repeating: "1a", count: 32)
        let lock = """
            version = 1
            [[package]]
            name = "six"
            version = "1.17.0"
            source = { registry = "https://index.example.org/simple" }
            wheels = [
                { url = "https://index.example.org/six-1.17.0-py2.py3-none-any.whl", hash = "\(hash)", size = 1 },
            ]
            [[package]]
            name = "lab"
            version = "0.1"
            source = { editable = "." }
            [[package]]
            name = "numpy"
            version = "1.26.4"
            source = { registry = "https://index.example.org/simple" }
            resolution-markers = ["python_full_version < '3.12'"]
            [[package]]
            name = "numpy"
            version = "2.3.0"
            source = { registry = "https://index.example.org/simple" }
            resolution-markers = ["python_full_version >= '3.12' and sys_platform == 'darwin'", "python_full_version >= '3.12'"]
            """
        let project = "[project]\nname='lab'\ndependencies=['six','numpy']"
        let request = try #require(try FormReader().read(["pyproject.toml": project, "uv.lock": lock]))
        let conditions = request.constraints.map(\.description)
        #expect(conditions.count == 3)
        #expect(conditions[0] == "numpy==1.26.4 ; python_full_version < \"3.12\"")
        #expect(conditions[2] == "six==1.17.0")
        #expect(request.constraints[2].hashes == [hash])
    }

    /// Which file counts: the files, the one that is used, and the files that are told not to be.
    static let orders: [(files: [String: String], used: String?, told: [String])] = [
        (["requirements.txt": "a", "environment.yml": "dependencies: [b]"], "requirements.txt", ["environment.yml"]),
        (
            ["requirements.txt": "a", "environment.yml": "dependencies:\n- pip:\n  - -r requirements.txt\n"],
            "environment.yml", []
        ),
        (["Pipfile": "[packages]\na='*'", "requirements.txt": "a"], "Pipfile", ["requirements.txt"]),
        (
            ["Pipfile": "[packages]\na='*'", "requirements.txt": "a", "environment.yml": "dependencies: [b]"],
            "environment.yml", ["requirements.txt", "Pipfile"]
        ),
        (["setup.cfg": "[options]\ninstall_requires=a", "requirements.txt": "a"], "requirements.txt", ["setup.cfg"]),
        (["setup.cfg": "[flake8]\nx=1", "requirements.txt": "a"], "requirements.txt", []),
        (["pyproject.toml": "[tool.black]\nx=1", "setup.cfg": "[options]\ninstall_requires=a"], "setup.cfg", []),
        (["requirements_notebooks.txt": "a"], "requirements_notebooks.txt", ["requirements_notebooks.txt"]),
        (["tutorials/a/requirements.txt": "a"], "tutorials/a/requirements.txt", ["tutorials/a/requirements.txt"]),
        (
            ["requirements/base.txt": "a", "requirements/dev.txt": "b", "requirements/docs.txt": "c"],
            "requirements/base.txt",
            ["requirements/base.txt"]
        ),
        (
            ["requirements/base.in": "a", "requirements/base.txt": "a==1"], "requirements/base.txt",
            ["requirements/base.txt"]
        ),
        (["a/requirements.txt": "a", "b/requirements.txt": "b"], nil, []),
        (["requirements.txt": "a", "b/requirements.txt": "b"], "requirements.txt", ["b/requirements.txt"]),
        (["requirements.txt": "-r b/requirements.txt", "b/requirements.txt": "b"], "requirements.txt", []),
        (["docs/requirements.txt": "a"], nil, []),
        (["notes.txt": "a", "README.md": ""], nil, []),
    ]

    @Test(arguments: orders)
    func choosesAFile(files: [String: String], used: String?, told: [String]) throws {
        let request = try FormReader().read(files)
        #expect(request?.file == used)
        let places = (request?.warnings ?? []).filter { $0.message.contains("used") }.compactMap(\.place?.file)
        #expect(places == told, "\(request?.warnings ?? [])")
    }

    @Test func namesWhatCouldBeChosen() {
        let files = ["a/requirements.txt": Array("a".utf8), "b/requirements.txt": Array("b".utf8)]
        let warnings = FormReader().reader(files).unchosen
        #expect(warnings.count == 1)
        #expect(warnings.first?.message.contains("'a/requirements.txt', 'b/requirements.txt'") == true)
        #expect(warnings.first?.hint?.contains("--requirements a/requirements.txt") == true)
        #expect(FormReader().reader(["notes.txt": []]).unchosen.isEmpty)
    }

    @Test func joinsWhatIsChosen() throws {
        var reader = FormReader()
        reader.choice.files = ["./a/requirements.txt", "environment.yml"]
        let files = [
            "a/requirements.txt": "six\n-r more.txt", "a/more.txt": "attrs",
            "environment.yml": "dependencies: [numpy=2]",
            "requirements.txt": "other",
        ]
        let request = try #require(try reader.read(files))
        #expect(request.requirements.map(\.description) == ["six", "attrs", "numpy==2.*"])
        #expect(request.files == ["a/requirements.txt", "a/more.txt", "environment.yml"])
        for (path, message) in [
            ("a/requirement.txt", "there is no file 'a/requirement.txt' in the source"),
            ("../x.txt", "'../x.txt' is not a path in the source"),
            ("/etc/passwd", "'/etc/passwd' is not a path in the source"),
        ] {
            reader.choice.files = [path]
            let error = try #require(throws: PackagesError.self) { try reader.read(files) }
            #expect(error.problems.first?.message == message)
        }
    }

    /// Bytes that are no text, or too much of it, in every form.
    @Test(arguments: [
        "requirements.txt", "environment.yml", "Pipfile", "pyproject.toml", "setup.cfg", "setup.py", "pylock.toml",
    ])
    func survivesWhatIsNoText(file: String) async throws {
        let contents: [[UInt8]] = [
            [], [0], [0xFF], [0xFF, 0xFE, 0x61], Array(repeating: 0x5B, count: 200_000), Array("\u{FEFF}".utf8),
            Array("a: &x [*x]\n".utf8), Array(String(repeating: "a\n", count: 200_000).utf8),
            Array(("[tool.poetry.dependencies]\n" + String(repeating: "x", count: 100_000) + " = '^1'\n").utf8),
        ]
        for bytes in contents {
            let reader = FormReader().reader([file: bytes])
            do {
                _ = try await reader.readWhole()
            } catch let error as PackagesError {
                #expect(!error.problems.isEmpty)
            }
        }
    }

    @Test func readsUTF16AndLineEndsOfEverySystem() async throws {
        let texts = [
            "environment.yml": "dependencies:\n- numpy\n", "Pipfile": "[packages]\nnumpy='*'\n",
            "setup.cfg": "[options]\ninstall_requires=\n  numpy\n",
            "pyproject.toml": "[tool.poetry.dependencies]\nnumpy='*'\n",
        ]
        for (file, text) in texts {
            let windows = text.replacing("\n", with: "\r\n")
            let units = windows.utf16.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
            let encoded: [[UInt8]] = [Array(("\u{FEFF}" + windows).utf8), [0xFF, 0xFE] + units]
            for bytes in encoded {
                let request = try #require(try await FormReader().reader([file: bytes]).readWhole())
                #expect(request.requirements.map(\.description) == ["numpy"], "\(file)")
            }
        }
    }

    /// Headers that toml++ would end the program for, and what looks like them.
    @Test(
        arguments: [
            ("[", nil), ("[[", nil), ("[=", "1:2"), ("[[[", "1:3"), ("[.", "1:2"), ("[#", "1:2"), ("[\n", "1:2"),
            ("[é]", "1:2"), ("a = 1\n b = 1\n [[ @x ]]", "3:5"), ("a = 1\n é = 1\n", "2:2"),
            ("a = \"\"\"\n[=\n\"\"\"\n[b]\n", nil),
            ("a = [\n[\n1\n],\n]\n", nil), ("# [=\n", nil), ("a = '[='\n['b']\n[ \"c\".d ]", nil),
            ("a = '''''\n[='''\nb=1", nil), ("a = \"\\\"\"\n[=", "2:2"), ("a = \"\n[=", "2:2"),
            ("a = [ 'é', }", "1:12"), ("a = [1,\u{2028}2]", "1:8"), ("a = 2026-01-02T-1", "1:14"),
            ("a = 2026-01-02 0\n", "1:14"), ("a = 2026-01-02 # é\nb = 2026-01-02T03:04:05Z\nc = { d = [ { } ] }", nil),
        ] as [(String, String?)]
    )
    func survivesHeadersWithoutAKey(text: String, place: String?) throws {
        do {
            _ = try FormReader().read(["pyproject.toml": text])
            #expect(place == nil)
        } catch let error as PackagesError {
            if let place { #expect(error.problems.first?.place?.description == "pyproject.toml:\(place)") }
        }
    }
}

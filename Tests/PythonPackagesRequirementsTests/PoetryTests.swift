import PythonPackages
import Reporting
import Testing

/// `[tool.poetry]`, with the constraints of Poetry's documentation ("Dependency specification").
@Suite struct PoetryTests {
    private func read(_ entries: String, lock: String? = nil) throws -> PackageRequest? {
        var files = ["pyproject.toml": "[tool.poetry]\nname = \"x\"\n[tool.poetry.dependencies]\n\(entries)\n"]
        files["poetry.lock"] = lock
        return try FormReader().read(files)
    }

    static let constraints: [(String, String)] = [
        ("^1.2.3", "<2.0,>=1.2.3"), ("^1.2", "<2.0,>=1.2"), ("^1", "<2.0,>=1"), ("^0.2.3", "<0.3,>=0.2.3"),
        ("^0.0.3", "<0.0.4,>=0.0.3"), ("^0.0", "<0.1,>=0.0"), ("^0", "<1.0,>=0"), ("~1.2.3", "<1.3,>=1.2.3"),
        ("~1.2", "<1.3,>=1.2"), ("~1", "<2.0,>=1"), ("*", ""), ("1.*", "==1.*"), ("1.2.*", "==1.2.*"),
        ("1.2.x", "==1.2.*"),
        (">= 1.2.0", ">=1.2.0"), ("> 1", ">1"), ("< 2", "<2"), ("!= 1.2.3", "!=1.2.3"), (">= 1.2, < 1.5", "<1.5,>=1.2"),
        (">=1.2 <1.5", "<1.5,>=1.2"), ("==1.2.3", "==1.2.3"), ("1.2.3", "==1.2.3"), ("=1.2.3", "==1.2.3"),
        ("~=1.2", "~=1.2"),
        ("^1.0.0-beta.1", "<2.0,>=1.0.0b1"), ("^2021.3", "<2022.0,>=2021.3"), ("^1.*", "<2.0,>=1"), ("v1.2", "==1.2"),
        ("^1 || ^2", "<3.0,>=2"), (">=1,!=1.5.*", "!=1.5.*,>=1"), (">1.*", ">1"), ("^1!2.3", "<1!3.0,>=1!2.3"),
        ("1.2 || 1.3", "==1.3"),
    ]

    @Test(arguments: constraints)
    func readsConstraints(text: String, expected: String) throws {
        let request = try #require(try read("numpy = \"\(text)\""))
        #expect(request.requirements.map(\.description) == ["numpy\(expected)"])
        #expect(request.requirements.first?.place?.description == "pyproject.toml:4:1")
    }

    @Test(arguments: [
        "", "^", "~", "1.2.3.four", "^1.2.3.four", ">", ">>1", "1..2", "latest", "^9999999999999999999999", "||",
        "=> 1", "@",
    ])
    func refusesWhatIsNone(text: String) throws {
        let request = Result { try read("numpy = \"\(text)\"") }
        // An operator alone is any version for Poetry's own parser too, so nothing may be said; no other version may come of it.
        if case .success(let request) = request {
            #expect(request?.requirements.map(\.description) == ["numpy"], "\(text)")
        }
    }

    static let entries: [(String, [String])] = [
        ("a = {version = '^1.2', extras = ['b', 'c']}", ["a[b,c]<2.0,>=1.2"]),
        (
            "a = {version = '^1', python = '^3.8'}",
            ["a<2.0,>=1 ; python_version >= \"3.8\" and python_version < \"4.0\""]
        ),
        ("a = {version = '*', python = '3.9.*'}", ["a ; python_version == \"3.9\""]),
        ("a = {version = '*', python = '<3.9.2'}", ["a ; python_full_version < \"3.9.2\""]),
        (
            "a = {version = '*', python = '~2.7 || ^3.6'}",
            [
                "a ; python_version >= \"2.7\" and python_version < \"2.8\" or python_version >= \"3.6\" and python_version < \"4.0\""
            ]
        ),
        ("a = {version = '1', platform = 'linux'}", ["a==1 ; sys_platform == \"linux\""]),
        (
            "a = {version = '1', markers = \"os_name == 'nt' or os_name == 'posix'\", platform = 'linux'}",
            ["a==1 ; sys_platform == \"linux\" and (os_name == \"nt\" or os_name == \"posix\")"]
        ),
        (
            "a = [{version = '<=1.9', python = '<3.8'}, {version = '^2.0', python = '>=3.8'}]",
            ["a<=1.9 ; python_version < \"3.8\"", "a<3.0,>=2.0 ; python_version >= \"3.8\""]
        ),
        ("a = {url = 'https://h/a-1-py3-none-any.whl'}", ["a @ https://h/a-1-py3-none-any.whl"]),
        ("a = {version = '*', optional = true}", []),
        ("python = '^3.10'\nb = '*'", ["b"]),
    ]

    @Test(arguments: entries)
    func readsEntries(text: String, expected: [String]) throws {
        #expect(try #require(try read(text)).requirements.map(\.description) == expected)
    }

    @Test func readsThePython() throws {
        #expect(try read("python = '^3.10'\na='*'")?.requiresPython.map(\.description) == [">=3.10", "<4.0"])
        #expect(try read("python = '~3.10'\na='*'")?.requiresPython.map(\.description) == [">=3.10", "<3.11"])
        #expect(try read("python = '~2.7 || ^3.6'\na='*'")?.requiresPython.map(\.description) == [">=3.6", "<4.0"])
    }

    @Test func takesItsLockAsConditions() throws {
        let hash = "sha256:" + String(repeating: "ab", count: 32)
        let lock = """
            [[package]]
            name = "numpy"
            version = "1.26.4"
            optional = false
            python-versions = ">=3.9"
            files = [
                {file = "numpy-1.26.4.tar.gz", hash = "\(hash)"},
            ]

            [[package]]
            name = "two"
            version = "1"

            [[package]]
            name = "two"
            version = "2"

            [metadata]
            lock-version = "2.0"
            """
        let request = try #require(try read("numpy = '^1'", lock: lock))
        #expect(request.constraints.map(\.description) == ["numpy==1.26.4"], "two versions without markers fix nothing")
        #expect(request.constraints.first?.hashes == [hash])
        #expect(request.constraints.first?.place?.description == "poetry.lock:1")
        #expect(request.files == ["pyproject.toml", "poetry.lock"])
        let older =
            "[[package]]\nname = 'numpy'\nversion = '1.26.4'\n[metadata.files]\nnumpy = [{file = 'f', hash = '\(hash)'}]\n"
        #expect(try read("numpy = '^1'", lock: older)?.constraints.first?.hashes == [hash])
        #expect(throws: PackagesError.self) { try read("numpy = '^1'", lock: "[[package") }
        #expect(throws: PackagesError.self) { try read("numpy = '^1'", lock: "[[package]]\nversion='1'") }
    }
}

import OCIModel
import PythonPackages
import Reporting
import Testing

@Suite struct PackageLockTests {
    static let sum = String(repeating: "ab", count: 32)

    static func target(_ architecture: PythonTarget.Architecture = .x86_64) throws -> PythonTarget {
        try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.36", architecture: architecture))
    }

    static func wheel(_ name: String, _ more: String = "", hashes: String = "{ sha256 = \"\(sum)\" }") -> String {
        "{ url = \"https://h/p/\(name)\"\(more), hashes = \(hashes) }"
    }

    static func package(_ name: String, _ version: String, _ wheels: [String], _ more: String = "") -> String {
        """

        [[packages]]
        name = "\(name)"
        version = "\(version)"
        \(more)
        wheels = [\(wheels.joined(separator: ", "))]
        """
    }

    static func lock(_ packages: String..., head: String = "") throws -> PackageLock {
        let text = "lock-version = \"1.0\"\ncreated-by = \"test\"\n\(head)\n" + packages.joined()
        return try PackageLock(parsing: Array(text.utf8), file: "pylock.toml")
    }

    /// Wheels of one version with the one that is to be chosen: the order is that of tags, never that of the file.
    static let choices: [([String], String)] = [
        (
            ["a-1-py3-none-any.whl", "a-1-cp313-cp313-manylinux_2_17_x86_64.whl"],
            "a-1-cp313-cp313-manylinux_2_17_x86_64.whl"
        ),
        (
            ["a-1-cp313-cp313-manylinux2014_x86_64.whl", "a-1-cp313-cp313-manylinux_2_28_x86_64.whl"],
            "a-1-cp313-cp313-manylinux_2_28_x86_64.whl"
        ),
        (
            ["a-1-cp39-abi3-manylinux_2_5_x86_64.manylinux1_x86_64.whl", "a-1-cp312-abi3-manylinux2014_x86_64.whl"],
            "a-1-cp312-abi3-manylinux2014_x86_64.whl"
        ),
        (["a-1-py2.py3-none-any.whl", "a-1-py3-none-manylinux1_x86_64.whl"], "a-1-py3-none-manylinux1_x86_64.whl"),
        (["a-1-py3-none-any.whl", "a-1-2-py3-none-any.whl", "a-1-10-py3-none-any.whl"], "a-1-10-py3-none-any.whl"),
        (
            [
                "a-1-cp313-cp313-manylinux_2_39_x86_64.whl", "a-1-cp313-cp313-musllinux_1_2_x86_64.whl",
                "a-1-py3-none-any.whl",
            ],
            "a-1-py3-none-any.whl"
        ),
        (["a-1-cp313-cp313t-manylinux2014_x86_64.whl", "a-1-cp313-none-any.whl"], "a-1-cp313-none-any.whl"),
    ]

    @Test(arguments: choices)
    func choosesByTags(wheels: [String], best: String) throws {
        for order in [wheels, wheels.reversed()] {
            let lock = try Self.lock(Self.package("a", "1", order.map { Self.wheel($0) }))
            #expect(try lock.select(for: Self.target()).map(\.filename) == [best])
        }
    }

    @Test func givesWhatADownloadNeeds() throws {
        let lock = try Self.lock(Self.package("B_b", "1.0", [Self.wheel("b_b-1.0-py3-none-any.whl", ", size = 12")]))
        let expected = SelectedWheel(
            name: "b-b",
            version: "1.0",
            filename: "b_b-1.0-py3-none-any.whl",
            url: "https://h/p/b_b-1.0-py3-none-any.whl",
            sha256: Self.sum,
            size: 12,
        )
        #expect(try lock.select(for: Self.target()) == [expected])
    }

    @Test func takesMarkersOfTheTarget() throws {
        let x86 = Self.package(
            "a",
            "1",
            [Self.wheel("a-1-py3-none-any.whl")],
            "marker = \"platform_machine == 'x86_64'\""
        )
        let arm = Self.package(
            "a",
            "2",
            [Self.wheel("a-2-py3-none-any.whl")],
            "marker = \"platform_machine == 'aarch64'\""
        )
        let extra = Self.package("b", "1", [Self.wheel("b-1-py3-none-any.whl")], "marker = \"'dev' in extras\"")
        let group = Self.package(
            "c",
            "1",
            [Self.wheel("c-1-py3-none-any.whl")],
            "marker = \"'g' in dependency_groups\""
        )
        let lock = try Self.lock(x86, arm, extra, group, head: "extras = ['dev']\ndefault-groups = ['G']")
        #expect(try lock.select(for: Self.target()).map { "\($0.name) \($0.version)" } == ["a 1", "c 1"])
        #expect(try lock.select(for: Self.target(.aarch64)).map { "\($0.name) \($0.version)" } == ["a 2", "c 1"])
    }

    @Test func listsAllPackagesWithoutWheelAtOnce() throws {
        let lock = try Self.lock(
            Self.package("a", "1", [Self.wheel("a-1-cp312-cp312-manylinux2014_x86_64.whl")]),
            Self.package("b", "1", [Self.wheel("b-1-cp313-cp313-manylinux_2_39_x86_64.whl")]),
            Self.package(
                "c",
                "1",
                [Self.wheel("c-1-cp313-cp313-musllinux_1_2_x86_64.whl"), Self.wheel("c-1-py3-none-win32.whl")]
            ),
            "\n[[packages]]\nname = 'd'\nversion = '1'\n",
            Self.package("e", "1", [Self.wheel("e-1-py3-none-any.whl")]),
        )
        let error = try #require(throws: PackagesError.self) { try lock.select(for: Self.target()) }
        let here = "error: pylock.toml: "
        let base = "has no wheel for Python 3.13 on x86_64 with glibc 2.36"
        #expect(error.code == .noMatchingWheel)
        #expect(
            error.description.split(separator: "\n").filter { $0.hasPrefix("error") }.map(String.init) == [
                here + "'a 1' \(base): it has wheels for cp312, not for cp313",
                here + "'b 1' \(base): its wheels need glibc 2.39 or newer",
                here + "'c 1' \(base): it has wheels for musllinux_1_2_x86_64, win32",
                here + "'d 1' has no wheel",
            ],
        )
    }

    static let refused: [(String, String)] = [
        ("wheels = [{ path = 'a-1-py3-none-any.whl', hashes = { sha256 = '\(sum)' } }]", "of the workspace"),
        ("wheels = [{ url = 'file:///a-1-py3-none-any.whl', hashes = { sha256 = '\(sum)' } }]", "expected 'https://'"),
        (
            "wheels = [{ url = 'https://h/a-1-py3-none-any.whl', hashes = { sha512 = 'ab', md5 = 'c' } }]",
            "only md5, sha512"
        ),
        (
            "wheels = [{ url = 'https://h/b-1-py3-none-any.whl', hashes = { sha256 = '\(sum)' } }]",
            "another name or version"
        ),
    ]

    @Test(arguments: refused)
    func refusesWhatIsNotAWheelWithAHash(keys: String, expected: String) throws {
        let lock = try Self.lock("\n[[packages]]\nname = 'a'\n\(keys)\n")
        let error = try #require(throws: PackagesError.self) { try lock.select(for: Self.target()) }
        #expect(error.code == .lockUnsupported)
        #expect(error.description.contains(expected), "\(error)")
    }

    @Test("a source is left out where a wheel fits, and stays where none does")
    func leavesOutSpareSources() throws {
        let source =
            "sdist = { name = 'a-1.tar.gz', url = 'https://h/a-1.tar.gz', hashes = { sha256 = '\(Self.sum)' } }"
        func wheel(_ tag: String) -> String {
            let file = "a-1-\(tag).whl"
            return "wheels = [{ name = '\(file)', url = 'https://h/\(file)', hashes = { sha256 = '\(Self.sum)' } }]"
        }
        for (tag, isSpare) in [("py3-none-any", true), ("cp27-cp27m-win32", false)] {
            let lock = try Self.lock("\n[[packages]]\nname = 'a'\nversion = '1'\n\(source)\n\(wheel(tag))\n")
            let target = try Self.target()
            let kept = lock.withoutSpareSources(for: target)
            #expect((kept.packages[0].source == nil) == isSpare, "\(tag)")
            #expect(try kept.selection(for: target).wheels == lock.selection(for: target).wheels)
            #expect(try kept.selection(for: target).unbuilt == lock.selection(for: target).unbuilt)
        }
    }

    static let sources: [(keys: String, title: String)] = [
        (
            "sdist = { name = 'a-1.tar.gz', url = 'https://h/a-1.tar.gz', hashes = { sha256 = '\(sum)' } }",
            "https://h/a-1.tar.gz"
        ),
        (
            "archive = { url = 'https://h/a.zip', subdirectory = 'py', hashes = { sha256 = '\(sum)' } }",
            "https://h/a.zip#subdirectory=py"
        ),
        ("archive = { path = 'x/a-1-py3-none-any.whl', hashes = { sha256 = '\(sum)' } }", "./x/a-1-py3-none-any.whl"),
        ("archive = { path = 'x/a.zip', hashes = { sha256 = '\(sum)' } }", "./x/a.zip"),
        ("directory = { path = '.' }", "."),
        ("directory = { path = './sub', editable = true }", "./sub"),
        (
            "vcs = { type = 'git', url = 'https://u:p@h/a', requested-revision = 'main', commit-id = 'abc' }",
            "git+https://h/a@abc"
        ),
    ]

    @Test(arguments: sources)
    func keepsTheSourceOfWhatHasNoWheel(keys: String, title: String) throws {
        let lock = try Self.lock("\n[[packages]]\nname = 'a'\nversion = '1'\n\(keys)\n")
        #expect(lock.packages.map { $0.source?.title } == [title])
        let error = try #require(throws: PackagesError.self) { try lock.select(for: Self.target()) }
        #expect(error.code == .noMatchingWheel)
        #expect(
            error.description.contains("only source (\(title))") && error.description.contains("--sources"),
            "\(error)"
        )
        let again = try PackageLock(parsing: Array(lock.canonicalText.utf8), file: lock.file)
        #expect(again.packages == lock.packages)
        #expect(!lock.canonicalText.contains("u:p"))
    }

    @Test func aWheelThatWasBuiltHereIsTaken() throws {
        var lock = try Self.lock("\n[[packages]]\nname = 'a'\nversion = '1'\n\(Self.sources[0].keys)\n")
        let digest = try #require(Digest("sha256:\(Self.sum)"))
        let build = SourceBuild(lock: digest, root: digest)
        lock.packages[0].built = BuiltWheel(filename: "a-1-py3-none-any.whl", sha256: Self.sum, size: 7, build: build)
        let again = try PackageLock(parsing: Array(lock.canonicalText.utf8), file: lock.file)
        #expect(again.packages == lock.packages)
        let wheel = try #require(try again.select(for: Self.target()).first)
        #expect(wheel.isLocal && wheel.filename == "a-1-py3-none-any.whl" && wheel.url == "https://h/a-1.tar.gz")
        lock.packages[0].built?.filename = "b-1-py3-none-any.whl"
        #expect(throws: PackagesError.self) { try lock.select(for: Self.target()) }
    }

    static let malformed: [(String, String)] = [
        ("", "the key 'lock-version' is missing"),
        ("lock-version = '2.0'\npackages = []", "the 'lock-version' is '2.0', expected '1.0'"),
        ("lock-version = 1\npackages = []", "the 'lock-version' is a number, expected '1.0'"),
        ("lock-version = '1.0'", "the key 'packages' is missing"),
        ("lock-version = '1.0'\npackages = 'x'", "'packages' is a string, expected an array"),
        ("lock-version = '1.0'\n[[packages]]\nversion = '1'", "package 1: the key 'name' is missing"),
        ("lock-version = '1.0'\n[[packages]]\nname = '../a'", "package 1: '../a' is no package name"),
        ("lock-version = '1.0'\n[[packages]]\nname = 'a'\nversion = 'x'", "package 'a': 'x' is not a version"),
        (
            "lock-version = '1.0'\n[[packages]]\nname = 'a'\nmarker = 'x'",
            "package 'a': 'marker' has 'x', expected a marker"
        ),
        ("lock-version = '1.0'\n[[packages]]\nname = 'a'\nrequires-python = '3'", "'requires-python' is '3', expected"),
        (
            "lock-version = '1.0'\n[[packages]]\nname = 'a'\nwheels = [{}]",
            "a wheel has neither 'name', 'url' nor 'path'"
        ),
        (
            "lock-version = '1.0'\n[[packages]]\nname = 'a'\nwheels = [{ url = 'https://h/a.whl' }]",
            "not the file name of a wheel"
        ),
        (
            "lock-version = '1.0'\n[[packages]]\nname = 'a'\nwheels = [{ url = 'https://h/a-1-py3-none-any.whl' }]",
            "no 'hashes'"
        ),
        (
            "lock-version = '1.0'\n[[packages]]\nname = 'a'\nvcs = {}\nwheels = [1]\ndirectory = {}",
            "exclude each other"
        ),
        ("lock-version = '1.0'\n[[packages\n", "not valid TOML"),
    ]

    @Test(arguments: malformed)
    func pointsAtWhatIsMalformed(text: String, expected: String) throws {
        let error = try #require(throws: PackagesError.self) {
            try PackageLock(parsing: Array(text.utf8), file: "pylock.toml")
        }
        #expect(error.code == .lock)
        #expect(error.description.contains(expected), "\(error)")
    }

    static let unfit: [(String, String)] = [
        ("requires-python = '>=3.14'", "the lock is for Python >=3.14, the base has 3.13.5"),
        ("environments = ['sys_platform == \"win32\"']", "none of the lock's environments is Python 3.13"),
    ]

    @Test(arguments: unfit)
    func refusesALockForAnotherTarget(head: String, expected: String) throws {
        let lock = try Self.lock(Self.package("a", "1", [Self.wheel("a-1-py3-none-any.whl")]), head: head)
        let error = try #require(throws: PackagesError.self) { try lock.select(for: Self.target()) }
        #expect(error.description.contains(expected), "\(error)")
    }

    @Test func refusesTwoOfAName() throws {
        let lock = try Self.lock(
            Self.package("a", "1", [Self.wheel("a-1-py3-none-any.whl")]),
            Self.package("A", "2", [Self.wheel("a-2-py3-none-any.whl")]),
        )
        let error = try #require(throws: PackagesError.self) { try lock.select(for: Self.target()) }
        #expect(error.description.contains("the lock has more than one 'a' for Python 3.13 on x86_64"))
    }

    @Test func canonicalTextForgetsOrderTimesAndCredentials() throws {
        let first = Self.package(
            "b",
            "1.0",
            [Self.wheel("b-1.0-py3-none-any.whl", ", upload-time = 2026-01-01T00:00:00Z")]
        )
        let wheels = [Self.wheel("a-1-py3-none-any.whl", ", size = 3"), Self.wheel("a-1-cp313-cp313-linux_x86_64.whl")]
        let second = Self.package("A", "v1", wheels, "marker = 'os_name==\"posix\"'")
        let one = try Self.lock(first, second)
        let other = try Self.lock(
            Self.package("a", "1", wheels.reversed(), "marker = \"os_name == 'posix'\""),
            first.replacing("https://h", with: "https://user:secret@h").replacing("2026", with: "2025"),
        )
        #expect(one.canonicalText == other.canonicalText)
        #expect(!other.canonicalText.contains("secret"))
        let again = try PackageLock(parsing: Array(one.canonicalText.utf8), file: "pylock.toml")
        #expect(again.canonicalText == one.canonicalText)
        #expect(try again.select(for: Self.target()) == one.select(for: Self.target()))
    }
}

import PythonPackages
import Testing

/// The table was written by `packaging` 26.2 with the environment of the target.
@Suite struct MarkerTests {
    static let markers: [(String, Bool)] = [
        ("python_version >= \"3.9\"", true),
        ("python_version < \"3.13\"", false),
        ("python_version > \"3.9\"", true),
        ("python_version == \"3.13.*\"", true),
        ("python_version in \"3.12 3.13\"", true),
        ("python_version not in \"3.12 3.13\"", false),
        ("\"3.13\" == python_version", true),
        ("\"3.9\" < python_version", true),
        ("python_full_version >= \"3.13.5\"", true),
        ("python_full_version < \"3.13.5rc1\"", false),
        ("python_version ~= \"3.10\"", true),
        ("python_version === \"3.13\"", true),
        ("sys_platform == \"linux\"", true),
        ("sys_platform == \"win32\" or os_name == \"posix\"", true),
        ("sys_platform == \"win32\" and os_name == \"posix\" or platform_machine == \"x86_64\"", true),
        ("sys_platform == \"win32\" and (os_name == \"posix\" or platform_machine == \"x86_64\")", false),
        ("\"linux\" in sys_platform", true),
        ("\"win\" not in sys_platform", true),
        ("platform_machine != \"aarch64\"", true),
        ("platform_python_implementation == \"CPython\"", true),
        ("implementation_version >= \"3.13\"", true),
        ("platform_release >= \"5\"", false),
        ("platform_release == \"\"", true),
        ("extra == \"test\"", false),
        ("extra == \"\"", true),
        ("os.name == \"posix\"", true),
        ("python_implementation == \"CPython\"", true),
        ("python_version >= \"3.9\" and python_version < \"4\"", true),
        ("platform_system == \"Linux\" and (platform_machine == \"x86_64\" or platform_machine == \"aarch64\")", true),
        ("sys_platform > \"darwin\"", false),
        ("implementation_name == \"pypy\"", false),
        ("python_version >= \"3\"", true),
        ("python_version != \"3.13\"", false),
        ("python_version >= \"3.x\"", false),
        ("platform_version == \"#1\"", false),
        ("\"\" in sys_platform", true),
    ]

    @Test(arguments: markers)
    func evaluatesForTheTarget(text: String, expected: Bool) throws {
        let marker = try #require(Marker(text))
        let target = try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.41", architecture: .x86_64))
        #expect(try marker.holds(in: MarkerEnvironment(target)) == expected)
        let again = try #require(Marker(marker.description))
        #expect(again == marker, "the normal spelling means the same")
    }

    @Test func theOtherArchitectureDecidesOtherwise() throws {
        let marker = try #require(Marker("platform_machine == 'aarch64'"))
        let target = try #require(PythonTarget(fullVersion: "3.11.2", glibc: "2.36", architecture: .aarch64))
        #expect(try marker.holds(in: MarkerEnvironment(target)))
    }

    @Test(arguments: [
        ("'dev' in extras", true), ("'Dev_' in extras", false), ("'test' not in dependency_groups", false),
        ("'test' in dependency_groups and 'x' not in extras", true),
    ])
    func asksForExtrasAndGroups(text: String, expected: Bool) throws {
        let target = try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.41", architecture: .x86_64))
        var environment = MarkerEnvironment(target)
        environment.extras = ["dev"]
        environment.dependencyGroups = ["test"]
        #expect(try #require(Marker(text)).holds(in: environment) == expected)
    }

    @Test(arguments: ["os_name ~= 'posix'", "os_name === 'posix'", "extras == 'x'"])
    func refusesComparisonsWithoutMeaning(text: String) throws {
        let target = try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.41", architecture: .x86_64))
        let marker = try #require(Marker(text))
        #expect(throws: Marker.Undefined.self) { try marker.holds(in: MarkerEnvironment(target)) }
    }

    @Test(arguments: [
        "", "python_version", "'a' == 'b'", "os_name == sys_platform", "python_version >= 3.9", "(os_name == 'a'",
        "os_name = 'a'",
    ])
    func refusesWhatIsNoMarker(text: String) {
        #expect(Marker(text) == nil)
    }
}

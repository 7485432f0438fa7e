import PythonPackages
import Reporting
import Testing

/// Requirements that are added to files: in their form, and with everything else as it was.
@Suite("adding requirements to files")
struct RequirementsEditorTests {
    private func added(_ line: String, to text: String, _ file: String) throws -> String {
        let read = { (text: String) in
            try RequirementsReader { $0 == file ? Array(text.utf8) : nil }.read()?.requirements ?? []
        }
        let requirement = try Requirement(parsing: line)
        var editor = RequirementsEditor(text, file: file)
        let before = try read(text)
        try editor.add(requirement, written: line, insteadOf: before.first { $0.name == requirement.name })
        // What was read before is read afterwards, and the new one.
        let after = try read(editor.text).map(\.name)
        #expect(Set(before.map(\.name) + [requirement.name]) == Set(after), "\(editor.text)")
        return editor.text
    }

    @Test("each form keeps its own, with comments, order and line ends", arguments: edits)
    func form(_ file: String, _ line: String, _ before: String, _ after: String) throws {
        #expect(try added(line, to: before, file) == after)
    }

    private static let edits: [(String, String, String, String)] = [
        ("requirements.txt", "lmfit", "", "lmfit\n"),
        ("requirements.txt", "lmfit", "# ours\nsix", "# ours\nsix\nlmfit\n"),
        ("requirements.txt", "lmfit>=1,<2", "six\r\n", "six\r\nlmfit>=1,<2\r\n"),
        ("requirements.txt", "six>=2", "a\n  six==1.0   # pinned\nb\n", "a\n  six>=2   # pinned\nb\n"),
        (
            "environment.yml", "lmfit", "dependencies:\n  - numpy\n  - pip:\n      - six # why\n",
            "dependencies:\n  - numpy\n  - pip:\n      - six # why\n      - lmfit\n"
        ),
        ("environment.yml", "lmfit", "dependencies:\n- numpy\n", "dependencies:\n- numpy\n- pip:\n  - lmfit\n"),
        (
            "pyproject.toml", "lmfit>=1", "[project]\nname = 'a'\ndependencies = ['six']\n",
            "[project]\nname = 'a'\ndependencies = ['six', \"lmfit>=1\"]\n"
        ),
        (
            "pyproject.toml", "b[x]", "[project]\nname = 'a'\ndependencies = [\n  \"six[y]\"  # ]\n]\n[tool.x]\n",
            "[project]\nname = 'a'\ndependencies = [\n  \"six[y]\",  # ]\n  \"b[x]\",\n]\n[tool.x]\n"
        ),
        (
            "pyproject.toml", "b", "[project]\nname = 'a'\ndependencies = [\n]\n",
            "[project]\nname = 'a'\ndependencies = [\n    \"b\",\n]\n"
        ),
        ("pyproject.toml", "b", "[project]\nname = 'a'\n", "[project]\ndependencies = [\"b\"]\nname = 'a'\n"),
        (
            "pyproject.toml", "b[x]>=1", "[tool.poetry.dependencies]\nsix = \"*\"\n\n[tool.x]\n",
            "[tool.poetry.dependencies]\nsix = \"*\"\nb = {version = \">=1\", extras = [\"x\"]}\n\n[tool.x]\n"
        ),
        ("Pipfile", "b", "[packages]\nsix = \"*\"\n", "[packages]\nsix = \"*\"\nb = \"*\"\n"),
    ]

    @Test("what cannot be changed by itself is refused, with what to do", arguments: refused)
    func refusal(_ file: String, _ line: String, _ text: String, _ says: String) throws {
        let error = #expect(throws: PackagesError.self) { try added(line, to: text, file) }
        #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }

    private static let refused = [
        ("setup.cfg", "b", "[options]\ninstall_requires = six\n", "begin a 'requirements.txt'"),
        ("pyproject.toml", "six>=2", "[project]\nname = 'a'\ndependencies = ['six']\n", "change it here to 'six>=2'"),
        (
            "requirements.txt", "six>=2", "six==1 \\\n  --hash=sha256:\(String(repeating: "0a", count: 32))\n",
            "has hashes"
        ),
    ]

    @Test("a lock is told when it does not fit what is required, and what it was made for")
    func fit() throws {
        let lock = """
            lock-version = "1.0"
            created-by = "datalab"
            [[packages]]
            name = "six"
            version = "1.16.0"
            [tool.datalab]
            requirements = ["six", "gone"]
            """
        let warnings = { (requirements: String) in
            let files = ["pylock.toml": lock, "requirements.txt": requirements]
            return try RequirementsReader { files[$0].map { Array($0.utf8) } }.read()?.warnings.map(\.message) ?? []
        }
        #expect(
            try warnings("six\ngone\n").contains {
                $0.contains("'gone' is required here, and 'pylock.toml' does not have it")
            }
        )
        #expect(try warnings("six>=1.16\n").map { $0.contains("made for 'gone'") } == [true])
        #expect(try warnings("six>=2\nlmfit\n").count == 3)
        let fitting = lock.replacing(", \"gone\"", with: "")
        let files = ["pylock.toml": fitting, "requirements.txt": "six\n"]
        #expect(try RequirementsReader { files[$0].map { Array($0.utf8) } }.read()?.warnings.isEmpty == true)
    }
}

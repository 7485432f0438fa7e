import DatalabModel
import Reporting
import Testing

/// Requests for a version of Python.
struct PythonVersionTests {
    @Test(
        "Versions and conditions are read as people and tools write them",
        arguments: [
            ("3.13", "3.13"), ("3.13.2", "3.13.2"), ("python-3.11", "3.11"), ("cpython-3.12.1", "3.12.1"),
            ("Python 3.10", "3.10"), ("python3.11", "3.11"), ("PYTHON-3.9.18", "3.9.18"), ("py3.12", "3.12"),
            ("v3.12", "3.12"), ("'3.12'", "3.12"), ("\"3.12\"", "3.12"), ("3", "3"), ("python-3", "3"),
            ("python3", "3"),
            ("3.x", "3"), ("3.12.x", "3.12"), ("3.12.*", "3.12"), ("3.14-dev", "3.14"), ("3.14.0rc2", "3.14.0"),
            ("3.15.0a1", "3.15.0"), ("cpython-3.12.1-linux-x86_64-gnu", "3.12.1"), ("3.11.4/envs/lab", "3.11.4"),
            ("python=3.10", "3.10"), ("python==3.10", "3.10"), ("python = 3.10.*", "3.10"), ("2.7", "2.7"),
            ("2", "2.7"),
            ("python-2.7.18", "2.7.18"), (">=3.10,<3.13", ">=3.10,<3.13"), (">= 3.10, < 3.13", ">=3.10,<3.13"),
            ("python>=3.10", ">=3.10"), ("^3.10", "^3.10"), ("~=3.10", "~=3.10"), ("^3.8 || ^3.11", "^3.8 || ^3.11"),
            ("!=3.12.*,>=3.9", "!=3.12.*,>=3.9"), (">=3.9 <3.12", ">=3.9,<3.12"),
        ]
    )
    func good(_ text: String, _ expected: String) throws {
        let request = try PythonVersionRequest.parse(text)
        #expect(request.description == expected)
        #expect(try PythonVersionRequest.parse(expected) == request)
    }

    @Test(
        "Other texts are refused",
        arguments: [
            "", "3.", "3..11", "python", "pypy-3.10", "pypy3.9-7.3.11", "3.13t", "3.-1", "3.99999999999999999999",
            "٣.١١",
            "3.13.1.1", "4.1", "311", "three", "system", "venv311", "miniconda3-4.7.12", "graalpy-22.3", ">=",
            ">=three",
            ">=3.10,", ">==3.10", "3.11 or 3.12", "||", "1.2", "python-", "3.11foo",
        ]
    )
    func bad(_ text: String) {
        guard text != ">=3.10," else {
            // A comma too many does no harm.
            #expect((try? PythonVersionRequest.parse(text))?.description == ">=3.10")
            return
        }
        #expect(throws: ModelFailure.self) { try PythonVersionRequest.parse(text) }
    }

    @Test("A text without end is refused at once")
    func long() {
        #expect(throws: ModelFailure.self) {
            try PythonVersionRequest.parse(String(repeating: ">=3.1,", count: 100_000))
        }
        #expect(throws: ModelFailure.self) { try PythonVersionRequest.parse(String(repeating: "3", count: 100_000)) }
    }

    private static let accepted: [(String, [String])] = [
        ("3", ["3.9.2", "3.10", "3.11.2", "3.12.14", "3.13.5", "3.14"]),
        ("3.11.9", ["3.11.2"]),
        ("==3.11.9", ["3.11.2"]),
        (">=3.10,<3.13", ["3.10", "3.11.2", "3.12.14"]),
        (">3.11,<=3.13", ["3.11.2", "3.12.14"]),
        (">=3.13.6", ["3.14"]),
        (">=3.14.2", ["3.14"]),
        ("~=3.11", ["3.11.2", "3.12.14", "3.13.5", "3.14"]),
        ("~=3.11.1", ["3.11.2"]),
        ("~3.11", ["3.11.2"]),
        ("^3.12", ["3.12.14", "3.13.5", "3.14"]),
        ("!=3.13.*,>=3.12", ["3.12.14", "3.14"]),
        ("!=3.13.0,>=3.13", ["3.13.5", "3.14"]),
        ("<=3.10.*", ["3.9.2", "3.10"]),
        ("=3.9 || >=3.14", ["3.9.2", "3.14"]),
        ("2.7", []),
    ]

    @Test("A request accepts the Pythons it means", arguments: accepted)
    func accepts(_ text: String, _ expected: [String]) throws {
        let request = try PythonVersionRequest.parse(text)
        let pythons = try ["3.9.2", "3.10", "3.11.2", "3.12.14", "3.13.5", "3.14"].map { try PythonVersion.parse($0) }
        #expect(pythons.filter(request.accepts).map(\.description) == expected)
    }

    private static let files: [(PythonVersionFile, String, String?, String)] = [
        (.runtime, "python-3.11\n", "3.11", ""),
        (.runtime, "\u{FEFF}  python-3.11.4  \r\n", "3.11.4", ""),
        (.runtime, "# comment\n\npython-3.12 # the newest then", "3.12", ""),
        (.runtime, "python-3\n", "3", ""),
        (.runtime, "3.11\n", "3.11", ""),
        (.runtime, "python 3.11\r", "3.11", ""),
        (.runtime, "Python 3.11.4\n", "3.11.4", ""),
        (.runtime, "python-2.7\n", "2.7", ""),
        (
            .runtime, "  three\n", nil,
            "error: f:1:3: 'three' is not a version of Python\nhint: write 'python-3.13'"
        ),
        (
            .runtime, "r-4.1-2022-01-01", nil,
            "warning: f:1:1: 'r-4.1-2022-01-01' asks for R, which is not in the bases: the default Python is used\n"
                + "hint: the line 'r-base-core' in apt.txt brings R; without it, write 'python-3.13' here"
        ),
        (
            .runtime, "", nil,
            "warning: f: the file names no version of Python\nhint: write 'python-3.13' in it or remove it"
        ),
        (.pythonVersion, "3.13\n", "3.13", ""),
        (.pythonVersion, "3.13.2", "3.13.2", ""),
        (.pythonVersion, "cpython-3.12\n", "3.12", ""),
        (.pythonVersion, ">=3.10\n", ">=3.10", ""),
        (
            .pythonVersion, "3.13\n3.12\n", "3.13",
            "warning: f:2:1: '3.12' is not used, the first version is: 3.13\nhint: keep one line"
        ),
        (
            .pythonVersion, "pypy3.9-7.3.11\n", "3.9",
            "warning: f:1:1: 'pypy3.9-7.3.11' is PyPy, which no base has: CPython 3.9 is the nearest\nhint: write '3.9' in it"
        ),
        (
            .pythonVersion, "3.12t\n", "3.12",
            "warning: f:1:1: '3.12t' is Python without the global interpreter lock, which no base has\n"
                + "hint: write '3.12' in it"
        ),
        (
            .pythonVersion, "miniconda3-4.7.12\n3.11\n", "3.11",
            "warning: f:1:1: 'miniconda3-4.7.12' is Miniconda, which no base has, and is not used\nhint: write '3.13'"
        ),
        (
            .pythonVersion, "system", nil,
            "warning: f:1:1: 'system' is not a version of Python, and is not used\nhint: write '3.13'"
        ),
        (
            .pythonVersion, "# nothing\n", nil,
            "warning: f: the file names no version of Python\nhint: write '3.13' in it or remove it"
        ),
    ]

    @Test("Files are read", arguments: files)
    func file(_ kind: PythonVersionFile, _ text: String, _ version: String?, _ problems: String) {
        let reading = kind.read(Array(text.utf8), file: "f")
        #expect(reading.request?.description == version)
        #expect(reading.request?.isBinding != true)
        #expect(reading.problems.map(\.description).joined(separator: "\n") == problems)
    }

    @Test("What a hint says to write is read without a problem", arguments: files)
    func hints(_ kind: PythonVersionFile, _ text: String, _ version: String?, _ problems: String) {
        for problem in kind.read(Array(text.utf8), file: "f").problems {
            for line in (problem.hint ?? "").split(separator: "'").enumerated().filter({ $0.offset % 2 == 1 }).map(
                \.element
            )
            where line != "r-base-core" {
                let reading = kind.read(Array(line.utf8), file: "f")
                #expect(reading.problems.isEmpty && reading.request != nil, "\(line)")
            }
        }
    }

    @Test("A file that is no text is refused at its place")
    func notText() {
        let problems = PythonVersionFile.runtime.read([0x70, 0xFF], file: "f").problems
        #expect(problems.map(\.description) == ["error: f:1:2: the file is not UTF-8 text\nhint: save it as UTF-8"])
    }
}

import DatalabModel
import Reporting
import Testing

/// Requests for a version of Python.
struct PythonVersionTests {
    @Test(
        "Versions are read",
        arguments: [
            ("3.13", "3.13"), ("3.13.2", "3.13.2"), ("python-3.11", "3.11"), ("cpython-3.12.1", "3.12.1"),
            ("Python 3.10", "3.10"),
        ]
    )
    func good(_ text: String, _ expected: String) throws {
        #expect(try PythonVersionRequest.parse(text).description == expected)
    }

    @Test(
        "Other texts are refused",
        arguments: [
            "", "3", "2.7", "3.x", "3.13.1.1", ">=3.11", "3.", "python", "pypy-3.10", "3.-1", "3.99999999999999999999",
            "٣.١١",
        ]
    )
    func bad(_ text: String) {
        #expect(throws: ModelFailure.self) { try PythonVersionRequest.parse(text) }
    }

    private static let files: [(PythonVersionFile, String, String?, String)] = [
        (.runtime, "python-3.11\n", "3.11", ""),
        (.runtime, "\u{FEFF}  python-3.11.4  \r\n", "3.11.4", ""),
        (.runtime, "# comment\n\npython-3.12", "3.12", ""),
        (
            .runtime, "3.11\n", nil,
            "error: f:1:1: expected 'python-' and a version, found '3.11'\nhint: write 'python-3.11'"
        ),
        (
            .runtime, "r-4.1-2022-01-01", nil,
            "error: f:1:1: expected 'python-' and a version, found 'r-4.1-2022-01-01'\nhint: write 'python-3.13'"
        ),
        (
            .runtime, "\n  python-2.7", nil,
            "error: f:2:3: Python 2.7 is not supported, Python 3 is\nhint: write 'python-3.13'"
        ),
        (
            .runtime, "", nil,
            "warning: f: the file names no version of Python\nhint: write 'python-3.13' in it or remove it"
        ),
        (.pythonVersion, "3.13\n", "3.13", ""),
        (.pythonVersion, "3.13.2", "3.13.2", ""),
        (.pythonVersion, "cpython-3.12\n", "3.12", ""),
        (
            .pythonVersion, "3.13\n3.12\n", "3.13",
            "warning: f:2:1: '3.12' is not used, the first version is: 3.13\nhint: keep one line"
        ),
        (.pythonVersion, "system", nil, "error: f:1:1: 'system' is not a version of Python\nhint: write '3.13'"),
        (
            .pythonVersion, "# nothing\n", nil,
            "warning: f: the file names no version of Python\nhint: write '3.13' in it or remove it"
        ),
    ]

    @Test("Files are read", arguments: files)
    func file(_ kind: PythonVersionFile, _ text: String, _ version: String?, _ problems: String) {
        let reading = kind.read(Array(text.utf8), file: "f")
        #expect(reading.request?.description == version)
        #expect(reading.problems.map(\.description).joined(separator: "\n") == problems)
    }

    @Test("A file that is not UTF-8 is refused")
    func notText() {
        #expect(
            PythonVersionFile.runtime.read([0x70, 0xFF], file: "f").problems.map(\.message) == ["the file is not UTF-8"]
        )
    }
}

import DatalabModel
import Reporting
import Testing

/// Small files of a repository in all encodings that editors write.
struct TextFileTests {
    /// The ways in which a text is written.
    enum Form: CaseIterable {
        case plain, marked, littleEndian, bigEndian

        func bytes(_ text: String) -> [UInt8] {
            switch self {
            case .plain: Array(text.utf8)
            case .marked: [0xEF, 0xBB, 0xBF] + text.utf8
            case .littleEndian: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            case .bigEndian: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            }
        }
    }

    @Test("Every form is read, with every end of a line", arguments: Form.allCases, ["\n", "\r\n", "\r"])
    func forms(_ form: Form, _ end: String) throws {
        let text = "# ä 𝛼\(end)python-3.11\(end)"
        let decoded = try TextFile.decode(form.bytes(text), file: "f")
        #expect(decoded == text)
        #expect(TextFile.lines(of: decoded).map(\.count) == [5, 11, 0])
        #expect(PythonVersionFile.runtime.read(form.bytes(text), file: "f").request?.description == "3.11")
        let packages = SystemPackageFile.read(form.bytes("# ä\(end)figlet\(end) topcat # x\(end)"), file: "f")
        #expect(packages.requests.map(\.name) == ["figlet", "topcat"])
        #expect(packages.requests.last?.place == Place(file: "f", line: 3, column: 2))
        #expect(packages.problems.isEmpty)
    }

    @Test(
        "What is damaged is refused at its place",
        arguments: [
            ([0x61, 0x0D, 0x62, 0xFF], "error: f:2:2: the file is not UTF-8 text\nhint: save it as UTF-8"),
            ([0x61, 0x00], "error: f:1:2: the file is not UTF-8 text\nhint: save it as UTF-8"),
            ([0xFF, 0xFE, 0x61], "error: f: the file begins as UTF-16 text but is damaged\nhint: save it as UTF-8"),
            (
                [0xFE, 0xFF, 0xD8, 0x00],
                "error: f: the file begins as UTF-16 text but is damaged\nhint: save it as UTF-8"
            ),
            (
                [0xFF, 0xFE, 0x00, 0x00],
                "error: f: the file begins as UTF-16 text but is damaged\nhint: save it as UTF-8"
            ),
        ] as [([UInt8], String)]
    )
    func damaged(_ bytes: [UInt8], _ problem: String) {
        let fault = #expect(throws: TextFile.Fault.self) { try TextFile.decode(bytes, file: "f") }
        #expect(fault?.problem.description == problem)
        #expect(SystemPackageFile.read(bytes, file: "f").problems.map(\.description) == [problem])
    }

    @Test("Bytes that are no text lose their mark alone")
    func bytes() {
        #expect(TextFile.withoutMark([0xEF, 0xBB, 0xBF, 0xE4]) == [0xE4])
        #expect(TextFile.withoutMark([0xFF, 0xFE, 0x61, 0x00]) == [0x61])
        #expect(TextFile.withoutMark([0xFF, 0xFE, 0x61]) == [0xFF, 0xFE, 0x61])
    }
}

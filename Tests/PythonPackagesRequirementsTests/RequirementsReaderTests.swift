import PythonPackages
import Reporting
import Testing

@Suite struct RequirementsReaderTests {
    private func read(
        _ files: [String: String],
        in folder: String = "",
        allowsIndexes: Bool = false,
    ) throws -> PackageRequest? {
        let reader = RequirementsReader(allowsIndexes: allowsIndexes) { files[$0].map { Array($0.utf8) } }
        return try reader.read(in: folder)
    }

    private func failure(_ files: [String: String], allowsIndexes: Bool = false) throws -> String {
        try #require(throws: PackagesError.self) { try read(files, allowsIndexes: allowsIndexes) }.description
    }

    private static let hash = String(repeating: "0a", count: 32)

    static let good: [(String, [String])] = [
        ("", []),
        ("# only a comment\n\n   \n", []),
        ("numpy", ["numpy"]),
        ("NumPy_x.y", ["numpy-x-y"]),
        ("numpy==1.2 # why\nscipy # again ", ["numpy==1.2", "scipy"]),
        ("a[B_c,d] >=1, <2 ; python_version<'4'", ["a[b-c,d]<2,>=1 ; python_version < \"4\""]),
        ("a (>=1,<2)", ["a<2,>=1"]),
        ("a>=1,", ["a>=1"]),
        ("a==1.*", ["a==1.*"]),
        ("a===weird", ["a===weird"]),
        (
            "a == 1.0 ; (os_name=='nt' or os_name=='posix') and python_version>'3'",
            ["a==1.0 ; (os_name == \"nt\" or os_name == \"posix\") and python_version > \"3\""]
        ),
        ("num\\\npy \\\n  == 1.0 \\\n  --hash=sha256:\(hash)", ["numpy==1.0"]),
        ("a \\\n# comment\nb", ["a", "b"]),
        ("a\r\nb\rc\n", ["a", "b", "c"]),
        ("x @ https://h/x-1.0-py3-none-any.whl", ["x @ https://h/x-1.0-py3-none-any.whl"]),
        (
            "x@https://h/x-1.0-py3-none-any.whl ; os_name=='posix'",
            ["x @ https://h/x-1.0-py3-none-any.whl ; os_name == \"posix\""]
        ),
        ("https://h/X_y-1.0%2Bcpu-py3-none-any.whl#sha256=\(hash)", ["x-y @ https://h/X_y-1.0%2Bcpu-py3-none-any.whl"]),
        ("--pre\n--prefer-binary\n--only-binary=:all:\na", ["a"]),
    ]

    @Test(arguments: good)
    func readsWhatPipReads(text: String, expected: [String]) throws {
        let request = try #require(try read(["requirements.txt": text]))
        #expect(request.requirements.map(\.description) == expected)
        #expect(request.kind == .requirements)
    }

    @Test func keepsHashesAndOptions() throws {
        let text = "--pre\na==1 \\\n    --hash=sha256:\(Self.hash) --hash sha256:\(Self.hash.uppercased())\n"
        let request = try #require(try read(["requirements.txt": text]))
        #expect(request.requirements.first?.hashes == Array(repeating: "sha256:\(Self.hash)", count: 2))
        #expect(request.allowsPrereleases)
    }

    @Test func decodesWhatEditorsWrite() throws {
        let text = "numpy==2.1 # größer\r\nscipy\r\n"
        let little: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
        let big: [UInt8] =
            [0xFE, 0xFF] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 255)] }
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), little, big] {
            let reader = RequirementsReader { $0 == "requirements.txt" ? bytes : nil }
            #expect(try reader.read()?.requirements.map(\.description) == ["numpy==2.1", "scipy"])
        }
    }

    static let undecodable: [([UInt8], String)] = [
        (
            Array("numpy\nsci".utf8) + [0xE9] + Array("py\n".utf8),
            "error: requirements.txt:2:4: the file is not UTF-8 text"
        ),
        (Array("numpy".utf8) + [0], "error: requirements.txt:1:6: the file is not UTF-8 text"),
        ([0xFF, 0xFE, 0x61], "error: requirements.txt: the file begins as UTF-16 text but is damaged"),
    ]

    @Test(arguments: undecodable)
    func pointsAtWhatIsNoText(bytes: [UInt8], expected: String) throws {
        let reader = RequirementsReader { $0 == "requirements.txt" ? bytes : nil }
        let error = try #require(throws: PackagesError.self) { try reader.read() }
        #expect(error.description == expected + "\nhint: save it as UTF-8")
    }

    @Test func placesAreThoseOfTheFileAfterContinuations() throws {
        let error = try failure(["requirements.txt": "\u{FEFF}numpy \\\n   >=1, \\\r\n  <x\n"])
        #expect(error == "error: requirements.txt:3:4: 'x' is not a version")
    }

    @Test func givesAllProblemsOfAllFilesAtOnce() throws {
        let error = try failure([
            "requirements.txt": "numpy=1\n-r sub/more.txt\n./local\n", "sub/more.txt": "a==\n-c ../limits.txt",
            "limits.txt": "b[x]>1",
        ])
        #expect(error.split(separator: "\n").count { $0.hasPrefix("error: ") } == 4)
        for place in ["requirements.txt:1:6", "sub/more.txt:1:4", "limits.txt:1:1", "requirements.txt:3:1"] {
            #expect(error.contains("error: \(place): "))
        }
    }

    @Test func followsFilesRelativeToTheOneThatNamesThem() throws {
        let files = [
            "binder/requirements.txt": "-r ../base.txt\n--constraint=limits.txt\n-rsame.txt", "base.txt": "numpy",
            "binder/limits.txt": "numpy<3", "binder/same.txt": "scipy\n-r ../base.txt",
        ]
        let request = try #require(try read(files, in: "binder"))
        #expect(request.requirements.map(\.name) == ["numpy", "scipy"])
        #expect(request.constraints.map(\.description) == ["numpy<3"])
        #expect(request.files == ["binder/requirements.txt", "base.txt", "binder/limits.txt", "binder/same.txt"])
    }

    @Test func findsCycles() throws {
        let error = try failure(["requirements.txt": "-r a.txt", "a.txt": "x\n-r requirements.txt"])
        let way = "requirements.txt → a.txt → requirements.txt"
        #expect(error == "error: a.txt:2:4: 'requirements.txt' includes itself: \(way)")
    }

    @Test func hostileFilesEndSoon() throws {
        var files = ["requirements.txt": "-r 0.txt"]
        for number in 0..<40 { files["\(number).txt"] = "-r \(number + 1).txt\n-r \(number + 1).txt\na==\(number)\n" }
        files["40.txt"] = "b"
        #expect(try read(files)?.requirements.count == 41)
        for number in 40..<60 { files["\(number).txt"] = "-r \(number + 1).txt" }
        #expect(try failure(files).contains("more than 50 files include each other"))
        let nested = "a; " + String(repeating: "(", count: 100_000)
        #expect(try failure(["requirements.txt": nested]).contains("the marker has more than 200 parts"))
        let long = "a; " + Array(repeating: "os_name == 'x'", count: 100_000).joined(separator: " or ")
        #expect(try failure(["requirements.txt": long]).contains("the marker has more than 200 parts"))
    }

    @Test func indexesNeedPermission() throws {
        let text = "-i https://a/simple\n--extra-index-url https://b/simple\n-f https://c/links\n--no-index\n"
        let request = try #require(try read(["requirements.txt": text], allowsIndexes: true))
        #expect(request.indexes.defaultIndex == "https://a/simple")
        #expect(request.indexes.extraIndexes == ["https://b/simple"])
        #expect(request.indexes.findLinks == ["https://c/links"])
        #expect(request.indexes.usesNoIndex)
        let bad = "-i https://u:secret@a/simple\n-f ./wheels\n--trusted-host a"
        let failed = try failure(["requirements.txt": bad], allowsIndexes: true)
        #expect(!failed.contains("secret"))
        #expect(failed.contains("1:4: the address holds a user name"))
        #expect(failed.contains("2:4: expected an address that begins with 'https://', found './wheels'"))
        #expect(failed.contains("3:1: '--trusted-host' turns off"))
    }

    @Test func requiredHashesAreRequiredOfEveryLine() throws {
        let error = try failure(["requirements.txt": "--require-hashes\na==1 --hash=sha256:\(Self.hash)\nb==1"])
        #expect(
            error.hasPrefix("error: requirements.txt:3:1: 'b' has no '--hash', but '--require-hashes' asks for one")
        )
    }

    @Test func nothingToReadIsNothing() throws {
        #expect(try read([:]) == nil)
        #expect(try read(["pyproject.toml": "[tool.black]\nline-length = 100\n"]) == nil)
    }
}

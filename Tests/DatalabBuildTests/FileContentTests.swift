import DatalabBuild
import Foundation
import SystemPackage
import Testing

@Suite("what is looked for in files")
struct FileContentTests {
    private static let backslash = "\\"

    @Test(
        "paths of a person's computer are found",
        arguments: [
            (#"open("/home/ann/data.csv")"#, "a.py", 1, "/home/ann/data.csv"),
            ("x\ny = '/Users/Ann Lee/x'", "a.R", 2, "/Users/Ann"),
            ("cd /home/ann", "run.sh", 1, "/home/ann"),
            (#"open(r"C:\data\x.fits")"#, "a.py", 1, #"C:\data\x.fits"#),
            (#"open("C:\\data\\x.fits")"#, "a.py", 1, #"C:\\data\\x.fits"#),
            ("u = 'file:///home/ann/x'", "a.jl", 1, "/home/ann/x"),
            ("{\n\"source\": [\n\"open('/home/ann/x')\\n\"]}", "n.ipynb", 3, "/home/ann/x"),
            (#"{"source": ["open('D:\\x.txt')"]}"#, "n.ipynb", 1, #"D:\x.txt"#),
            (#"{"outputs": [], "source": ["/home/ann/x"]}"#, "n.ipynb", 1, "/home/ann/x"),
        ]
    )
    func found(text: String, file: String, line: Int, first: String) {
        let paths = HomePaths(in: Array(text.utf8), of: file)
        #expect(paths?.line == line)
        #expect(paths?.first == first)
        #expect(paths?.count == 1)
    }

    @Test(
        "and other texts are left alone",
        arguments: [
            ("https://example.org/home/ann/x", "a.py"), ("/data/home/ann", "a.py"), ("~/home/ann", "a.sh"),
            ("$ROOT/home/ann", "a.sh"), ("/home/", "a.py"), ("a regex such as AC:\\d", "a.py"), ("C:/", "a.py"),
            (#"{"source": ["class C:\n", "  x = 1"]}"#, "n.ipynb"),
            (#"{"source": ["x"], "outputs": ["/home/ann/lib/python3.11/x.py"]}"#, "n.ipynb"),
            ("", "a.py"), ("/home", "a.py"), ("C:", "a.py"), ("C:\\", "a.py"),
        ]
    )
    func passedOver(text: String, file: String) {
        #expect(HomePaths(in: Array(text.utf8), of: file) == nil)
    }

    @Test("several paths are counted, and the first is told")
    func several() {
        let text = "a = '/home/ann/1'\nb = '/home/ann/2' + '/Users/ann/3'"
        let paths = HomePaths(in: Array(text.utf8), of: "a.py")
        #expect(paths?.count == 3)
        #expect(paths?.first == "/home/ann/1")
    }

    @Test("what is but a part of a picture in base64 is no token; a token alone, or in an address, is one")
    func encodedData() throws {
        let token = "BSA" + String(repeating: "aB3", count: 9), data = String(repeating: "xY7+/", count: 10)
        let file = FileManager.default.temporaryDirectory.appending(path: "line-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        for (before, after, isData) in [
            (data, data, true), (data, "", true), ("\"image/png\": \"\(data)", "\\n\",", true), ("", "", false),
            ("token = '", "'", false), ("https://api.example.org/bot", "/send", false), ("\(data) ", "", false),
        ] {
            try Data("first\n\n\(before)\(token)\(after)\nlast".utf8).write(to: file)
            let start = before.utf8.count
            let columns = start...(start + token.utf8.count - 1)
            #expect(EncodedData.surrounds(columns, inLine: 3, of: FilePath(file.path)) == isData, "\(before)|\(after)")
        }
        #expect(!EncodedData.surrounds(0...9, inLine: 9, of: FilePath(file.path)))
    }

    @Test(
        "a variable counts as a secret by its name and its value",
        arguments: [
            ("COMPOSE_PROJECT_NAME=handson-ml3", nil), ("", nil), ("# API_KEY=abc123", nil), ("API_KEY=", nil),
            ("API_KEY=abc123", 1), ("A=1\nexport GITHUB_TOKEN='ghp_x1'", 2), ("db_password: hunter2", 1),
            ("DATABASE_URL=postgres://ann:hunter2@db/lab", 1), ("DATABASE_URL=postgres://db/lab", nil),
            ("DATABASE_URL=postgres://ann:${PW}@db/lab", nil), ("SECRET_KEY=${SECRET_KEY}", nil),
            ("TOKEN=changeme", nil),
            ("TOKEN=<your token>", nil), ("API_KEY=your_key_here", nil), ("API_KEY=xxxxxxxx", nil),
            ("KEYBOARD=de", nil),
            ("PRIMARY_KEY_COLUMN=id", nil), ("TOKEN_TTL=3600", nil), ("SSH_KEY_PATH=/keys/id", nil),
            ("PUBLIC_KEY=abc", nil),
            ("awsSecretAccessKey=abc", 1), ("PASSWORD=\"p w\"", 1), ("MYSQL_ROOT_PASSWORD=root", 1),
            ("UID=1000\nGID=1000", nil),
            ("JUPYTER_TOKEN=none", nil), ("no assignment", nil), ("\u{FF}\u{0}", nil),
        ] as [(String, Int?)]
    )
    func variables(text: String, line: Int?) {
        #expect(CredentialsFiles.secretVariable(in: Array(text.utf8))?.line == line)
    }

    @Test("a line counts as able to hold a secret by a long word of mixed characters, wherever it is")
    func candidates() {
        let token = "ghp_" + String(repeating: "aB3", count: 12)
        let digest = { (text: String) in SecretCandidates.digest(of: Array(text.utf8)) }
        for text in [
            "", "\n\n", "import numpy\nx = 1.0\n", "interpolate_the_spectrum", "-----------------", "1234567890123",
        ] {
            #expect(digest(text) == nil, "\(text)")
        }
        for text in [token, "x\n\(token)", "x = '\(token)'\ny", "AKIAABCDEFGHIJKLMN23", "\(token)\n"] {
            #expect(digest(text) != nil, "\(text)")
        }
        // Other lines may change as they like; these may not.
        #expect(digest("a sentence\n\(token)\nmore") == digest("another sentence\n\(token)\nless"))
        #expect(digest("\(token)\n") != digest("\(token)x\n"))
        #expect(digest("\(token)\nAKIAABCDEFGHIJKLMN23\n") != digest("\(token)\n"))
    }
}

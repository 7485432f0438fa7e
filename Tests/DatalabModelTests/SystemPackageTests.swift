import DatalabModel
import Reporting
import Testing

@Suite("Debian packages that a datalab asks for")
struct SystemPackageTests {
    @Test("A file has a name a line; comments, empty lines, indentation and any line's end are fine")
    func file() {
        let text = "\u{FEFF}# tools\nfiglet\r\n\n  saods9   # the viewer\r\tg++\nlibfoo-1.2+dfsg"
        let reading = SystemPackageFile.read(Array(text.utf8), file: "apt.txt")
        #expect(reading.problems.isEmpty)
        #expect(reading.requests.map(\.name) == ["figlet", "saods9", "g++", "libfoo-1.2+dfsg"])
        #expect(
            reading.requests.map { "\($0.place ?? Place(file: "?"))" } == [
                "apt.txt:2:1", "apt.txt:4:3", "apt.txt:5:2", "apt.txt:6:1",
            ]
        )
        #expect(SystemPackageFile.read(Array("\n# nothing\n".utf8), file: "f").requests.isEmpty)
    }

    @Test(
        "What is no name is told at its place",
        arguments: [
            ("saods9:i386", "'saods9:i386' asks for an architecture, which the base decides"),
            ("--allow-unauthenticated", "'--allow-unauthenticated' is an option, and only names of packages are read"),
            ("-o", "'-o' is an option, and only names of packages are read"),
            ("bash-", "'bash-' asks apt to remove a package, and packages of the base stay"),
            ("task^", "'task^' cannot be the name of a Debian package"),
            ("lib*", "'lib*' cannot be the name of a Debian package"),
            ("x", "'x' cannot be the name of a Debian package"),
            ("$(id)", "'$(id)' cannot be the name of a Debian package"),
            ("./x.deb", "'./x.deb' is a file or an address"),
            ("https://x.eu/a_1_all.deb", "'https://x.eu/a_1_all.deb' is a file or an address"),
        ]
    )
    func faults(line: String, message: String) {
        let reading = SystemPackageFile.read(Array("figlet\n \(line)\n".utf8), file: "apt.txt")
        #expect(reading.requests.map(\.name) == ["figlet"])
        #expect(reading.problems.map(\.message) == [message])
        #expect(reading.problems.first?.place == Place(file: "apt.txt", line: 2, column: 2))
        #expect(reading.problems.first?.severity == .error && reading.problems.first?.hint != nil)
    }

    @Test(
        "What people write for apt is read as they mean it",
        arguments: [
            ("saods9=8.6-1", ["saods9"], 1), ("saods9=8.*", ["saods9"], 1), ("saods9/sid", ["saods9"], 1),
            ("saods9:amd64", ["saods9"], 1), ("saods9:any=8.6", ["saods9"], 1), ("DS9", ["ds9"], 1),
            ("a1 b2", ["a1", "b2"], 0), ("a1, b2,c3", ["a1", "b2", "c3"], 0), ("a1 \\", ["a1"], 0), ("a1\\", ["a1"], 0),
            ("- a1", ["a1"], 0), ("apt-get install -y a1 b2", ["a1", "b2"], 1),
            ("sudo apt install --no-install-recommends a1 \\\n  b2 \\\n  c3", ["a1", "b2", "c3"], 1),
            ("RUN apt-get update && apt-get install -y a1=1 && apt-get clean", ["a1"], 4), ("apt-get update", [], 1),
            ("a1 # why\r\nb2\rc3", ["a1", "b2", "c3"], 0), ("apt", ["apt"], 0),
            ("g++ libstdc++6", ["g++", "libstdc++6"], 0),
        ] as [(String, [String], Int)]
    )
    func lenient(text: String, names: [String], warnings: Int) {
        let reading = SystemPackageFile.read(Array(text.utf8), file: "apt.txt")
        #expect(reading.requests.map(\.name) == names)
        #expect(reading.problems.count == warnings && reading.problems.allSatisfy { $0.severity == .warning })
    }

    @Test("A file that is something else is given up after a while")
    func another() {
        let text = String(repeating: "$(this) 'is' {prose}\n", count: 50_000)
        let reading = SystemPackageFile.read(Array(text.utf8), file: "apt.txt")
        #expect(reading.problems.count < 110 && reading.problems.last?.message.contains("reading stops") == true)
    }

    @Test("Bytes that are no text are refused")
    func bytes() {
        let reading = SystemPackageFile.read([0x66, 0xFF, 0x0A], file: "apt.txt")
        #expect(reading.problems.map(\.severity) == [.error] && reading.requests.isEmpty)
    }

    private static let metadata = """
        title: A
        alternateName: a
        abstract: An abstract that says what it is for.
        version: 1.0.0
        creator.name: Ann
        contactPoint.email: ann@institute.eu
        license: MIT

        """

    @Test("The metadata lists packages too, and says what is wrong with them")
    func inMetadata() throws {
        func read(_ more: String) -> MetadataReading {
            MetadataReader.read(Array((Self.metadata + more).utf8), file: "m")
        }
        let good = read("system-packages:\n  - figlet\n  - topcat\n")
        let requests = try #require(good.metadata?.systemPackages)
        #expect(requests.map(\.name) == ["figlet", "topcat"])
        #expect(requests.last?.place == Place(file: "m", line: 10, column: 5))
        #expect(good.problems.isEmpty)
        #expect(read("").metadata?.systemPackages == nil && read("system-packages: []").metadata?.systemPackages == nil)
        let bad = read("system-packages: [figlet, -y, 'a=1', [x]]\n")
        #expect(bad.metadata == nil)
        #expect(bad.problems.compactMap(\.place?.column) == [27, 31, 38])
        #expect(read("system-packages: figlet topcat\n").metadata?.systemPackages?.map(\.name) == ["figlet", "topcat"])
    }

    @Test("A site allows all, none, or those it lists")
    func policy() {
        let requests = ["figlet", "topcat"].map { SystemPackageRequest(name: $0, at: Place(file: "apt.txt", line: 1)) }
        #expect(SystemPackagePolicy.any.problems(with: requests).isEmpty)
        #expect(SystemPackagePolicy.none.problems(with: requests).count == 2)
        let listed = SystemPackagePolicy.listed(["figlet", "topcats"], file: "allowed.txt").problems(with: requests)
        #expect(listed.map(\.message) == ["this site does not allow the system package 'topcat'"])
        #expect(listed.first?.hint == "did you mean 'topcats'?" && listed.first?.place == requests[1].place)
    }
}

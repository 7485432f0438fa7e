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
            ("saods9=8.6", "'saods9=8.6' asks for a version, which the base decides"),
            ("saods9/sid", "'saods9/sid' asks for a release, which the base decides"),
            ("saods9:arm64", "'saods9:arm64' asks for an architecture, which the base decides"),
            ("--allow-unauthenticated", "'--allow-unauthenticated' is an option, and only names of packages are read"),
            ("-o", "'-o' is an option, and only names of packages are read"),
            ("a b", "'a b' is more than one word"), ("bash-", "'bash-' cannot be the name of a Debian package"),
            ("task^", "'task^' cannot be the name of a Debian package"),
            ("lib*", "'lib*' cannot be the name of a Debian package"),
            ("DS9", "'DS9' cannot be the name of a Debian package"),
            ("x", "'x' cannot be the name of a Debian package"),
            ("$(id)", "'$(id)' cannot be the name of a Debian package"),
            ("./x.deb", "'./x.deb' cannot be the name of a Debian package"),
        ]
    )
    func faults(line: String, message: String) {
        let reading = SystemPackageFile.read(Array("figlet\n \(line)\n".utf8), file: "apt.txt")
        #expect(reading.requests.map(\.name) == ["figlet"])
        #expect(reading.problems.map(\.message) == [message])
        #expect(reading.problems.first?.place == Place(file: "apt.txt", line: 2, column: 2))
        #expect(reading.problems.first?.hint != nil)
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
        #expect(
            read("system-packages: figlet\n").problems.first?.message == "'system-packages' must be a list, found text"
        )
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

import DatalabModel
import Reporting
import Testing

/// Facts given by options, and sources without a metadata file.
struct MetadataOptionsTests {
    private static var allOptions: MetadataOptions {
        var options = MetadataOptions()
        options.title = "Lab"
        options.alternateName = "lab"
        options.abstract = "A lab"
        options.email = "help@esac.eu"
        options.creatorName = "ESAC"
        options.version = "2.0"
        options.licence = "MIT"
        options.visibility = "private"
        options.users = ["jane"]
        options.kind = "jupyterlab"
        options.python = "3.11"
        return options
    }

    @Test("Options take the place of what the file says, even where that is wrong")
    func optionsWin() throws {
        let file = "title: [x]\nversion: 1 0\ndistribution.license: Public\nfunder: ESA\nvisibility: pubic\npython: 2"
        let reading = MetadataReader.read(Array(file.utf8), file: "m", options: Self.allOptions)
        #expect(reading.problems.isEmpty)
        let metadata = try #require(reading.metadata)
        #expect(metadata.title == "Lab")
        #expect(metadata.version.text == "2.0")
        #expect(metadata.licence?.description == "MIT")
        #expect(metadata.funder == "ESA")
        #expect(metadata.visibility == .restricted(users: ["jane"], groups: []))
        #expect(metadata.python?.place == Place(file: "--python"))
    }

    @Test("Options alone make metadata, without a warning")
    func optionsAlone() throws {
        let reading = MetadataReader.withoutFile(options: Self.allOptions, derived: DerivedFacts(repositoryName: "x"))
        #expect(reading.problems.isEmpty)
        #expect(reading.metadata?.contactPoint?.email == "help@esac.eu")
        #expect(reading.metadata?.creator?.name == "ESAC")
    }

    @Test("Without a file, what is honest is derived, with a warning each")
    func derived() throws {
        let reading = MetadataReader.withoutFile(
            options: MetadataOptions(),
            derived: DerivedFacts(repositoryName: "gaia-archive_explorer"),
        )
        let metadata = try #require(reading.metadata)
        #expect(metadata.title == "gaia archive explorer")
        #expect(metadata.alternateName == "gaia-archive_explorer")
        #expect(metadata.version.text == "0.1.0")
        #expect(metadata.abstract == nil && metadata.creator == nil && metadata.contactPoint == nil)
        #expect(metadata.licence == nil)
        #expect(metadata.visibility == .everyone)
        #expect(reading.problems.map(\.description).joined(separator: "\n") == Self.derivedWarnings)
    }

    private static let derivedWarnings = """
        warning: there is no metadata file that says 'title', it is taken to be 'gaia archive explorer', the source's name
        hint: add the line 'title: gaia archive explorer' to 'meta-data.yaml', or give it with '--title'
        warning: there is no metadata file that says 'alternateName', it is taken to be 'gaia-archive_explorer', the source's name
        hint: add the line 'alternateName: gaia-archive_explorer' to 'meta-data.yaml', or give it with '--alternate-name'
        warning: there is no metadata file that says 'version', it is taken to be '0.1.0', as nothing says it
        hint: add the line 'version: 0.1.0' to 'meta-data.yaml', or give it with '--lab-version'
        warning: there is no metadata file that says 'abstract', it stays empty
        hint: write a line 'abstract: …' in 'meta-data.yaml', or give it with '--abstract'
        warning: there is no metadata file that says 'creator.name', it stays empty
        hint: write a line 'creator.name: …' in 'meta-data.yaml', or give it with '--creator'
        warning: there is no metadata file that says 'contactPoint.email', it stays empty
        hint: write a line 'contactPoint.email: …' in 'meta-data.yaml', or give it with '--email'
        warning: no licence is given, without one nobody else may use the datalab
        hint: add a line 'distribution.license: MIT' with the SPDX identifier of your licence, or give it with '--licence'
        """

    @Test(
        "What is wrong with an option is told at the option",
        arguments: [
            ("title", "", "error: --title: the value is empty\nhint: write the title"),
            ("title", "a\u{1B}[2J", "error: --title: the value holds a control character\nhint: remove it"),
            (
                "version", "1 0",
                "error: --lab-version: ' ' cannot be in the version '1 0', which becomes an image's tag\nhint: use letters, digits, '.', '-' and '_'"
            ),
            (
                "licence", "MIT OR",
                "error: --licence: expected a licence, found the end\nhint: an SPDX expression looks like 'MIT', 'MIT OR Apache-2.0' or '(MIT OR ISC) AND CC-BY-4.0'"
            ),
            (
                "licence", "Apache 2.0",
                "warning: --licence: the licence 'Apache 2.0' is read as 'Apache-2.0'\nhint: write 'Apache-2.0', its SPDX identifier"
            ),
            (
                "visibility", "secret",
                "error: --visibility: 'visibility' must be 'public' or 'private', found 'secret'\nhint: write 'visibility: private' and the users under 'visibility.users', or 'visibility: public'"
            ),
            (
                "python", "three",
                "error: --python: 'three' is not a version of Python\nhint: write a version such as '3.13'"
            ),
            ("kind", "theja", "error: --kind: unknown kind 'theja'\nhint: did you mean 'theia'?"),
            (
                "email", "me",
                "warning: --email: 'me' does not look like an e-mail address\nhint: write an address such as 'name@institute.eu'"
            ),
        ]
    )
    func wrongOption(_ option: String, _ value: String, _ problem: String) {
        var options = Self.allOptions
        switch option {
        case "title": options.title = value
        case "version": options.version = value
        case "licence": options.licence = value
        case "visibility": options.visibility = value
        case "python": options.python = value
        case "kind": options.kind = value
        default: options.email = value
        }
        for reading in [
            MetadataReader.withoutFile(options: options, derived: DerivedFacts(repositoryName: "x")),
            MetadataReader.read(Array(MetadataCase.complete.utf8), file: "m", options: options),
        ] {
            #expect(
                reading.problems.filter { $0.place?.file == "--\(option == "version" ? "lab-version" : option)" }.map(
                    \.description
                ) == [problem] || option == "title" && reading.problems.map(\.severity) == [.error]
            )
            #expect((reading.metadata == nil) == problem.hasPrefix("error"))
        }
    }
}

import DatalabModel
import Foundation
import Reporting
import Testing

/// Shapes of metadata files that are met and must be understood.
struct GoodMetadataTests {
    private func read(_ text: String) throws -> DatalabMetadata {
        let reading = MetadataReader.read(Array(text.utf8), file: "meta-data.yaml")
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        return try #require(reading.metadata)
    }

    private static let everything = """
        # Everything, nested.
        title: Gaia explorer
        alternateName: gaia_explorer
        abstract: >
          Explores the
          Gaia archive.
        description: |
          First line
          second: line
        version: 1.0
        creator:
          name: Équipe Gaïa
          logo: https://esac.eu/logo.svg
        contactPoint:
          email: jürgen@weltraum.example-institut.eu
          organisation-name: ESAC
          id: 0000123
          role: owner
        distribution:
          license: MIT OR Apache-2.0
        visibility:
          access: private
          users: [jane, joe]
          groups: [herschel]
        instrument: [RVS, BP/RP]
        mission: Gaia
        domain: http://purl.example-ontology.eu/astronomy
        thumbnailUrl: https://esac.eu/icon.svg
        keywords: [astrometry, parallax, astrometry]
        citation: "Gaia Collaboration, 2023"
        funder: ESA
        doi:
          notation: https://doi.org/10.5281/zenodo.1234
        language: en
        kind: Jupyter Lab
        python: 3.10
        resources:
          gpu: true
          cores: 4
          ram: 32 GB
        """

    @Test("Every field of a nested file arrives")
    func nested() throws {
        let metadata = try read(Self.everything)
        #expect(metadata.title == "Gaia explorer")
        #expect(metadata.alternateName == "gaia_explorer")
        #expect(metadata.abstract == "Explores the Gaia archive.")
        #expect(metadata.description == "First line\nsecond: line")
        #expect(metadata.version.text == "1.0")
        #expect(metadata.creator?.name == "Équipe Gaïa")
        #expect(metadata.creator?.logo == "https://esac.eu/logo.svg")
        #expect(metadata.contactPoint?.email == "jürgen@weltraum.example-institut.eu")
        #expect(metadata.contactPoint?.organisationName == "ESAC")
        #expect(metadata.contactPoint?.identifier == "0000123")
        #expect(metadata.contactPoint?.role == "owner")
        #expect(metadata.licence?.description == "MIT OR Apache-2.0")
        #expect(metadata.visibility == .restricted(users: ["jane", "joe"], groups: ["herschel"]))
        #expect(metadata.instruments == ["RVS", "BP/RP"])
        #expect(metadata.missions == ["Gaia"])
        #expect(metadata.domains == ["http://purl.example-ontology.eu/astronomy"])
        #expect(metadata.thumbnailURL == "https://esac.eu/icon.svg")
        #expect(metadata.keywords == ["astrometry", "parallax"])
        #expect(metadata.citation == "Gaia Collaboration, 2023")
        #expect(metadata.funder == "ESA")
        #expect(metadata.doi == "10.5281/zenodo.1234")
        #expect(metadata.language == "en")
        #expect(metadata.kind == .jupyterlab)
        #expect(metadata.python?.series == "3.10")
        #expect(metadata.python?.place == Place(file: "meta-data.yaml", line: 36, column: 9))
        #expect(metadata.gpu == true)
        #expect(metadata.cores == 4)
        #expect(metadata.memory == 32)
        #expect(metadata.additional.isEmpty)
    }

    @Test("A desktop has a program that it starts with, and a menu")
    func desktop() throws {
        let lines = "kind: vnc\ndesktop:\n  start: ds9 'a b.fits'\n  menu:\n    - {name: DS9, command: ds9}\n"
        let desktop = try #require(try read("\(MetadataCase.complete)\n\(lines)").desktop)
        #expect(desktop == .init(start: "ds9 'a b.fits'", menu: [.init(name: "DS9", command: "ds9")]))
        #expect(try read("\(MetadataCase.complete)\nkind: vnc\ndesktop: topcat\n").desktop == .init(start: "topcat"))
        #expect(try read("\(MetadataCase.complete)\nkind: vnc\n").desktop == nil)
    }

    @Test("Dotted keys say the same as nested ones")
    func dotted() throws {
        let dotted = """
            title: 'Gaia explorer'
            alternateName: "gaia_explorer"
            abstract: Explores the Gaia archive.
            description: "First line\\nsecond: line"
            version: '1.0'
            creator.name: Équipe Gaïa
            creator.logo: https://esac.eu/logo.svg
            contactPoint.email: jürgen@weltraum.example-institut.eu
            contactPoint.organisationName: ESAC
            contactPoint.id: 0000123
            contactPoint.role: owner
            license: mit or apache-2.0
            access: private
            shared_with.users: jane, joe
            shared_with:
              groups: [herschel]
            instrument:
              - RVS
              - BP/RP
            mission: [Gaia]
            domain: http://purl.example-ontology.eu/astronomy
            thumbnailUrl: https://esac.eu/icon.svg
            keywords: astrometry, parallax,
            citation: Gaia Collaboration, 2023
            funder: ESA
            doi: doi:10.5281/zenodo.1234
            language: en
            kind: jupyterlab
            python: "3.10"
            gpu: yes
            cores: 4
            ram: 32
            """
        var (first, second) = (try read(dotted), try read(Self.everything))
        // The two files ask for Python at different places.
        first.python = nil
        second.python = nil
        #expect(first == second)
    }

    @Test(
        "Encodings, line ends and a missing last line end do not matter",
        arguments: ["utf8", "mark", "crlf", "cr", "utf16le", "utf16be"]
    )
    func encodings(_ form: String) throws {
        let text = Self.everything
        let bytes: [UInt8] =
            switch form {
            case "mark": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case "crlf": Array(text.replacing("\n", with: "\r\n").utf8)
            case "cr": Array(text.replacing("\n", with: "\r").utf8)
            case "utf16le": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            case "utf16be": [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            default: Array(text.utf8)
            }
        let reading = MetadataReader.read(bytes, file: "meta-data.yaml")
        #expect(reading.problems.isEmpty)
        #expect(reading.metadata == (try read(text)))
    }

    @Test(
        "Keywords come in many shapes",
        arguments: [
            "[a, b c]", "\n  - a\n  - b c", "a, b c", "a; b c;", "'a, b c'", "|\n  a\n  b c\n", "\n- a\n- 'b c'\n- a",
        ]
    )
    func keywords(_ value: String) throws {
        #expect(try read("\(MetadataCase.complete)\nkeywords: \(value)\n").keywords == ["a", "b c"])
    }

    @Test(
        "Versions keep their text",
        arguments: ["1.0", "1.10", "1.4.0", "v0.0.1", "2024-06-01", "'3'", "1e3", "0x10", "007", "1_0"]
    )
    func versions(_ value: String) throws {
        let text = MetadataCase.complete.replacing("1.4.0", with: value)
        #expect(try read(text).version.text == value.filter { $0 != "'" })
    }

    @Test("Trailing spaces, tabs after a colon and comments do not matter")
    func spaces() throws {
        let metadata = try read("\(MetadataCase.complete)   \nfunder:\t ESA \t\nlanguage: en # English\n\n\n")
        #expect(metadata.licence?.description == "MIT")
        #expect(metadata.funder == "ESA")
        #expect(metadata.language == "en")
    }

    @Test("Keys that hold nothing are as if they were not there")
    func nothing() throws {
        let metadata = try read(
            "\(MetadataCase.complete)\nfunder:\nmission: ~\nkeywords: []\ngpu: null\ncitation: ''\ndoi:\n"
        )
        #expect(metadata == (try read(MetadataCase.complete)))
    }

    @Test("A text that looks broken inside a block or quotes is a text")
    func textInBlocks() throws {
        let description = "language:english\ntitle = x\n\tcontactPoint\nabstract This"
        let block = description.replacing("\n", with: "\n  ")
        #expect(try read("\(MetadataCase.complete)\ndescription: |\n  \(block)\n").description == description)
    }

    @Test("Mending a line leaves blocks, comments and quotes as they are")
    func mendingLeavesTheRest() {
        let rest =
            "description: |\n  language:english\n\n  \ttitle = x\ncitation: x # note: y\nlanguage: 'a: b'\n# kind:x"
        let text = "\(MetadataCase.complete)\n\(rest)\nfunder:ESA\n"
        let reading = MetadataReader.read(Array(text.utf8), file: "m")
        #expect(reading.problems.map { $0.place?.description } == ["m:15:8"])
    }

    @Test("Unknown keys are kept with all they hold")
    func additional() throws {
        let text = "\(MetadataCase.complete)\nhomepage: https://esac.eu\nx:\n  y: [1, {z: true}]\ncreator.age: 5\n"
        let metadata = try #require(MetadataReader.read(Array(text.utf8), file: "m").metadata)
        #expect(
            metadata.additional == [
                "homepage": .text("https://esac.eu"),
                "x": .mapping(["y": .list([.text("1"), .mapping(["z": .text("true")])])]),
                "creator.age": .text("5"),
            ]
        )
    }

    @Test("Metadata survive JSON")
    func json() throws {
        let text = "\(Self.everything)\nhomepage: {a: [b]}"
        var metadata = try #require(MetadataReader.read(Array(text.utf8), file: "m").metadata)
        let decoded = try JSONDecoder().decode(DatalabMetadata.self, from: JSONEncoder().encode(metadata))
        metadata.python?.place = nil
        #expect(decoded == metadata)
    }

    @Test(
        "The short name becomes a name an OCI repository can have",
        arguments: [
            ("gaia", "gaia"), ("Gaia Explorer", "gaia-explorer"), ("JWST_lab.v2", "jwst_lab.v2"), ("--x--", "x"),
            ("a  -  b", "a-b"), ("Äther", "ther"), ("日本", "datalab"), ("a._b", "a.b"), ("end.", "end"),
        ]
    )
    func imageName(_ name: String, _ expected: String) throws {
        #expect(
            DatalabMetadata(title: "x", alternateName: name, version: try DatalabVersion("1")).imageName == expected
        )
    }
}

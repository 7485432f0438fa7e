import DatalabModel
import Foundation
import Reporting
import Testing

@Suite("metadata in the form that images carry")
struct MetadataNormalFormTests {
    private func full() throws -> DatalabMetadata {
        let version = try DatalabVersion("1.4.0")
        var metadata = DatalabMetadata(title: "Black: bodies", alternateName: "blackbody", version: version)
        metadata.abstract = "Two lines\nof text, with \"quotes\" and # signs."
        metadata.description = "Longer."
        metadata.creator = .init(name: "Ann Lee", logo: "https://institute.eu/logo.svg")
        metadata.contactPoint = .init(
            email: "ann@institute.eu",
            organisationName: "Institute",
            identifier: "7",
            role: "author"
        )
        metadata.licence = try LicenceExpression.parse("MIT OR Apache-2.0")
        metadata.visibility = .restricted(users: ["lea", "bob"], groups: ["team"])
        metadata.instruments = ["NISP"]
        metadata.missions = ["Euclid", "Gaia"]
        metadata.domains = ["https://example.org/galaxies"]
        metadata.thumbnailURL = "https://institute.eu/icon.svg"
        metadata.keywords = ["a, b", "c; d"]
        metadata.citation = "Lee 2026"
        metadata.funder = "ESA"
        metadata.doi = "10.5281/zenodo.1234567"
        metadata.language = "english"
        metadata.kind = .jupyterlab
        metadata.python = try .parse("3.13")
        metadata.systemPackages = [SystemPackageRequest(name: "figlet")]
        metadata.acceptedFindings = ["secret:tests/*.pem", "large-file"]
        (metadata.gpu, metadata.cores, metadata.memory) = (false, 4, 16)
        metadata.additional = ["note": .list([.text("x"), .mapping(["y": .text("z")])])]
        return metadata
    }

    @Test("what is written is read again, without a problem")
    func roundTrip() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let menu = [DatalabMetadata.Desktop.Entry(name: "Sky <&> \"it\"", command: "ds9 '$HOME/a b.fits' && true")]
        for (visibility, desktop) in [
            (Visibility.everyone, nil), (.restricted(users: ["lea"], groups: []), .init(start: "ds9", menu: menu)),
            (.everyone, .init(start: "ds9")), (.everyone, .init(menu: menu)),
        ] as [(Visibility, DatalabMetadata.Desktop?)] {
            var metadata = try full()
            metadata.visibility = visibility
            metadata.desktop = desktop
            if desktop != nil { metadata.kind = .vnc }
            let written = try encoder.encode(metadata)
            let reading = MetadataReader.read(normalForm: Array(written), name: "image")
            // Compared as written: the version of Python that is read has a place.
            #expect(try encoder.encode(#require(reading.metadata)) == written)
            #expect(reading.problems.isEmpty)
        }
    }

    @Test("a step that is written is read again, without a problem")
    func step() throws {
        let text =
            MetadataCase.complete + """

                kind: step
                command: [python3, fit.py, --out=$(inputs.spectrum.nameroot).fits]
                network: yes
                inputs:
                  spectrum: {type: File, example: a.fits, label: A spectrum, doc: "Of a star: one."}
                  bands: {type: 'string[]', default: [], itemSeparator: ',', prefix: --bands=, separate: no}
                  mode: {choices: [fast, slow], default: fast, position: 7}
                  verbose: {type: boolean, prefix: -v, default: no}
                  limits: {type: 'double[]?', example: [0.5, 1e-3], prefix: -l}
                outputs:
                  fit: {type: 'File?', glob: [$(inputs.spectrum.nameroot).fits, '*.fit']}
                  folder: {type: Directory, glob: out}
                  log: {type: stderr, glob: fit.log}
                  summary: stdout
                """
        let metadata = try #require(MetadataReader.read(Array(text.utf8), file: "m.yaml").metadata)
        let written = try JSONEncoder().encode(metadata)
        let reading = MetadataReader.read(normalForm: Array(written), name: "image")
        #expect(reading.problems.isEmpty && reading.metadata == metadata)
        #expect(try JSONDecoder().decode(DatalabMetadata.self, from: written) == metadata)
        #expect(metadata.step?.inputs.map(\.position) == [nil, 8, 7, 9, 10])
    }

    @Test("every problem is told at once, by the rules of the metadata file")
    func problems() throws {
        let json = #"{"title":"T","version":"-","licence":"Nonsense-1.0","kind":"emacs","resources":{"cores":99}}"#
        let reading = MetadataReader.read(normalForm: Array(json.utf8), name: "image")
        #expect(reading.metadata == nil)
        let told = reading.problems.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
        for part in ["'alternateName' is missing", "version", "Nonsense-1.0", "emacs", "'cores'"] {
            #expect(told.contains(part), "\(part) in \(told)")
        }
        #expect(told.contains("image: "))
    }

    @Test("an image may lack what nothing could be derived of")
    func thin() {
        let json = #"{"title":"T","alternateName":"t","version":"1","visibility":{"access":"public"}}"#
        let reading = MetadataReader.read(normalForm: Array(json.utf8), name: "image")
        #expect(reading.metadata?.abstract == nil && !reading.hasErrors)
        #expect(reading.metadata?.title == "T" && reading.problems.count == 1)
    }

    @Test("what is no metadata is said to be none", arguments: ["", "[]", "{", #"{"title":{}}"#, "\u{0}"])
    func malformed(json: String) {
        let reading = MetadataReader.read(normalForm: Array(json.utf8), name: "image")
        #expect(reading.metadata == nil)
        #expect(reading.hasErrors)
    }
}

import DatalabModel
import Foundation
import OCIModel
import Reporting
import Testing

@Suite("the table of the metadata's fields")
struct MetadataFieldsTests {
    private static let complete = """
        title: Black bodies
        alternateName: blackbody
        abstract: Planck's law
        version: 1.4.0
        creator.name: Ann Lee
        contactPoint.email: ann@institute.eu
        distribution.license: MIT

        """

    /// What a metadata file could say of a field, and what is then kept of it.
    private static func sample(_ field: MetadataField) -> (written: String, fact: MetadataFact)? {
        switch field.form {
        case .line, .text: ("one: text", .text("one: text"))
        case .address: ("https://institute.eu/x", .text("https://institute.eu/x"))
        case .email: ("bob@institute.eu", .text("bob@institute.eu"))
        case .doi: ("https://doi.org/10.5281/zenodo.1", .text("10.5281/zenodo.1"))
        case .list: ("x", .texts(["x"]))
        case .flag: ("true", .flag(true))
        case .number(let range, _): ("\(range.upperBound)", .number(range.upperBound))
        case .own: nil
        }
    }

    @Test("every entry is in the table, with a key and a place in JSON of its own")
    func entries() {
        let fields = MetadataFields.all
        #expect(fields.count == Mirror(reflecting: MetadataFields.table).children.count)
        #expect(Set(fields.map(\.key)).count == fields.count)
        let properties = fields.compactMap(\.property)
        #expect(Set(properties).count == properties.count)
        for field in fields {
            #expect(!(field.property ?? "").contains("."), "'\(field.key)' needs a name for what an AppStore answers")
            guard let display = field.display, !display.isInSummary else { continue }
            #expect(Self.sample(field) != nil, "the details cannot tell '\(field.key)', which has a form of its own")
        }
    }

    @Test(
        "every field of a usual form is read from YAML, kept, written as JSON and read again",
        arguments: MetadataFields.all
    )
    func roundTrip(field: MetadataField) throws {
        guard let sample = Self.sample(field) else { return }
        let lines = Self.complete.split(separator: "\n").filter { !$0.hasPrefix("\(field.key):") }
        let text = lines.joined(separator: "\n") + "\n\(field.key): \"\(sample.written)\"\n"
        let reading = MetadataReader.read(Array(text.utf8), file: "meta-data.yaml")
        let metadata = try #require(reading.metadata)
        #expect(reading.problems.isEmpty)
        #expect(metadata[field] == sample.fact)
        let written = try CanonicalJSON.encode(metadata)
        let again = MetadataReader.read(normalForm: written, name: "image")
        #expect(again.problems.isEmpty)
        #expect(again.metadata == metadata)
        #expect(try JSONDecoder().decode(DatalabMetadata.self, from: Data(written)) == metadata)
    }

    @Test("the JSON of an image does not change")
    func bytes() throws {
        let lines =
            Self.complete + """
                creator.logo: https://institute.eu/l.svg
                contactPoint.id: 7
                mission: [Euclid, Gaia]
                funder: ESA
                checks.accept: large-file
                gpu: no
                ram: 16
                visibility: private
                visibility.users: lea
                note: kept
                """
        let reading = MetadataReader.read(Array(lines.utf8), file: "meta-data.yaml")
        let written = try CanonicalJSON.encode(#require(reading.metadata))
        #expect(
            String(decoding: written, as: UTF8.self)
                == #"{"abstract":"Planck's law","acceptedFindings":["large-file"],"additional":{"note":"kept"},"#
                + #""alternateName":"blackbody","contactPoint":{"email":"ann@institute.eu","identifier":"7"},"#
                + #""creator":{"logo":"https://institute.eu/l.svg","name":"Ann Lee"},"domains":[],"funder":"ESA","#
                + #""instruments":[],"keywords":[],"licence":"MIT","missions":["Euclid","Gaia"],"#
                + #""resources":{"gpu":false,"memory":16},"title":"Black bodies","version":"1.4.0","#
                + #""visibility":{"access":"private","groups":[],"users":["lea"]}}"#
        )
    }
}

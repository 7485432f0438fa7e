import DatalabModel
import Reporting
import Testing

/// Old and thin metadata is read: what it lacks is derived, each with a warning.
struct ThinMetadataTests {
    /// Every field of a whole file, in an order of its own.
    private static let fields = [
        ("title", "Gaia explorer"), ("alternateName", "gaia"), ("abstract", "Explores the Gaia archive"),
        ("version", "1.4.0"), ("creator.name", "ESAC"), ("contactPoint.email", "help@esac.eu"),
        ("distribution.license", "MIT"), ("description", "More"), ("keywords", "[a, b]"), ("visibility", "public"),
        ("visibility.users", "[ann]"), ("instrument", "[RVS]"), ("mission", "Gaia"), ("thumbnailUrl", "https://e.eu/x"),
        ("citation", "A paper"), ("funder", "ESA"), ("doi.notation", "10.5281/zenodo.1"), ("language", "en"),
        ("system-packages", "[figlet]"), ("checks.accept", "[large]"), ("gpu", "true"), ("cores", "4"), ("ram", "8"),
        ("creator.logo", "https://e.eu/l.svg"), ("contactPoint.role", "owner"), ("contactPoint.id", "7"),
    ]

    /// What people write where a value belongs: empty, of another type, a placeholder, broken, odd.
    private static let oddValues = [
        "", "~", "null", "''", "'  '", "None", "n/a", "TBD", "TODO", "-", "...", "[]", "[a, b]", "[[a]]", "{}",
        "{a: b}",
        "[{name: A}, {name: B}]", "[{a: b}]", "2024", "1.10", "1.0 beta", "v1.0", "true", "yes", "0x1F", "-1", "1e999",
        "99999999999999999999", "Your Name", "name@example.org", "a: b: c", "@me", "%x", "`x`", "*x", "&x y", "!x y",
        "x # y",
        "\"a\\e[31mb\"", "'it''s'", "\"say \\\"hi\\\"\"", "|\n  two\n  lines", ">\n  folded\n  text", "é ü 漢字 🚀",
        "Public", "see LICENSE", "Apche-2.0", "private", "restricted", "16 GiB", "lots", "ann at lab.eu", "[ann, null]",
    ]

    private static func text(_ fields: [(String, String)]) -> String {
        fields.map { "\($0): \($1)\n" }.joined()
    }

    private static let rich: DerivedFacts = {
        var derived = DerivedFacts(repositoryName: "gaia-lab")
        derived.files["README.md"] = Array("# Gaia\n\nA lab about the stars of our galaxy.\n".utf8)
        derived.files["LICENSE"] = Array("Creative Commons Attribution 4.0 International".utf8)
        derived.commit = CommitAuthor(name: "Ann Lee", email: "ann@lab.eu", tag: "v2.1")
        return derived
    }()

    private func read(_ text: String, _ derived: DerivedFacts = DerivedFacts(repositoryName: "lab")) -> MetadataReading
    {
        MetadataReader.read(Array(text.utf8), file: "m.yaml", derived: derived)
    }

    @Test("No field, with any value or none, is a reason to refuse a file; the same file is read the same twice")
    func everyFieldAndValue() {
        var count = 0
        for (index, field) in Self.fields.enumerated() {
            var without = Self.fields
            without.remove(at: index)
            for derived in [DerivedFacts(repositoryName: "lab")] + (index < 7 ? [Self.rich] : []) {
                for text in [Self.text(without)]
                    + Self.oddValues.map({ value in
                        Self.text(Self.fields.map { $0.0 == field.0 ? ($0.0, value) : $0 })
                    })
                {
                    let reading = read(text, derived)
                    count += 1
                    #expect(reading == read(text, derived))
                    #expect(
                        reading.metadata != nil || Self.isBroken(reading),
                        "\(field.0): \(text)\n\(reading.problems)"
                    )
                    #expect((reading.metadata == nil) == reading.hasErrors)
                    #expect(reading.problems.allSatisfy { !$0.message.isEmpty && $0.message.count < 500 })
                }
            }
        }
        #expect(count > 1_500)
    }

    /// Whether a file names what no Debian package can be called.
    private static func isBroken(_ reading: MetadataReading) -> Bool {
        let words = ["Debian package", "an option", "is a file", "an architecture", "asks apt"]
        return reading.problems.contains { problem in
            problem.severity == .error && words.contains { problem.message.contains($0) }
        }
    }

    @Test(
        "What is derived is told, with where it is from and a line that says it",
        arguments: [
            ("title", "Gaia", "the heading of 'README.md'"),
            ("alternateName", "gaia-lab", "the source's name"),
            ("abstract", "A lab about the stars of our galaxy.", "the first paragraph of 'README.md'"),
            ("version", "2.1", "the commit's tag 'v2.1'"),
            ("creator.name", "Ann Lee", "the author of the commit"),
            ("contactPoint.email", "ann@lab.eu", "the author of the commit"),
            ("distribution.license", "CC-BY-4.0", "the text of 'LICENSE'"),
        ]
    )
    func derived(field: String, value: String, origin: String) throws {
        let text = Self.text(Self.fields.prefix(7).filter { $0.0 != field })
        let reading = read(text, Self.rich)
        let problem = try #require(reading.problems.first)
        #expect(reading.problems.count == 1 && reading.isThin && reading.metadata != nil)
        #expect(problem.severity == .warning)
        #expect(
            problem.message == "the key '\(field)' is missing, it is taken to be '\(value)', \(origin)",
            "\(problem)"
        )
        #expect(problem.hint?.hasPrefix("add the line '\(field): \(value)' to 'm.yaml'") == true, "\(problem)")
        // Whoever writes the line gets the same facts without a warning.
        let mended = read(try #require(problem.proposal).applied(to: text))
        #expect(mended.problems.isEmpty && !mended.isThin && mended.metadata == reading.metadata)
    }

    @Test("A file of which nothing is known still makes a datalab, and every fact that it lacks is told")
    func nothing() throws {
        for text in ["", "# to be written\n", "---\n", "funder: ESA\n"] {
            let reading = read(text)
            let metadata = try #require(reading.metadata)
            #expect(metadata.title == "lab" && metadata.alternateName == "lab" && metadata.version.text == "0.1.0")
            #expect(metadata.abstract == nil && metadata.creator == nil && metadata.contactPoint == nil)
            #expect(metadata.licence == nil && metadata.visibility == .everyone)
            #expect(reading.problems.count == 7 && reading.problems.allSatisfy { $0.severity == .warning })
        }
    }

    @Test(
        "Values are read as they were meant",
        arguments: [
            ("version", "1.0 beta", "1.0-beta"), ("version", "1,5", "1.5"), ("version", ".5", "0.5"),
            ("version", "version 3", "3"), ("version", "\"1.0+local\"", "1.0-local"), ("version", "1.10", "1.10"),
            ("version", "2024", "2024"), ("version", "v1.0", "v1.0"), ("version", "latest", "0.1.0"),
            ("contactPoint.email", "Ann Lee <ann@lab.eu>", "ann@lab.eu"),
            ("contactPoint.email", "mailto:ann@lab.eu", "ann@lab.eu"),
            ("contactPoint.email", "ann at lab dot eu", "ann@lab.eu"),
            ("contactPoint.email", "\"ann [at] lab.eu\"", "ann@lab.eu"),
            ("creator.name", "[Ann Lee, Ben Ek]", "Ann Lee, Ben Ek"),
            ("creator", "[{name: Ann Lee}, {name: Ben Ek}]", "Ann Lee, Ben Ek"),
            ("author", "Ann Lee", "Ann Lee"), ("authors", "[Ann Lee]", "Ann Lee"), ("email", "a@b.eu", "a@b.eu"),
            ("abstrakt", "Short.", "Short."), ("visibility", "restricted", "private"), ("visibility", "open", "public"),
            ("visibility", "pubic", "private"), ("ram", "16 GiB", "16"), ("ram", "lots", "nil"),
            ("kind", "jupyterlap", "jupyterlab"),
            ("distribution.license", "Public", "nil"), ("distribution.license", "TBD", "nil"),
            ("distribution.license", "[MIT]", "MIT"), ("distribution.license", "{name: MIT}", "MIT"),
            ("distribution.license", "Apche-2.0", "nil"), ("system-packages", "figlet topcat", "figlet topcat"),
        ]
    )
    func normalised(key: String, value: String, expected: String) throws {
        let meant = [
            "author": "creator.name", "authors": "creator.name", "creator": "creator.name",
            "email": "contactPoint.email", "abstrakt": "abstract",
        ]
        let fields = Self.fields.prefix(7).filter { $0.0 != key && $0.0 != meant[key] } + [(key, value)]
        let reading = read(Self.text(fields))
        let metadata = try #require(reading.metadata, "\(reading.problems)")
        let found: String? =
            switch meant[key] ?? key {
            case "version": metadata.version.text
            case "contactPoint.email": metadata.contactPoint?.email
            case "creator.name": metadata.creator?.name
            case "abstract": metadata.abstract
            case "visibility": metadata.visibility.word
            case "ram": metadata.memory.map { "\($0)" }
            case "kind": metadata.kind?.rawValue
            case "system-packages": metadata.systemPackages?.map(\.name).joined(separator: " ")
            default: metadata.licence?.description
            }
        #expect(found ?? "nil" == expected, "\(reading.problems)")
        #expect(reading.problems.allSatisfy { $0.severity == .warning && $0.hint != nil })
    }

    @Test(
        "A licence that is in a file is found when the metadata only points to it",
        arguments: ["see LICENSE", "LICENSE.txt", "See the file LICENSE"]
    )
    func licenceFile(_ words: String) throws {
        let text = Self.text(Self.fields.prefix(6) + [("license", words)])
        #expect(read(text, Self.rich).metadata?.licence?.description == "CC-BY-4.0")
        let reading = read(text)
        #expect(reading.metadata?.licence == nil && reading.problems.count == 1)
    }

    @Test("What YAML's subset lacks is left out with a warning, and the rest is read")
    func lenientYAML() throws {
        let text =
            "title: &t Lab\nalternateName: *t\nabstract: !x About\nversion: 1.0\ntitle: Again\n? [a]\n: b\n---\ntitle: Other\n"
        let reading = read(text)
        let metadata = try #require(reading.metadata, "\(reading.problems)")
        #expect(metadata.title == "Lab" && metadata.alternateName == "Lab" && metadata.abstract == "About")
        for part in ["'title' is already given", "a key must be text", "a second document", "the tag '!x'"] {
            #expect(reading.problems.contains { $0.message.contains(part) && $0.severity == .warning }, "\(part)")
        }
    }

    @Test("Options are not read leniently: the command can be repeated")
    func options() {
        var options = MetadataOptions()
        options.version = "1 0"
        let reading = MetadataReader.read([], file: "m", options: options, derived: Self.rich)
        #expect(reading.metadata == nil && reading.problems.contains { $0.place?.file == "--lab-version" })
    }

    @Test("A draft writes what was read as it was meant, so that the file needs no guesses")
    func drafts() throws {
        let text = "title: Gaia: a survey\nversion: 1.0 beta\nlicense: Apache 2.0\ncontactPoint.email: ann at lab.eu\n"
        let draft = MetadataDraft(Array(text.utf8), file: "m")
        #expect(draft.title == "Gaia: a survey" && draft.version == "1.0-beta" && draft.email == "ann@lab.eu")
        var whole = draft
        whole.alternateName = "gaia"
        whole.abstract = "About Gaia."
        whole.creator = "Ann"
        let written = try whole.text(changing: Array(text.utf8), file: "m")
        let reading = read(written)
        #expect(reading.problems.isEmpty, "\(reading.problems)\n\(written)")
        #expect(reading.metadata?.title == "Gaia: a survey" && reading.metadata?.licence?.description == "Apache-2.0")
    }
}

import DatalabModel
import Reporting
import Testing

/// Answers get into metadata files; what else is in them stays.
struct MetadataDraftTests {
    private static func draft(_ change: (inout MetadataDraft) -> Void) -> MetadataDraft {
        var draft = MetadataDraft()
        change(&draft)
        return draft
    }

    private static let whole = draft {
        $0.title = "Black bodies: an example"
        $0.alternateName = "black-bodies"
        $0.abstract =
            "How the colour of a star follows from its temperature, plotted; with much more text than fits on a line."
        $0.version = "1.0"
        $0.creator = "Ann # Example"
        $0.email = "ann@institute.eu"
        $0.licence = "MIT"
        $0.kind = .jupyterlab
        $0.visibility = .restricted(users: ["ben", "c, d"], groups: [])
    }

    @Test("A new file says all, and is read as it was meant")
    func newFile() throws {
        let text = try Self.whole.text(changing: [], file: "meta-data.yaml")
        #expect(
            text.hasPrefix(
                "title: \"Black bodies: an example\"\nalternateName: black-bodies\nversion: 1.0\nabstract: >\n  How"
            )
        )
        #expect(text.hasSuffix("visibility: private\nvisibility.users: [ben, \"c, d\"]\n"))
        #expect(MetadataDraft(Array(text.utf8), file: "m") == Self.whole)
        let reading = MetadataReader.read(Array(text.utf8), file: "m")
        #expect(reading.problems.isEmpty && reading.metadata?.creator?.name == "Ann # Example")
        #expect(try Self.whole.text(changing: Array(text.utf8), file: "m") == text)
    }

    @Test("Comments, order, unknown keys and line ends of a file are kept", arguments: ["\n", "\r\n"])
    func keptFile(_ end: String) throws {
        let before = """
            # Ours
            title: Old title   # the heading
            x-own: {a: 1}
            abstract: >
              Old words
              in a block.

            # Who
            creator:
              logo: https://institute.eu/logo.svg
            contactPoint: {email: old@institute.eu, role: owner}
            keywords:
              - one # first
            license: Apache 2.0
            version:
            """
        let draft = Self.draft {
            $0.title = "New title"
            $0.alternateName = "new"
            $0.abstract = "New words."
            $0.version = "2.0.0"
            $0.creator = "Ben"
            $0.email = "new@institute.eu"
            $0.licence = "Apache-2.0"
            $0.visibility = .everyone
        }
        let bytes = Array("\u{FEFF}\(before.replacing("\n", with: end))".utf8)
        let text = try draft.text(changing: bytes, file: "m")
        let after = """
            # Ours
            title: New title   # the heading
            x-own: {a: 1}
            abstract: New words.

            # Who
            creator:
              name: Ben
              logo: https://institute.eu/logo.svg
            contactPoint: {email: new@institute.eu, role: owner}
            keywords:
              - one # first
            license: Apache-2.0
            version: 2.0.0
            alternateName: new
            visibility: public

            """
        #expect(text == after.replacing("\n", with: end))
    }

    @Test("A private datalab becomes public, its users are forgotten, and the other way round")
    func visibility() throws {
        let before = "visibility:\n  access: private\n  users: [ann]\n  # why\ntitle: x\n"
        let open = try Self.draft { $0.visibility = .everyone }.text(changing: Array(before.utf8), file: "m")
        #expect(open == "visibility:\n  access: public\n  # why\ntitle: x\n")
        let closed = try Self.draft { $0.visibility = .restricted(users: ["b"], groups: ["g"]) }
            .text(changing: Array(open.utf8), file: "m")
        #expect(closed == "visibility:\n  groups: [g]\n  users: [b]\n  access: private\n  # why\ntitle: x\n")
    }

    @Test("A draft of a file knows what the file says, and what it does not")
    func reading() {
        let draft = MetadataDraft(
            Array("title: A  b\nlicence: Apache 2.0\nkind: Jupyter Lab\nversion: '?'".utf8),
            file: "m"
        )
        #expect(draft.title == "A b" && draft.licence == "Apache-2.0" && draft.kind == .jupyterlab)
        #expect(draft.version == nil && draft.email == nil && draft.visibility == nil)
    }

    @Test(
        "A file that is too broken is not touched",
        arguments: ["a: [1", "- list", "title: a\n...\n"]
    )
    func broken(_ text: String) {
        #expect(throws: InputFailure.self) { try Self.whole.text(changing: Array(text.utf8), file: "m") }
    }

    @Test(
        "Any text survives",
        arguments: [
            "yes", "None: really", "- a", "it's \"so\"", "a, b [c]", "#1", "trailing:", "1.0", "~", "naïve 漢字", "\\n",
            "a\tb", "*x", "& y", "!z",
        ]
    )
    func texts(_ text: String) throws {
        let draft = Self.draft {
            $0.title = text
            $0.creator = text
            $0.visibility = .restricted(users: [text], groups: [])
        }
        for before in ["", "creator: {name: x}\n", "title: |\n  old\n"] {
            let written = try draft.text(changing: Array(before.utf8), file: "m")
            let read = MetadataDraft(Array(written.utf8), file: "m")
            #expect(
                read.creator == text.replacing("\t", with: " "),
                "\(written)"
            )
        }
    }

    @Test("Answers are checked while they are given")
    func faults() {
        #expect(MetadataDraft.fault(inVersion: "1.0.0") == nil && MetadataDraft.fault(inVersion: "one two") != nil)
        #expect(MetadataDraft.fault(inEmail: "a@b.eu") == nil && MetadataDraft.fault(inEmail: "a@b") != nil)
        #expect(
            MetadataDraft.fault(inShortName: "black-bodies") == nil && MetadataDraft.fault(inShortName: "Black") != nil
        )
    }
}

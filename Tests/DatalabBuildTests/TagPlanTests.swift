import DatalabBuild
import DatalabModel
import Testing

@Suite("the tags an image is published under")
struct TagPlanTests {
    private func plan(_ build: String, among tags: [String], published: String? = nil, isForced: Bool = false) throws
        -> TagPlan
    {
        TagPlan(
            try BuildVersion(parsing: build),
            among: tags.compactMap { try? BuildVersion(parsing: $0) },
            published: try published.map { try BuildVersion(parsing: $0) },
            isForced: isForced
        )
    }

    @Test("the first publication gets all three")
    func first() throws {
        #expect(try plan("1.4.0-0", among: []).tags == ["1.4.0-0", "1.4.0", "latest"])
        #expect(try plan("1.4.0-0", among: ["other", "sha256-x"]).tags == ["1.4.0-0", "1.4.0", "latest"])
    }

    @Test("a newer build moves both, an older one neither, unless it is forced")
    func moving() throws {
        let there = ["1.4.0-0", "1.4.0-2", "1.3.0-7", "1.4.0", "latest"]
        #expect(try plan("1.4.0-3", among: there).kept == [])
        #expect(try plan("1.4.0-1", among: there).tags == ["1.4.0-1"])
        #expect(try plan("1.4.0-1", among: there).kept == ["1.4.0", "latest"])
        #expect(try plan("1.3.0-8", among: there).tags == ["1.3.0-8", "1.3.0"])
        #expect(try plan("1.10.0-0", among: there).tags == ["1.10.0-0", "1.10.0", "latest"])
        #expect(try plan("1.3.0-1", among: there, isForced: true).tags == ["1.3.0-1", "1.3.0", "latest"])
    }

    @Test("a tag that another image has is not taken: the next free counter is")
    func taken() throws {
        #expect(try plan("1.4.0-0", among: ["1.4.0-0"]).tags == ["1.4.0-1", "1.4.0", "latest"])
        #expect(try plan("1.4.0-0", among: ["1.4.0-0", "1.4.0-5"]).tags == ["1.4.0-6", "1.4.0", "latest"])
    }

    @Test("the same image again keeps its tag")
    func again() throws {
        #expect(try plan("1.4.0-0", among: ["1.4.0-0"], published: "1.4.0-0").tags == ["1.4.0-0", "1.4.0", "latest"])
        #expect(try plan("1.4.0-7", among: ["1.4.0-0", "1.4.0-1"], published: "1.4.0-0").kept == ["1.4.0", "latest"])
    }
}

import DatalabModel
import Testing

@Suite("the order of versions")
struct VersionOrderTests {
    @Test("each comes before the next")
    func order() throws {
        let ordered = try [
            "0.9", "1.0-alpha", "1.0-alpha2", "1.0-beta", "1.0-rc1", "1.0-rc.2", "1.0", "1.0.0", "1.0.1", "1.2", "1.10",
            "1.10.99",
            "2", "2026.1.31", "2026.11.2", "99999999999999999999999", "100000000000000000000000",
        ].map { try DatalabVersion($0) }
        for (index, one) in ordered.enumerated() {
            for other in ordered.dropFirst(index + 1) {
                #expect(one < other)
                #expect(!(other < one))
            }
            #expect(!(one < one))
        }
    }

    @Test("zeros before a number and what separates do not count")
    func same() throws {
        for (one, other) in [("1.01", "1.1"), ("1-0", "1.0"), ("1_0", "1.0")] {
            let (left, right) = (try DatalabVersion(one), try DatalabVersion(other))
            #expect(!(left < right) && !(right < left))
        }
    }
}

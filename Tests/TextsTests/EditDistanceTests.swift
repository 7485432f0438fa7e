import Testing
import Texts

@Suite("how far words are apart")
struct EditDistanceTests {
    @Test(
        "changes, omissions, additions and swaps of neighbours count one each",
        arguments: [
            ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ac", 1),
            ("abc", "abcd", 1), ("abc", "acb", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("é", "e", 1),
        ]
    )
    func distances(first: String, second: String, steps: Int) {
        #expect(EditDistance.between(Array(first), Array(second)) == steps)
        #expect(EditDistance.between(Array(second.unicodeScalars), Array(first.unicodeScalars)) == steps)
    }
}

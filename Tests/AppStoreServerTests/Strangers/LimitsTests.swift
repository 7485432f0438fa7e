import AppStoreServer
import Foundation
import Testing

@Suite("the table of limits")
struct LimitsTests {
    @Test("docs/limits.md says what the program does")
    func document() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/limits.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains(ServiceLimits.table), "put this into docs/limits.md:\n\(ServiceLimits.table)")
    }
}

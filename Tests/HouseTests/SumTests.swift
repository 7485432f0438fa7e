import Foundation
import Testing

/// Sums of sizes that others wrote do not overflow: in what `datalab` is made of, they are made by `BoundedNumber.sum`.
@Suite struct SumTests {
    @Test func sizesAreSummedWithinBounds() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        let sum = /[sS]izes?\)?(\.size)?\)*\.reduce\(0/
        for case let file as URL in files where file.pathExtension == "swift" {
            guard !file.path.contains("/AppStore"), file.lastPathComponent != "BoundedNumber.swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in text.split(separator: "\n") where line.contains(sum) {
                Issue.record(
                    "\(file.lastPathComponent): write 'BoundedNumber.sum' for \(line.trimmingCharacters(in: .whitespaces))"
                )
            }
        }
    }
}

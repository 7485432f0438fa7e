import ExternalTools
import Foundation
import SystemPackage
import Testing

/// What git holds must mean the same on every machine.
@Suite("what is checked in")
struct CheckedInTests {
    @Test("no link leads out of the checkout")
    func links() async throws {
        let listed = try await ExternalTool(name: "git", path: "/usr/bin/env").run([
            "git", "-C", House.root.path, "ls-files", "-s",
        ])
        let lines = String(decoding: listed, as: UTF8.self).split(separator: "\n")
        #expect(lines.count > 100)
        for line in lines where line.hasPrefix("120000 ") {
            let path = String(line.split(separator: "\t")[1])
            let target = try FileManager.default.destinationOfSymbolicLink(
                atPath: House.root.appending(path: path).path
            )
            #expect(!target.hasPrefix("/"), "'\(path)' leads to '\(target)'")
        }
    }
}

import Foundation
import Testing

@Suite("pages: in a browser", .timeLimit(.minutes(30)))
struct PageBrowserTests {
    private struct Report: Decodable {
        struct Violation: Decodable {
            let id: String
            let impact: String?
            let help: String
            let nodes: [String]
            let at: String
        }
        struct Page: Decodable {
            let violations: [Violation]
            let overflow: Int
            let scripts: Int
        }
        let steps: [String]
        let pages: [String: Page]
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("Chromium searches, looks, signs in, gives a star, hides a datalab, reviews; axe-core finds no barrier")
    func visit() async throws {
        let tools = ProcessInfo.processInfo.environment["DATALAB_TOOLS"] ?? Self.root.appending(path: ".tools/bin").path
        let axe = URL(filePath: tools).deletingLastPathComponent().appending(
            path: "axe/axe_playwright_python/axe.min.js"
        )
        try await RunningAppStore.withCatalogue { server, _ in
            let output = try await Tool.run([
                Self.root.appending(path: "Tests/Support/appstore/browse-pages").path, server.address,
                "--screenshots", Self.root.appending(path: ".artifacts/tests").path, "--axe", axe.path,
                "--password", PageFixture.password,
            ])
            let report = try JSONDecoder().decode(Report.self, from: Data(output.utf8))
            #expect(report.steps.count == 36, "\(report.steps)")
            #expect(report.pages.count == 17)
            for (name, page) in report.pages {
                #expect(page.scripts == 0, "\(name)")
                #expect(page.overflow <= 0, "\(name) scrolls sideways")
                for violation in page.violations {
                    let what = "\(name) at \(violation.at): \(violation.id): \(violation.help) \(violation.nodes)"
                    #expect(!["serious", "critical"].contains(violation.impact), "\(what)")
                }
            }
        }
    }
}

import Foundation
import Testing

/// What everybody needs who does not see the page, or does not use a mouse; axe-core looks at the rest in a browser.
@Suite("pages: their structure", .timeLimit(.minutes(20)))
struct PageStructureTests {
    @Test(
        "every page has its language, one heading, one main part, named fields, texts for pictures, ids that are there once"
    )
    func structure() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let datalab = "/datalabs/carla/gaia-hr"
            let shown = try await server.nobody.get(datalab).text
            let notebook = String(try #require(shown.firstMatch(of: /href="([^"]+notebook=[^"]+)"/)?.1))
            let pages: [(user: String?, paths: [String])] = [
                (
                    nil,
                    [
                        "/", "/?q=gaia", "/?q=nothinghasthis", "/values?facet=keyword", datalab, notebook, "/sign-in",
                        "/nowhere", "/people/Carla%20Ruiz%20M%C3%A9ndez",
                    ]
                ),
                ("carla", ["/account", "\(datalab)/settings", "\(datalab)/delete"]),
                ("mona", ["/reviews", "/datalabs/eve/radio-transients"]),
                ("root", ["/", "/store", "/users", "/audit"]),
            ]
            for (user, paths) in pages {
                let visitor = if let user { try await server.visitor(user) } else { server.nobody }
                for path in paths {
                    for problem in problems(try await visitor.get(path).text) { Issue.record("\(path): \(problem)") }
                }
            }
        }
    }

    private func problems(_ page: String) -> [String] {
        var problems: [String] = []
        func expect(_ isSo: Bool, _ what: String) { if !isSo { problems.append(what) } }
        expect(page.contains("<html lang=\"en\">"), "no language")
        expect(page.matches(of: /<h1[ >]/).count == 1, "\(page.matches(of: /<h1[ >]/).count) headings of the page")
        expect(page.matches(of: #/<main /#).count == 1, "not one main part")
        expect(page.contains(#/<title>[^<]+<\/title>/#), "no title")
        for picture in page.matches(of: /<img [^>]*>/) {
            expect(picture.0.contains("alt=\""), "\(picture.0) without a text")
        }
        let ids = page.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        expect(Set(ids).count == ids.count, "an id twice: \(ids)")
        let labels = Set(page.matches(of: #/<label[^>]* for="([^"]+)"/#).map { String($0.1) })
        for field in page.matches(of: /<(?:input|select|textarea) [^>]*>/) where !field.0.contains("type=\"hidden\"") {
            let id = field.0.firstMatch(of: #/ id="([^"]+)"/#).map { String($0.1) }
            expect(id.map(labels.contains) ?? false, "\(field.0) without a label")
        }
        for reference in page.matches(of: #/ aria-(?:labelledby|describedby)="([^"]+)"/#) {
            expect(ids.contains(String(reference.1)), "\(reference.1) is not there")
        }
        for button in page.matches(of: /<button[^>]*>\s*<\/button>/) { problems.append("\(button.0) without a text") }
        return problems
    }
}

import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import OCIModel
import Testing

@Suite("pages: what strangers write stays text", .timeLimit(.minutes(20)))
struct HostileMetadataTests {
    /// Closes attributes and elements of either quote, and opens a script and a picture.
    private static func attack(_ field: String) -> String {
        #"\#(field)"'><script>alert(1)</script><img src=x onerror=alert(1)>{{userName}}{{{formToken}}}&amp;"#
    }

    private static func image() throws -> FixtureImage {
        var image = try FixtureImage("ann/hostile", title: attack("title"))
        image.metadata.alternateName = attack("short")
        image.metadata.abstract = attack("abstract")
        image.metadata.description = attack("description")
        image.metadata.creator = .init(name: attack("creator"))
        image.metadata.contactPoint = .init(email: "ann@institute.eu", organisationName: attack("organisation"))
        image.metadata.keywords = [attack("keyword")]
        image.metadata.missions = [attack("mission")]
        image.metadata.instruments = [attack("instrument")]
        image.metadata.domains = [attack("domain")]
        image.metadata.citation = attack("citation")
        image.metadata.funder = attack("funder")
        image.metadata.doi = attack("10.1234/doi")
        image.metadata.language = attack("language")
        image.packages = [attack("package"): attack("version")]
        image.layers = [(attack("role"), attack("contents"), 10), ("packages", nil, 5)]
        image.annotations[AnnotationKey.source] = "javascript:alert(1)"
        image.annotations[AnnotationKey.revision] = attack("revision")
        image.annotations[AnnotationKey.baseName] = attack("base")
        image.annotations[AnnotationKey.kind] = attack("kind")
        return image
    }

    @Test("every field of the metadata, on every page that shows it")
    func everyField() async throws {
        try await RunningAppStore.withFolder { folder in
            let image = try Self.image()
            try await PageFixture.fill(folder) { try image.push(to: $0, needsReview: true) }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            let (ann, mona) = (try await server.visitor("ann"), try await server.visitor("mona"))
            let detail = try await ann.get("/datalabs/ann/hostile")
            let pages = [
                detail, try await ann.get("/"), try await ann.get("/account"),
                try await ann.get("/datalabs/ann/hostile/settings"), try await mona.get("/reviews"),
                try await ann.get("/?q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E&mission=%22%3E%3Cscript%3E"),
                try await ann.get("/sign-in?next=%22%3E%3Cscript%3E"),
                try await ann.get("/datalabs/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
            ]
            for page in pages {
                #expect([200, 303, 404].contains(page.status))
                let scripts = page.text.lowercased().matches(of: /<script[^>]*>/).map { String($0.0) }
                #expect(scripts.allSatisfy { $0 == #"<script type="application/ld+json">"# } && scripts.count <= 1)
                #expect(!page.text.contains("<img src=x"))
                #expect(!page.text.contains(#""'>"#))
                #expect(!page.text.contains("href=\"javascript:"))
            }
            for field in [
                "title", "short", "abstract", "description", "creator", "organisation", "keyword", "mission",
                "instrument", "domain", "citation", "funder", "language", "package", "version", "contents", "revision",
                "base",
            ] {
                let shown = "\(field)&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
                #expect(detail.text.contains(shown), "\(field) is shown as it was written")
            }
            // Text that looks like a template's stays as it is.
            #expect(detail.text.contains("{{userName}}{{{formToken}}}&amp;amp;"))
        }
    }

    @Test("what templates write as it is has the type that says who made it")
    func types() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/AppStoreServer/Pages")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var found: [String] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            found += text.matches(of: /let (?:safeHTML|embeddedJSON): (\S+)/).map { String($0.1) }
        }
        #expect(Set(found) == ["SafeHTML?", "EmbeddedJSON"])
    }

    @Test("no template has text that would not be escaped")
    func templates() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/AppStoreServer/Pages/Templates")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".mustache")
        }
        #expect(names.count > 10)
        for name in names {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            // But for what is HTML or JSON by its type, which says who made it; and the one program of ours, at an address of ours.
            let bare = text.replacing("{{{safeHTML}}}", with: "")
                .replacing("<script src=\"{{scriptAddress}}\" defer></script>", with: "")
                .replacing("<script type=\"application/ld+json\">{{{embeddedJSON}}}</script>", with: "")
            #expect(!bare.contains("{{{") && !text.contains("{{&"), "\(name)")
            #expect(!bare.contains("<script") && !text.contains("style=") && !text.contains(#/ on[a-z]+=/#), "\(name)")
        }
    }
}

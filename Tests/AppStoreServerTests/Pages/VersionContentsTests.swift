import AppStoreAPI
import AppStoreCore
import ContentStore
import Foundation
import GRDB
import Hashing
import OCIModel
import SystemPackage
import Testing

@Suite("pages: the author's files", .timeLimit(.minutes(20)))
struct VersionContentsTests {
    @Test("a version's page has README as text that can do nothing, its notebooks and its files")
    func page() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let page = try await server.nobody.get("/datalabs/carla/gaia-hr").text
            for expected in [
                "<h3>Colour–magnitude diagrams</h3>", "<strong>colour–magnitude diagrams</strong>", "<td>110 Myr</td>",
                "draw(&quot;Pleiades&quot;, limit=2000)", ">notebooks/02-plot.ipynb</a>", "8 files",
                ">clusters/__init__.py<",
                "<span class=\"picture\">DOI</span>", "<span>secret</span>",
            ] {
                #expect(page.contains(expected), "\(expected)")
            }
            #expect(
                page.contains(
                    #/<a href="\/datalabs\/carla\/gaia-hr\/versions\/sha256:[0-9a-f]+\?notebook=notebooks%2F01-query.ipynb"/#
                )
            )
            #expect(
                !page.contains("evil.example") && !page.contains("etc/hidden") && !page.contains("broken.ipynb</a>")
            )
            #expect(page.matches(of: /<script/).count == 1, "but for the citation's data")
            #expect(try await server.nobody.get("/datalabs/carla/octave").text.contains("Its files") == false)
        }
    }

    @Test("a notebook is shown with its texts and its outputs as text, and nothing of it can run")
    func notebook() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let page = try await server.nobody.get("/datalabs/carla/gaia-hr").text
            let address = String(try #require(page.firstMatch(of: /href="([^"]+notebook=[^"]+01-query.ipynb)"/)?.1))
            let answer = try await server.nobody.get(address)
            #expect(answer.status == 200)
            for expected in [
                "<h1>notebooks/01-query.ipynb</h1>", "<h2>Query the archive</h2>", "<em>2°</em>",
                "02-plot.ipynb\" rel=",
                "print(1 &lt; 2)", "<pre>True\n</pre>", "&lt;Table length=3&gt;", "ZeroDivisionError: division by zero",
                "1 output such as pictures", "&lt;b&gt;raw&lt;/b&gt;",
            ] {
                #expect(answer.text.contains(expected), "\(expected)")
            }
            #expect(
                !answer.text.contains("alert(1)") && !answer.text.contains("<script") && !answer.text.contains("iVBOR")
            )
            let base = address.prefix { $0 != "?" }
            for path in ["broken.ipynb", "README.md", "..%2F..%2Fetc%2Fpasswd", "", "notebooks%2F01-query.ipynb%00"] {
                #expect(try await server.nobody.get("\(base)?notebook=\(path)").status == 404, "\(path)")
            }
        }
    }

    @Test("people are cited as CITATION.cff names them, in every form; a file of each is given")
    func citation() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let page = try await server.nobody.get("/datalabs/carla/gaia-hr").text
            let base = String(try #require(page.firstMatch(of: /href="([^"]+\?cite=)bibtex"/)?.1))
            #expect(page.contains("Ruiz Méndez, Carla; van Dijk, Ludwig; Gaia Collaboration (2026): "))
            let bibTeX = try await server.nobody.get(base + "bibtex")
            #expect(
                bibTeX.text.contains("author = {Ruiz Méndez, Carla and van Dijk, Ludwig and {Gaia Collaboration}},")
            )
            #expect(bibTeX.headers["content-disposition"]?.contains("gaia-hr.bib") == true)
            let ris = try await server.nobody.get(base + "ris").text
            #expect(ris.hasPrefix("TY  - COMP\r\nAU  - Ruiz Méndez, Carla\r\n") && ris.hasSuffix("ER  - \r\n"))
            let cff = try await server.nobody.get(base + "cff").text
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).cff")
            try Data(cff.utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let program =
                "import sys, yaml; d = yaml.safe_load(open(sys.argv[1])); print(d['doi'], d['authors'][0], d['license'])"
            let read = try await Tool.run(["python3", "-c", program, file.path])
            #expect(
                read.contains("10.5270/esa-1ugzkg7") && read.contains("0000-0002-1825-0097")
                    && read.contains("Apache-2.0")
            )
            let data = try await server.nobody.get(base + "jsonld").text
            #expect(page.contains("<script type=\"application/ld+json\">\(data)</script>"))
            let value = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
            let authors = try #require(value["author"] as? [[String: Any]])
            #expect(
                authors.map { $0["name"] as? String } == ["Carla Ruiz Méndez", "Ludwig van Dijk", "Gaia Collaboration"]
            )
            #expect(authors[0]["@id"] as? String == "https://orcid.org/0000-0002-1825-0097")
        }
    }

    @Test("only layers that the repository holds are read: an image may name anybody's")
    func foreignLayer() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                let files = Digest.sha256(of: SampleFiles.tar)
                try PageFixture.hold(files, size: SampleFiles.tar.count, in: "ann/private", database)
                var image = try FixtureImage("eve/thief", title: "Thief")
                image.layers = [("files", "1 file", 10)]
                image.files = files
                try image.push(to: database)
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            let page = try await server.nobody.get("/datalabs/eve/thief")
            #expect(page.status == 200 && !page.text.contains("Its files") && !page.text.contains("Pleiades"))
        }
    }

    /// Layers that are none, lie, or never end.
    private static let layers: [(name: String, bytes: [UInt8])] = {
        let file = { (path: String, text: String) in SampleTar.make([("media/notebooks/\(path)", Data(text.utf8))]) }
        let deep = String(repeating: "[", count: 100_000)
        let cell = #"{"cell_type": "markdown", "source": "x"}"#
        let cells = #"{"cells": ["# + [String](repeating: cell, count: 100_000).joined(separator: ",") + "]}"
        return [
            ("no tar", Array("hello".utf8)), ("nothing", []), ("cut", Array(SampleFiles.tar.dropLast(2000))),
            ("gzip of nothing", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]), ("deep JSON", file("a.ipynb", deep)),
            ("deep cells", file("a.ipynb", "{\"cells\": \(deep)")), ("many cells", file("a.ipynb", cells)),
            ("no cells", file("a.ipynb", "{\"cells\": {\"a\": 1e999}}")),
            ("numbers", file("a.ipynb", "{\"cells\": [1e400]}")),
            ("a long README", file("README.md", String(repeating: "# a\n", count: 100_000))),
            ("no UTF-8", file("README.md", "\u{FFFD}\u{0}\u{1}")),
            ("a hostile citation", file("CITATION.cff", "authors: &a [*a, *a]\n")),
            ("a path that leads out", SampleTar.make([("media/notebooks/../../etc/x", Data("x".utf8))])),
            ("many files", SampleTar.make((0..<3000).map { ("media/notebooks/f\($0)", Data("x".utf8)) })),
        ]
    }()

    @Test("layers that are none, lie or do not end leave a page that says so", arguments: layers.indices)
    func hostileLayer(index: Int) async throws {
        let (name, bytes) = Self.layers[index]
        try await RunningAppStore.withFolder { folder in
            let store = try AppStoreFolder(FilePath(folder.appending(path: "store").path), create: true)
            let layer = try store.blobs.put(bytes)
            let digest = try await store.database.write { database in
                try PageFixture.hold(layer, size: bytes.count, in: "eve/lab", database)
                var image = try FixtureImage("eve/lab", title: "Lab")
                image.layers = [("files", "1 file", Int64(bytes.count))]
                image.files = layer
                try image.push(to: database)
                return try image.digest().description
            }
            let library = ContentsLibrary(store.database, store.blobs)
            guard case .contents(let contents) = try await library.contents(of: digest, in: "eve/lab") else {
                Issue.record("\(name): nothing was read")
                return
            }
            #expect(contents.files.count <= VersionContents.Limits.files, "\(name)")
            #expect(contents.readme.map { $0.text.utf8.count <= VersionContents.Limits.readme } ?? true, "\(name)")
            let isWhole = ["deep JSON", "deep cells", "many cells", "no cells", "numbers", "a long README", "no UTF-8"]
            if isWhole.contains(name) { #expect(contents.shortfall == nil && contents.fileCount == 1, "\(name)") }
            if ["no tar", "nothing", "cut", "gzip of nothing"].contains(name) {
                #expect(contents.shortfall != nil, "\(name)")
            }
            let again = try await library.contents(of: digest, in: "eve/lab")
            #expect(again == .contents(contents), "\(name): it was kept")
        }
    }
}

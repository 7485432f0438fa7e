import DatalabModel
import ExternalTools
import Foundation
import Testing

@Suite("pages: what they show", .timeLimit(.minutes(20)))
struct PageContentTests {
    @Test("the catalogue lists, searches, narrows down and puts in order what may be seen")
    func catalogue() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let all = try await server.nobody.get("/")
            #expect(all.status == 200 && all.headers["content-type"] == "text/html; charset=utf-8")
            #expect(all.text.contains("10 datalabs"))
            #expect(names(in: all.text).count == 10)
            #expect(!all.text.contains("secret-survey") && !all.text.contains("radio-transients"))
            #expect(try await names(in: server.nobody.get("/?q=radargrams").text) == ["ann/juice-radar"])
            #expect(try await names(in: server.nobody.get("/?mission=Gaia").text) == ["carla/gaia-hr"])
            let vnc = try await names(in: server.nobody.get("/?kind=vnc&sort=name").text)
            #expect(vnc == ["carla/aladin-desktop", "carla/octave"])
            let popular = try await names(in: server.nobody.get("/?sort=popularity").text)
            #expect(popular.first == "carla/gaia-hr")
            let nothing = try await server.nobody.get("/?q=nothinghasthis&mission=Gaia")
            #expect(nothing.text.contains("Nothing was found.") && names(in: nothing.text).isEmpty)
            let own = try await server.visitor("ann").get("/").text
            #expect(own.contains("11 datalabs") && own.contains("secret-survey"))
        }
    }

    @Test("a source on the machine that built it is shown, and why nobody else can get it")
    func localSource() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                var image = try FixtureImage("ann/local", title: "Local")
                image.annotations = ["org.opencontainers.image.source": "file:///home/ann/lab"]
                try image.push(to: database)
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            let page = try await server.nobody.get("/datalabs/ann/local").text
            #expect(page.contains("file:///home/ann/lab, a folder of the machine that built it"))
            #expect(!page.contains("href=\"file:"))
        }
    }

    @Test("a card leads with title, people and mission, names its kind as people do, and hides what nobody gave")
    func card() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let page = try await server.nobody.get("/?q=gaia").text
            let card = try #require(page.firstMatch(of: /(?s)<li class="card">.*?<\/li>/)?.0)
            let order = [
                ">Hertzsprung–Russell diagrams with Gaia DR3</a></h2>", "Carla Ruiz Méndez", ">Missions: </span>Gaia<",
                "Queries the Gaia archive", "JupyterLab", "2.1.0-3", "3 stars",
            ]
            var rest = card
            for text in order {
                let place = try #require(rest.range(of: text), "\(text)")
                rest = rest[place.upperBound...]
            }
            let others = try await server.nobody.get("/?kind=vnc").text
            #expect(others.contains("<span>Desktop</span>") && others.contains("<span class=\"label\">Theia</span>"))
            #expect(!others.contains("VNC based") && !others.contains("0 stars") && !others.contains("Jupyter Lab"))
        }
    }

    @Test("the store has its own name, says whose it is, and where help, terms and imprint are")
    func identity() async throws {
        let options = [
            "--name", "Sky & Sea Labs", "--operator", "Institute <of> Astronomy",
            "--imprint-page", "https://inst.eu/imprint",
            "--help-page", "help@inst.eu", "--terms-page", "https://inst.eu/terms",
        ]
        try await RunningAppStore.withCatalogue(options) { server, _ in
            for path in ["/", "/sign-in", "/nowhere", "/datalabs/ann/black-bodies"] {
                let page = try await server.nobody.get(path).text
                for expected in [
                    "· Sky &amp; Sea Labs</title>", "run by Institute &lt;of&gt; Astronomy", "https://inst.eu/imprint",
                    "mailto:help@inst.eu", "https://inst.eu/terms",
                ] {
                    #expect(page.contains(expected), "\(path): \(expected)")
                }
                #expect(!page.contains("AppStore"), "\(path)")
            }
        }
        for wrong in [["--imprint-page", "javascript:alert(1)"], ["--help-page", "help"], ["--name", "two\nlines"]] {
            let command = [RunningAppStore.program, "serve", "--folder", "/nowhere"] + wrong
            let said = try await Tool.capture(command)
            #expect(said.status == 64 && said.standardError.contains("is no value for"), "\(said.standardError)")
        }
    }

    @Test("a facet's link adds its value to the rest of the search, and a chosen one's takes it away")
    func facets() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let page = try await server.nobody.get("/?q=archive&sort=name").text
            #expect(page.contains(#"href="/?q=archive&amp;mission=Gaia&amp;sort=name""#))
            let chosen = try await server.nobody.get("/?q=archive&mission=Gaia&sort=name").text
            #expect(chosen.contains(#"<a class="choice" href="/?q=archive&amp;sort=name" aria-current="true""#))
            #expect(chosen.contains(#"<input type="hidden" name="mission" value="Gaia">"#))
            #expect(names(in: chosen) == ["carla/gaia-hr"])
        }
    }

    @Test("facets are fewer than the results; all values of one are found, page by page, and only of what may be seen")
    func values() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                for number in 0..<130 {
                    var image = try FixtureImage("ann/lab-\(number)", title: "Lab \(number)")
                    image.metadata.keywords = ["Word \(number)", "Shared"]
                    if number == 7 { image.metadata.visibility = .restricted(users: [], groups: []) }
                    try image.push(to: database)
                }
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            let front = try await server.nobody.get("/").text
            #expect(front.matches(of: /<a class="choice"/).count <= 3 * 6 && front.contains("All 130"))
            let first = try await server.nobody.get("/values?facet=keyword&sort=name").text
            #expect(first.matches(of: /<a class="choice"/).count == 100 && first.contains("130 values"))
            let next = String(try #require(first.firstMatch(of: /class="next" href="([^"]+)"/)?.1)).replacing(
                "&amp;",
                with: "&"
            )
            let second = try await server.nobody.get(next).text
            #expect(second.matches(of: /<a class="choice"/).count == 30 && second.contains("← Previous page"))
            let found = try await server.nobody.get("/values?facet=keyword&with=WORD+12").text
            #expect(found.matches(of: /<a class="choice"/).count == 11 && found.contains("/?keyword=Word%20129"))
            #expect(
                try await server.nobody.get("/values?facet=keyword&with=Word+7").text.contains("title=\"Word 7\"")
                    == false
            )
            #expect(
                try await server.visitor("ann").get("/values?facet=keyword&with=Word+7").text.contains(
                    "title=\"Word 7\""
                )
            )
            for wrong in ["", "?facet=nothing"] {
                #expect(try await server.nobody.get("/values\(wrong)").status == 404)
            }
            for odd in ["page=0", "page=99999999999999999999", "page=10000", "with=%25_%27"] {
                #expect(try await server.nobody.get("/values?facet=keyword&\(odd)").status == 200, "\(odd)")
            }
        }
    }

    @Test("versions are listed page by page")
    func versionPages() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                for number in 0..<60 {
                    try FixtureImage("ann/lab", tag: "1.0.\(number)-0", title: "Lab").push(to: database)
                }
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            var (path, found): (String?, [String]) = ("/datalabs/ann/lab", [])
            while let place = path {
                let page = try await server.nobody.get(place).text
                #expect(page.contains("60 versions"))
                found += page.matches(of: /versions\/sha256:[0-9a-f]+">([0-9.]+-0)<\/a>/).map { String($0.1) }
                path = page.firstMatch(of: /class="next" href="([^"]+)#versions"/).map { String($0.1) }
            }
            #expect(found == (0..<60).reversed().map { "1.0.\($0)-0" })
            #expect(try await server.nobody.get("/datalabs/ann/lab?page=-1").status == 200)
        }
    }

    @Test("a datalab's page has all that a user decides by")
    func datalab() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let page = try await server.nobody.get("/datalabs/ann/black-bodies").text
            for expected in [
                "<h1>Black bodies</h1>", "1.4.0-1", "MIT License", "https://spdx.org/licenses/MIT.html",
                "Public: everyone can use it", "mailto:science@institute.eu", "1 star",
                "4 versions", "24 Python packages", "astropy", "Debian packages",
                "https://doi.org/10.5270/esa-1ugzkg7", "https://git.example.org/ann/black-bodies",
                "podman run --rm --tls-verify=false -p 10000:10000 \(server.host)/ann/black-bodies@sha256:",
                "docker run --rm -p 10000:10000 \(server.host)/ann/black-bodies@sha256:",
                "c.DockerSpawner.image = &quot;\(server.host)/ann/black-bodies@sha256:",
            ] {
                #expect(page.contains(expected), "\(expected)")
            }
            // What nobody's record says is not said.
            #expect(!page.contains("SUCCESS") && !page.contains("0 pulls"))
            #expect(page.contains("@software{lee-2026-blackbodies,\n  author = {Lee, Ann},"))
            // The bar is as wide as its picture, without gaps.
            let places = page.matches(of: /<rect class="role-[a-z]+" x="([0-9]+)" width="([0-9]+)" y="0"/)
            var end = 0
            for place in places {
                #expect(Int(place.1) == end)
                end += Int(place.2) ?? 0
            }
            #expect(places.count == 15 && (990...1000).contains(end))
        }
    }

    @Test("a datalab whose name ends as another page does is found with a slash behind it")
    func reservedEndings() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                try FixtureImage("ann/icon", title: "Icons").push(to: database)
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            #expect(try await server.nobody.get("/").text.contains(#"href="/datalabs/ann/icon/""#))
            #expect(try await server.nobody.get("/datalabs/ann/icon/").text.contains("<h1>Icons</h1>"))
            #expect(try await server.nobody.get("/datalabs/ann/icon").status == 404)
        }
    }

    @Test("more datalabs than a page has are reached by the link to the next")
    func pages() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                for number in 0..<50 {
                    try FixtureImage("ann/lab-\(number)", title: "Lab \(number)").push(to: database)
                }
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            var found: [String] = []
            var next: String? = "/?sort=name"
            while let path = next {
                let page = try await server.nobody.get(path).text
                found += names(in: page)
                next = page.firstMatch(of: /class="next" href="([^"]+)"/).map {
                    String($0.1).replacing("&amp;", with: "&")
                }
            }
            #expect(found.count == 50 && Set(found).count == 50)
            #expect(try await server.nobody.get("/?after=wrong").status == 400)
        }
    }

    @Test("pictures: the datalab's own, alone in a sandbox; else that of its kind")
    func icons() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let icon = try await server.nobody.get("/datalabs/ann/black-bodies/icon")
            #expect(icon.headers["content-type"] == "image/svg+xml" && icon.text.contains("linearGradient"))
            #expect(
                icon.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
            )
            #expect(icon.headers["x-content-type-options"] == "nosniff")
            #expect(try await server.nobody.get("/datalabs/carla/octave/icon").status == 404)
            for name in ["jupyterlab", "vnc", "theia", "step", "datalab"] {
                #expect(try await server.nobody.get("/icons/\(name).svg").headers["content-type"] == "image/svg+xml")
            }
            for path in ["/style.css", "/favicon.svg", "/favicon.ico"] {
                #expect(try await server.nobody.get(path).status == 200)
            }
        }
    }

    /// The datalabs of a catalogue page's cards.
    private func names(in page: String) -> [String] {
        page.matches(of: /<h2><a href="\/datalabs\/([^"]+)">/).map { String($0.1) }
    }
}

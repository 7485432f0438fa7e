import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import OCIModel
import Reporting
import Testing

@Suite("the catalogue in step with tags")
struct CatalogueTests {
    private let ann = Principal.user(name: "ann", role: .creator, scopes: nil)

    private func detail(_ store: TestStore, _ principal: Principal? = nil) async throws
        -> DatalabDetail?
    {
        let principal = principal ?? ann
        return try await store.database.read { try DatalabDetail.find("ann/lab", for: principal, in: $0) }
    }

    @Test("a tagged image with metadata is a datalab with all it says of itself", arguments: [false, true])
    func indexed(usesLabels: Bool) async throws {
        let store = try TestStore()
        try await store.add("ann")
        var image = try SampleImage(tag: "1.4.0-2")
        image.metadata.keywords = ["stars"]
        image.usesLabels = usesLabels
        let outcome = try await image.push(to: store)
        #expect(outcome == .version("1.4.0-2", warnings: [], awaitsReview: false))
        let detail = try #require(try await detail(store, .anonymous))
        #expect(detail.summary.title == "Black bodies")
        #expect(detail.summary.version == "1.4.0-2")
        #expect(detail.summary.kind == "jupyterlab")
        #expect(detail.summary.licence == "MIT")
        #expect(detail.summary.author == "Ann Lee")
        #expect(detail.summary.size == 2000)
        #expect(detail.summary.visibility == "public")
        #expect(detail.email == "ann@institute.eu")
        #expect(detail.source == "https://git.example.org/ann/lab")
        #expect(detail.packages.map(\.name) == ["astropy", "astropy-healpix", "numpy"])
        #expect(detail.layers.map(\.contents) == ["numpy 2.1.0", "numpy 2.1.0"])
        #expect(detail.readers == nil)
    }

    @Test("moving tags are no versions of their own; a version without a tag leaves")
    func tags() async throws {
        let store = try TestStore()
        try await store.add("ann")
        for tag in ["1.0.0-0", "1.0.0", "latest"] {
            var image = try SampleImage(tag: tag, version: "1.0.0")
            image.metadata.abstract = "The first."
            try await image.push(to: store)
        }
        #expect(try await detail(store)?.versions.map(\.version) == ["1.0.0-0"])
        #expect(try await detail(store)?.versions.first?.tags == ["1.0.0", "1.0.0-0", "latest"])
        for tag in ["1.0.0-1", "1.0.0", "latest"] {
            var image = try SampleImage(tag: tag, version: "1.0.0")
            image.metadata.abstract = "The second."
            image.time += 60
            try await image.push(to: store)
        }
        #expect(try await detail(store)?.versions.map(\.version) == ["1.0.0-1", "1.0.0-0"])
        #expect(try await detail(store)?.versions.last?.tags == ["1.0.0-0"])
        #expect(try await detail(store)?.summary.abstract == "The second.")
        try await store.database.write { database in
            for tag in ["1.0.0-1", "1.0.0", "latest"] {
                try Catalogue.untagged([tag], of: "ann/lab", by: "ann", at: TestStore.start, in: database)
            }
        }
        #expect(try await detail(store)?.summary.abstract == "The first.")
        let digest = try Digest(#require(try await detail(store)?.summary.digest))
        try await store.database.write { database in
            try Catalogue.removed(#require(digest), of: "ann/lab", by: "ann", at: TestStore.start, in: database)
        }
        #expect(try await detail(store) == nil)
        let page = try await store.database.read {
            try CatalogueSearch.page(.init(text: "black"), for: .anonymous, in: $0)
        }
        #expect(page.total == 0)
    }

    @Test("an older version that is published later does not take the place of a newer one")
    func older() async throws {
        let store = try TestStore()
        try await store.add("ann")
        try await SampleImage(tag: "1.10.0-0").push(to: store)
        var fix = try SampleImage(tag: "1.9.1-0")
        fix.time += 1000
        try await fix.push(to: store)
        let summary = try #require(try await detail(store)?.summary)
        #expect(summary.version == "1.10.0-0")
        #expect(summary.modified == fix.time)
    }

    @Test("an image without metadata is no datalab, also where a datalab had the tag")
    func plain() async throws {
        let store = try TestStore()
        try await store.add("ann")
        var image = try SampleImage(tag: "latest")
        image.changes = [AnnotationKey.metadata: nil]
        #expect(try await image.push(to: store) == .plain)
        #expect(try await detail(store) == nil)
        image.changes = [:]
        try await image.push(to: store)
        #expect(try await detail(store) != nil)
        image.changes = [AnnotationKey.metadata: nil]
        #expect(try await image.push(to: store) == .plain)
        #expect(try await detail(store) == nil)
    }

    @Test("an index speaks through its image for amd64")
    func index() async throws {
        let store = try TestStore()
        try await store.add("ann")
        let sample = try SampleImage()
        let (manifest, config) = try sample.content()
        let child = try sample.digest()
        let entry = Descriptor(
            mediaType: MediaType.manifest,
            digest: child,
            size: Int64(manifest.count),
            platform: Platform(architecture: "amd64")
        )
        let other = Descriptor(
            mediaType: MediaType.manifest,
            digest: try SampleImage.digest("arm"),
            size: 1,
            platform: Platform(architecture: "arm64")
        )
        let bytes = try CanonicalJSON.encode(Index(manifests: [other, entry]))
        let digest = try SampleImage.digest("index")
        try await store.database.write { database in
            let image = Catalogue.TaggedImage(
                "ann/lab",
                tags: ["1.0.0-0"],
                digest: digest,
                datalab: try DatalabImage(ManifestContent(bytes, declaredType: nil)) {
                    switch $0 {
                    case .manifest: $1 == child ? manifest : nil
                    case .configuration: config
                    }
                },
                publisher: "ann",
                time: TestStore.start
            )
            _ = try Catalogue.tagged(image, in: database)
        }
        #expect(try await detail(store)?.summary.digest == digest.description)
    }

    @Test("hundreds of versions are in the order of their numbers, and are given a part at a time")
    func manyVersions() async throws {
        let store = try TestStore()
        try await store.add("ann")
        let labels = (0..<300).map { "\($0 % 7).\($0 % 50).\($0)-0" }
        try await store.database.write { database in
            for (number, label) in labels.shuffled().enumerated() {
                var image = try SampleImage(tag: label)
                image.time += Double(number)
                try image.push(to: database)
            }
        }
        var found: [String] = [], last: String?
        while true {
            let (after, principal) = (last, ann)
            let page = try await store.database.read { db in
                try DatalabVersionSummary.page(of: "ann/lab", after: after, limit: 70, for: principal, in: db)
            }
            found += page.versions.map(\.version)
            last = page.versions.last?.digest
            if !page.hasMore { break }
        }
        let parts = { (label: String) in label.dropLast(2).split(separator: ".").compactMap { Int($0) } }
        #expect(found == labels.sorted { parts($1).lexicographicallyPrecedes(parts($0)) })
        #expect(try await detail(store)?.versions.count == DatalabDetail.mostVersions)
    }

    @Test(
        "bad metadata is refused with every reason, and nothing is left of it",
        arguments: [
            (#"{"abstract":"A"}"#, ["'title'", "'alternateName'", "'version'"]),
            (#"{"version":"alpha","licence":"Apache-3.0"}"#, ["'title'", "has no number", "Apache-3.0"]),
            (#"{"title":["T"]}"#, ["'title' has another type"]), ("not JSON", ["it is not JSON"]),
            (#"{"title":"a\u0007b"}"#, ["control character"]), (#"{"kind":"emacs"}"#, ["unknown kind"]),
        ]
    )
    func refused(metadata: String, reasons: [String]) async throws {
        let store = try TestStore()
        try await store.add("ann")
        var image = try SampleImage()
        image.changes = [AnnotationKey.metadata: metadata]
        let wrong = image
        let error = await #expect(throws: AppStoreError.self) { try await wrong.push(to: store) }
        #expect(error?.code == .refused)
        for reason in reasons {
            #expect(error?.description.contains(reason) == true, "\(reason) in \(error?.description ?? "")")
        }
        #expect(try await detail(store) == nil)
        #expect(try await store.database.read { try RepositoryAccess.find("ann/lab", in: $0) } == nil)
    }

    @Test("an icon in the metadata is kept with its type, other addresses are not followed")
    func icons() async throws {
        let store = try TestStore()
        try await store.add("ann")
        let svg = #"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#
        let find = { try await store.database.read { try DatalabIcon.find("ann/lab", in: $0) } }
        for address in ["https://example.com/icon.svg", "data:text/html;base64,AAAA", "data:image/png;base64,AAAA"] {
            var image = try SampleImage(tag: "latest")
            image.metadata.thumbnailURL = address
            try await image.push(to: store)
            #expect(try await find() == nil)
        }
        var image = try SampleImage(tag: "latest")
        image.metadata.thumbnailURL = "data:image/svg+xml;base64,\(Data(svg.utf8).base64EncodedString())"
        try await image.push(to: store)
        let icon = try #require(try await find())
        #expect(icon.type == .svg)
        #expect(icon.bytes == Data(svg.utf8))
        #expect(try await detail(store)?.summary.hasIcon == true)
    }

    @Test("the first datalab's metadata decides who may use it, later ones do not, its owner does")
    func visibility() async throws {
        let store = try TestStore()
        try await store.add("ann")
        var image = try SampleImage()
        image.metadata.visibility = .restricted(users: ["lea", "Bob", "not a name"], groups: ["team"])
        try await image.push(to: store)
        var access = try #require(try await store.database.read { try RepositoryAccess.find("ann/lab", in: $0) })
        #expect(!access.isPublic)
        #expect(access.readers == ["lea", "bob"])
        #expect(access.owner == "ann")
        var next = try SampleImage(tag: "1.1.0-0")
        next.metadata.visibility = .everyone
        try await next.push(to: store)
        access = try #require(try await store.database.read { try RepositoryAccess.find("ann/lab", in: $0) })
        #expect(!access.isPublic)
        #expect(try await detail(store, .anonymous) == nil)
        #expect(try await detail(store)?.readers == ["bob", "lea"])
        try await store.database.write { database in
            try RepositoryAccess.setVisibility(
                of: "ann/lab",
                isPublic: true,
                readers: nil,
                by: "ann",
                at: TestStore.start,
                in: database
            )
        }
        #expect(try await detail(store, .anonymous)?.summary.visibility == "public")
        let events = try await store.database.read { try AuditLog.entries(in: $0, of: "ann/lab").map(\.detail) }
        #expect(events == ["public", "private bob lea", nil])
    }

    @Test("a repository is private until something says otherwise, and belongs to whose name it is under")
    func ownership() async throws {
        let store = try TestStore()
        try await store.add("ann")
        try await store.database.write { database in
            try RepositoryAccess.create("ann/raw", by: "ada", at: TestStore.start, in: database)
            try RepositoryAccess.create("library/raw", by: "ada", at: TestStore.start, in: database)
        }
        let (own, other) = try await store.database.read { database in
            (
                try RepositoryAccess.find("ann/raw", in: database),
                try RepositoryAccess.find("library/raw", in: database)
            )
        }
        #expect(own == RepositoryAccess(owner: "ann", isPublic: false, isListed: false))
        #expect(other?.owner == "ada")
    }

    @Test("with review on, a version is listed when a moderator approves it, and says why when it is rejected")
    func moderation() async throws {
        let store = try TestStore()
        try await store.add("ann")
        try await SampleImage().push(to: store)
        var next = try SampleImage(tag: "2.0.0-0")
        next.metadata.title = "Blacker bodies"
        #expect(
            try await next.push(to: store, needsReview: true) == .version("2.0.0-0", warnings: [], awaitsReview: true)
        )
        #expect(try await detail(store, .anonymous)?.summary.title == "Black bodies")
        #expect(try await detail(store, .anonymous)?.versions.count == 1)
        #expect(try await detail(store)?.versions.map(\.review) == [.waiting, .approved])
        let queue = try await store.database.read { try Moderation.queue(in: $0) }
        #expect(queue.map(\.title) == ["Blacker bodies"])
        let digest = try next.digest()
        let decide = { (isApproved: Bool, reason: String?) in
            try await store.database.write { database in
                try Moderation.decide(
                    isApproved,
                    digest,
                    of: "ann/lab",
                    reason: reason,
                    by: "mo",
                    at: TestStore.start,
                    in: database
                )
            }
        }
        await #expect(throws: AppStoreError.self) { try await decide(false, " ") }
        try await decide(false, "say what it is for")
        #expect(try await detail(store)?.versions.first?.reviewReason == "say what it is for")
        #expect(try await store.database.read { try Moderation.queue(in: $0) }.isEmpty)
        try await decide(true, nil)
        #expect(try await detail(store, .anonymous)?.summary.title == "Blacker bodies")
    }

    @Test("stars are one for a user; pulls are summed up when they are written")
    func popularity() async throws {
        let store = try TestStore()
        try await store.add("ann")
        try await store.add("bob")
        try await SampleImage().push(to: store)
        let star = { (isStarred: Bool, user: String) in
            try await store.database.write { database in
                try Stars.set(isStarred, on: "ann/lab", by: user, at: TestStore.start, in: database)
            }
        }
        #expect(try await star(true, "ann") == 1)
        #expect(try await star(true, "ann") == 1)
        #expect(try await star(true, "bob") == 2)
        #expect(try await star(false, "bob") == 1)
        let pulls = PullCounter(store.database)
        for number in 0..<9 { pulls.count("ann/lab", by: "192.0.2.\(number % 3)") }
        pulls.count("nobody/knows", by: "192.0.2.1")
        #expect(try await detail(store)?.summary.pulls == 0)
        try await pulls.flush()
        try await pulls.flush()
        let summary = try #require(try await detail(store)?.summary)
        #expect(summary.pulls == 3)
        #expect(summary.isStarred)
        #expect(try await detail(store, .anonymous)?.summary.isStarred == false)
        // A new version keeps them.
        try await SampleImage(tag: "1.1.0-0").push(to: store)
        #expect(try await detail(store)?.summary.pulls == 3)
        #expect(try await detail(store)?.summary.stars == 1)
    }
}

import Foundation
import OCIModel
import Testing

/// With a review, others than the owner and reviewers get what is approved, and nothing else.
@Suite("the review gate", .timeLimit(.minutes(10)))
struct ReviewGateTests {
    private struct Place {
        let company: Company
        let path = "/v2/ann/open/"

        func status(_ reference: String, as user: Company.User) async throws -> Int {
            try await company.ask("GET", "\(path)manifests/\(reference)", as: user).status
        }

        func digest(_ tag: String, as user: Company.User) async throws -> String? {
            try await company.ask("HEAD", "\(path)manifests/\(tag)", as: user).headers["docker-content-digest"]
        }

        func tags(as user: Company.User) async throws -> [String] {
            struct List: Decodable { let tags: [String] }
            return try await company.ask("GET", "\(path)tags/list", as: user).decode(List.self).tags
        }

        func decide(_ isApproved: Bool, _ digest: String) async throws {
            let body = Data(#"{"digest":"\#(digest)","isApproved":\#(isApproved),"reason":"because"}"#.utf8)
            let answer = try await company.ask("PUT", "/api/v1/datalabs/ann/open/review", as: .root, body: body)
            try #require(answer.status == 204, "\(answer.text)")
        }
    }

    private static func with(_ body: (Place) async throws -> Void) async throws {
        try await Company.with(["--review"]) { try await body(Place(company: $0)) }
    }

    @Test("a version that waits, or is rejected, is there for its owner and reviewers only: tag, digest, blobs, list")
    func waiting() async throws {
        try await Self.with { place in
            let digest = try #require(try await place.digest("1.0.0-0", as: .ann))
            struct Manifested: Decodable { let layers: [Descriptor] }
            let manifest = try await place.company.ask("GET", "\(place.path)manifests/\(digest)", as: .ann)
            let blob = try #require(try manifest.decode(Manifested.self).layers.first).digest
            for state in ["waiting", "rejected", "approved"] {
                if state == "rejected" { try await place.decide(false, digest) }
                if state == "approved" { try await place.decide(true, digest) }
                let others = state == "approved" ? 200 : 404
                for (user, expected) in [(Company.User.anonymous, others), (.ben, others), (.ann, 200), (.root, 200)] {
                    for reference in ["1.0.0-0", digest] {
                        #expect(
                            try await place.status(reference, as: user) == expected,
                            "\(state) \(reference) \(user)"
                        )
                    }
                    let layer = try await place.company.ask("GET", "\(place.path)blobs/\(blob)", as: user)
                    #expect(layer.status == expected, "\(state) blob \(user)")
                    #expect(
                        try await place.tags(as: user) == (expected == 200 ? ["1.0.0-0"] : []),
                        "\(state) tags \(user)"
                    )
                }
                let mount = "/v2/ben/own/blobs/uploads/?mount=\(blob)&from=ann/open"
                #expect(try await place.company.ask("POST", mount, as: .ben).status == (others == 200 ? 201 : 202))
            }
        }
    }

    @Test("a tag that moves to what nobody approved stays where it was for everybody else")
    func moved() async throws {
        try await Self.with { place in
            let first = try #require(try await place.digest("1.0.0-0", as: .ann))
            try await place.decide(true, first)
            let plain = try SampleImage()
            try await plain.push(to: place.company, "ann/open", "1.0.0-0")
            #expect(try await place.digest("1.0.0-0", as: .ann) == "\(plain.manifest.digest)")
            #expect(try await place.digest("1.0.0-0", as: .anonymous) == first)
            #expect(try await place.status("\(plain.manifest.digest)", as: .anonymous) == 404)
            try await plain.push(to: place.company, "ann/open", "latest")
            #expect(try await place.status("latest", as: .anonymous) == 404)
            let next = try place.company.datalab("open", keywords: ["newer"])
            try await next.push(to: place.company, "ann/open", "1.0.0-0")
            #expect(try await place.digest("1.0.0-0", as: .anonymous) == first)
            try await place.decide(true, "\(next.manifest.digest)")
            #expect(try await place.digest("1.0.0-0", as: .anonymous) == "\(next.manifest.digest)")
            #expect(try await place.company.ask("DELETE", "\(place.path)manifests/1.0.0-0", as: .ann).status == 202)
            #expect(try await place.status("1.0.0-0", as: .anonymous) == 404)
        }
    }

    @Test("a version has a page of its own, which says what differs from the approved one and who approved that")
    func pages() async throws {
        try await Self.with { place in
            let first = try #require(try await place.digest("1.0.0-0", as: .ann))
            try await place.decide(true, first)
            let next = try place.company.datalab("open", keywords: ["newer"])
            try await next.push(to: place.company, "ann/open", "1.0.0-1")
            let digest = "\(next.manifest.digest)"
            let session = try await place.company.session(.root)
            func page(_ path: String, signedIn: Bool) async throws -> Answer {
                let cookie = signedIn ? ["Cookie: appstore_session=\(session.cookie)"] : []
                return try await place.company.server.ask("GET", path, headers: cookie)
            }
            let path = "/datalabs/ann/open/versions/\(digest)"
            let reviews = try await page("/reviews", signedIn: true)
            #expect(reviews.text.contains(path))
            let shown = try await page(path, signedIn: true)
            #expect(shown.status == 200)
            for text in ["Version 1.0.0-1", "Beside 1.0.0-0", "keywords", "newer", "1.0.0-0 by root on"] {
                #expect(shown.text.contains(text), "\(text)")
            }
            #expect(try await page(path, signedIn: false).status == 404)
            let approved = try await page("/datalabs/ann/open/versions/\(first)", signedIn: false)
            #expect(approved.status == 200 && !approved.text.contains("by root on"))
        }
    }

    @Test("what refers to an approved version is shown, unless it is an image itself")
    func referrers() async throws {
        try await Self.with { place in
            let digest = try #require(try await place.digest("1.0.0-0", as: .ann))
            try await place.decide(true, digest)
            let subject = Descriptor(mediaType: MediaType.manifest, digest: try #require(Digest(digest)), size: 1)
            let record = try SampleImage(subject: subject, artifactType: "application/x-record")
            let disguise = try SampleImage(subject: subject)
            for image in [record, disguise] {
                try await image.push(to: place.company, "ann/open", "\(image.manifest.digest)")
            }
            let list = try await place.company.ask("GET", "\(place.path)referrers/\(digest)", as: .anonymous)
            #expect(
                list.text.contains("\(record.manifest.digest)") && !list.text.contains("\(disguise.manifest.digest)")
            )
            #expect(try await place.status("\(record.manifest.digest)", as: .anonymous) == 200)
            #expect(try await place.status("\(disguise.manifest.digest)", as: .anonymous) == 404)
        }
    }
}

import Foundation
import Testing

@Suite("pages: what their forms do", .timeLimit(.minutes(20)))
struct PageFormTests {
    @Test("a star is given once, counted, and taken back")
    func star() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let ben = try await server.visitor("ben")
            let path = "/datalabs/carla/octave"
            #expect(try await ben.get(path).text.contains("Give a star"))
            for _ in 0..<2 { #expect(try await ben.submit("\(path)/star", [("star", "give")]).status == 303) }
            let starred = try await ben.get(path).text
            #expect(starred.contains("<strong>1 star</strong>") && starred.contains("take the star back"))
            #expect(try await ben.submit("\(path)/star", [("star", "take")]).headers["location"] == path)
            #expect(try await !ben.get(path).text.contains("class=\"popularity\""))
            let nobody = try await server.nobody.post("\(path)/star", [("star", "give")])
            #expect(nobody.headers["location"] == "/sign-in?next=%2Fdatalabs%2Fcarla%2Foctave")
        }
    }

    @Test("the owner makes a datalab private for a list of users, and public again; others may not")
    func visibility() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let (carla, ben, eve) = (
                try await server.visitor("carla"), try await server.visitor("ben"), try await server.visitor("eve")
            )
            let path = "/datalabs/carla/octave"
            #expect(try await eve.get("\(path)/settings").status == 403)
            #expect(try await eve.submit("\(path)/settings", [("visibility", "private")]).status == 403)
            let wish = [("visibility", "private"), ("readers", "ben,\r\n Root\r\n")]
            #expect(try await carla.submit("\(path)/settings", wish).status == 303)
            #expect(try await carla.get("\(path)/settings?saved=yes").text.contains("\nben\nroot</textarea>"))
            #expect(try await ben.get(path).status == 200)
            #expect(try await eve.get(path).status == 404)
            #expect(try await !server.nobody.get("/?q=octave").text.contains("carla/octave"))
            let wrong = try await carla.submit("\(path)/settings", [("visibility", "private"), ("readers", "no!name")])
            #expect(wrong.status == 400 && wrong.text.contains("&#39;no!name&#39; is not a user&#39;s name"))
            #expect(try await carla.submit("\(path)/settings", [("visibility", "public")]).status == 303)
            #expect(try await server.nobody.get(path).status == 200)
        }
    }

    @Test("a personal token is shown once, works for its user, and is revoked")
    func tokens() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let ann = try await server.visitor("ann")
            let made = try await ann.submit(
                "/account/tokens",
                [("name", "ci"), ("scopes", "ann/*:pull,push"), ("days", "90")]
            )
            #expect(made.status == 200 && made.headers["cache-control"] == "no-store")
            #expect(made.text.contains(/id="new-token">dlpat_[A-Za-z0-9]{40}</))
            let list = try await ann.get("/account").text
            #expect(!list.contains("dlpat_") && list.contains("<td>ci</td><td>ann/*:pull,push</td>"))
            let twice = try await ann.submit("/account/tokens", [("name", "ci")])
            #expect(twice.status == 409 && twice.text.contains("role=\"alert\""))
            let wrong = try await ann.submit("/account/tokens", [("name", "b"), ("scopes", "everything")])
            #expect(wrong.status == 400 && wrong.text.contains("value=\"everything\""))
            // Another user's form does not reach it.
            #expect(try await server.visitor("eve").submit("/account/tokens/revoke", [("name", "ci")]).status == 404)
            #expect(try await ann.submit("/account/tokens/revoke", [("name", "ci")]).status == 303)
            #expect(try await !ann.get("/account").text.contains("<td>ci</td>"))
        }
    }

    @Test("a moderator approves or rejects with a reason what waits; nobody their own")
    func reviews() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let (mona, eve) = (try await server.visitor("mona"), try await server.visitor("eve"))
            let page = try await mona.get("/reviews").text
            #expect(page.contains("Fast radio transients"))
            let digest = String(try #require(page.firstMatch(of: /name="digest" value="(sha256:[0-9a-f]+)"/)?.1))
            let path = "/datalabs/eve/radio-transients"
            let reject = [("digest", digest), ("decision", "reject"), ("reason", "")]
            #expect(try await eve.submit("\(path)/review", reject).status == 403)
            #expect(try await mona.submit("\(path)/review", reject).status == 400)
            let reasoned = reject.dropLast() + [("reason", "say where the data come from")]
            #expect(try await mona.submit("\(path)/review", Array(reasoned)).status == 303)
            #expect(try await eve.get(path).text.contains("Rejected: say where the data come from"))
            #expect(try await server.nobody.get(path).status == 404)
            let approve = [("digest", digest), ("decision", "approve")]
            #expect(try await server.visitor("root").submit("\(path)/review", approve).status == 303)
            #expect(try await server.nobody.get(path).status == 200)
            #expect(try await mona.get("/reviews").text.contains("Nothing waits for review."))
        }
    }
}

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
                [("name", "ci"), ("where", "ann/*"), ("right", "pull"), ("right", "push"), ("days", "90")]
            )
            #expect(made.status == 200 && made.headers["cache-control"] == "no-store")
            #expect(made.text.contains(/id="new-token">dlpat_[A-Za-z0-9]{40}</))
            let list = try await ann.get("/account").text
            #expect(!list.contains("dlpat_") && list.contains("<td>ci</td><td>Read, publish in ann/*</td>"))
            let twice = try await ann.submit("/account/tokens", [("name", "ci"), ("everything", "yes")])
            #expect(twice.status == 409 && twice.text.contains("role=\"alert\""))
            let wrong = try await ann.submit("/account/tokens", [("name", "bb"), ("where", "ann/*")])
            #expect(
                wrong.status == 400 && wrong.text.contains("value=\"bb\"") && wrong.text.contains("Tick at least one")
            )
            let none = [("name", "b"), ("where", "ann/*:pull,delete x"), ("right", "push")]
            #expect(try await ann.submit("/account/tokens", none).status == 400)
            // Another user's form does not reach it.
            #expect(try await server.visitor("eve").submit("/account/tokens/revoke", [("name", "ci")]).status == 404)
            #expect(try await ann.submit("/account/tokens/revoke", [("name", "ci")]).status == 303)
            #expect(try await !ann.get("/account").text.contains("<td>ci</td>"))
        }
    }

    @Test("who is signed in changes the password, which ends the other sessions; the old one must be right")
    func password() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let (ann, other) = (try await server.visitor("ann"), try await server.visitor("ann"))
            #expect(try await ann.get("/account").text.contains("End all others"))
            let old = PageFixture.password
            func change(_ password: String, _ new: String, _ again: String) async throws -> Answer {
                try await ann.submit("/account/password", [("old", password), ("new", new), ("again", again)])
            }
            #expect(try await change(old, "a longer pass phrase", "another pass phrase").status == 400)
            #expect(try await change("wrong", "a longer pass phrase", "a longer pass phrase").status == 403)
            #expect(try await change(old, "short", "short").status == 400)
            #expect(try await other.get("/account").status == 200, "nothing was changed yet")
            let changed = try await change(old, "a longer pass phrase", "a longer pass phrase")
            #expect(changed.status == 303)
            let cookie = try #require(changed.headers["set-cookie"]?.split(separator: ";").first)
            #expect(try await PageVisitor(server: server, cookie: String(cookie)).get("/account").status == 200)
            for session in [ann, other] { #expect(try await session.get("/account").status == 303) }
            let back = try await server.nobody.post("/sign-in", [("user", "ann"), ("password", old)])
            #expect(back.status == 403)
        }
    }

    @Test("other sessions are ended; a user sees what waits and what was rejected, and what is stored")
    func account() async throws {
        try await RunningAppStore.withCatalogue(["--quota", "50GB"]) { server, _ in
            let (eve, other) = (try await server.visitor("eve"), try await server.visitor("eve"))
            let page = try await eve.get("/account").text
            #expect(page.contains("Awaits review") && page.contains("Fast radio transients"))
            #expect(
                page.contains("of the 50 GB that they may") && page.contains("/datalabs/eve/radio-transients/delete")
            )
            #expect(try await eve.submit("/account/sessions/end", []).status == 303)
            #expect(try await other.get("/account").status == 303)
            #expect(try await !eve.get("/account").text.contains("End all others"))
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

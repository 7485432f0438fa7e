import AppStoreCore
import Foundation
import SystemPackage
import Testing

@Suite("pages: for administrators", .timeLimit(.minutes(20)))
struct AdministratorPageTests {
    @Test("an administrator gives roles, disables users, and sees it in the audit log; nobody locks themselves out")
    func users() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let (root, eve) = (try await server.visitor("root"), try await server.visitor("eve"))
            let list = try await root.get("/users").text
            #expect(list.contains("6 users") && list.contains("Yes: it is you") && list.contains("id=\"role-eve\""))
            #expect(try await root.submit("/users/change", [("user", "ben"), ("role", "moderator")]).status == 303)
            #expect(try await server.visitor("ben").get("/reviews").status == 200)
            #expect(try await root.submit("/users/change", [("user", "eve"), ("state", "disabled")]).status == 303)
            #expect(try await eve.get("/account").status == 303)
            #expect(try await root.get("/users").text.contains("Disabled"))
            for wrong in [
                [("user", "root"), ("role", "reader")], [("user", "root"), ("state", "disabled")], [("user", "ben")],
            ] {
                #expect(try await root.submit("/users/change", wrong).status == 400)
            }
            #expect(try await root.submit("/users/change", [("user", "nobody"), ("role", "reader")]).status == 404)
            let log = try await root.get("/audit?subject=eve").text
            #expect(log.contains("User: disabled") && log.contains("<td>root</td>") && !log.contains("role changed"))
            #expect(try await root.get("/audit").text.contains("User: role changed"))
            for path in ["/store", "/users", "/audit"] {
                #expect(try await server.visitor("carla").get(path).status == 403)
            }
        }
    }

    @Test("the audit log is read page by page, whatever number the address has")
    func audit() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                for number in 0..<150 {
                    try AuditLog.add(.tagSet, to: "ann/lab:\(number)", by: "ann", at: .now, detail: "<b>", in: database)
                }
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            let root = try await server.visitor("root")
            let first = try await root.get("/audit").text
            #expect(first.contains("ann/lab:149") && !first.contains("ann/lab:3<") && !first.contains("<b>"))
            let next = String(try #require(first.firstMatch(of: /class="next" href="([^"]+)"/)?.1))
            #expect(try await root.get(next).text.contains("ann/lab:3<"))
            for before in ["0", "-1", "9223372036854775807", "x"] {
                #expect(try await root.get("/audit?before=\(before)").status == 200)
            }
        }
    }

    @Test("what is stored is told, and garbage is collected when it is asked for")
    func store() async throws {
        try await RunningAppStore.withCatalogue(["--quota", "50GB"]) { server, _ in
            let root = try await server.visitor("root")
            let page = try await root.get("/store").text
            #expect(page.contains("There was none since the server began.") && page.contains("Each may store 50 GB"))
            #expect(page.contains("<td>carla</td>") && page.contains("Free on the disk"))
            #expect(try await root.submit("/store/collect", []).status == 303)
            var after = ""
            for _ in 0..<200 where !after.contains("The last one ended") {
                after = try await root.get("/store").text
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(after.contains("The last one ended") && !after.contains("failed since"))
        }
    }
}

import Foundation
import SystemPackage
import Testing

/// The Jupyter configuration, run by Python with an object in the place of the one Jupyter gives it.
@Suite struct ServerConfigurationTests {
    private static let harness = """
        import json, os, sys
        class Section:
            def __getattr__(self, name):
                value = Section()
                setattr(self, name, value)
                return value
        root = Section()
        exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), {"get_config": lambda: root})
        app = vars(root.ServerApp)
        headers = app["tornado_settings"]["headers"]
        print(json.dumps({
            "csp": headers["Content-Security-Policy"], "base": app["base_url"], "origin": app.get("allow_origin", ""),
            "cookies": "cookie_options" in app["tornado_settings"], "token": root.IdentityProvider.token,
        }))
        """

    private struct Settings: Decodable {
        let csp: String
        let base: String
        let origin: String
        let cookies: Bool
        let token: String
    }

    private func settings(_ variables: [String: String]) throws -> Settings {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let file = Checkout.recipe.appending("rootfs/opt/datalab/etc/jupyter/jupyter_server_config.py")
        process.arguments = ["python3", "-c", Self.harness, file.string]
        let given = [
            "DATALAB_BASE_PATH": "/datalabs/x/", "DATALAB_PORT": "10000", "DATALAB_ROOT_DIR": "/home/a",
            "DATALAB_START_DIR": "/home/a/b", "DATALAB_FRAME_ORIGIN": "",
        ]
        process.environment = given.merging(["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { $1 }
            .merging(variables) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try JSONDecoder().decode(Settings.self, from: data)
    }

    @Test(arguments: [("", false), ("https://datalabs.example.org", true), ("http://localhost:8000", false)])
    func onlyThePlatformMayShowThePage(origin: String, cookies: Bool) throws {
        let settings = try settings(["DATALAB_FRAME_ORIGIN": origin])
        let ancestors = origin.isEmpty ? "'self'" : "'self' \(origin)"
        #expect(settings.csp == "frame-ancestors \(ancestors); report-uri /datalabs/x/api/security/csp-report")
        #expect(settings.origin == origin)
        #expect(settings.cookies == cookies)
        #expect(settings.base == "/datalabs/x/")
    }

    @Test func thereIsNoTokenUnlessOneIsGiven() throws {
        #expect(try settings([:]).token == "")
        #expect(try settings(["JUPYTER_TOKEN": "t"]).token == "t")
    }
}

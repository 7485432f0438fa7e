import Foundation
import Testing

extension RunningDatalabs {
    /// The AppStore and JupyterHub together, with our own package in the hub (`hub/`).
    ///
    /// About a minute.
    @Suite("launching")
    struct LaunchTests {
        private struct Report: Decodable {
            let steps: [String]
            let seconds: [String: Double]
            let table: [String: [String: Int]]
            let `private`: [String: String]
        }

        @Test(
            "Chromium signs in, launches the example by a click and runs its notebook; nobody else gets at it by any address"
        )
        func launch() async throws {
            let home = try await Lab.sharedHome()
            let template = Lab.root.appending(path: "templates/jupyterlab").path
            let built = try await Lab.build([template], home: home)
            // 'HOME/store:NAME:TAG': the home is the same.
            let desktop = String(try await DatalabUnderContract.vnc.image.value.dropFirst("\(home.path)/store:".count))
            let storage = FileManager.default.temporaryDirectory.appending(
                path: "hub-storage-\(UUID().uuidString.prefix(8))"
            )
            let output = try await Program.expectSuccess([
                Lab.root.appending(path: "Tests/Support/hub/launch-trial").path,
                "--hub", Lab.root.appending(path: ".tools/hub").path, "--appstore", Lab.appstore, "--datalab",
                Lab.program,
                "--home", home.path, "--image", built.result.reference,
                "--desktop", desktop, "--screenshots", Lab.artifacts.path,
                "--storage", storage.path,
            ])
            let report = try JSONDecoder().decode(Report.self, from: Data(output.utf8))
            #expect(report.steps.count == 13, "\(report.steps)")
            try who(report.table)
            #expect(report.private["cem"] == "ready")
            let missing = try #require(report.private["root"])
            #expect(report.private["mona"] == missing.replacing("absent", with: "closed"), "\(report.private)")
            #expect(missing.hasPrefix("failed there is no datalab 'ann/absent'"))
        }

        /// Nobody gets anything; what the owner gets shows that there was something.
        private func who(_ table: [String: [String: Int]]) throws {
            #expect(Set(table.keys) == ["nobody", "cem", "ann", "mona", "root", "ben"])
            let owner = try #require(table["ben"])
            for what in ["its page", "its API", "its log, at the AppStore", "the desktop's page", "a file of its page"]
            {
                #expect(owner[what] == 200, "\(what): \(owner)")
            }
            for what in ["a line to it", "the desktop's line"] { #expect(owner[what] == 101, "\(what): \(owner)") }
            for (who, row) in table where who != "ben" {
                for (what, status) in row {
                    #expect([302, 303, 401, 403, 404].contains(status), "\(who): \(what) is answered with \(status)")
                }
            }
        }
    }

    /// The hub's package by itself.
    @Suite("the hub's package")
    struct HubPackageTests {
        @Test("what comes from users, the AppStore and the configuration is checked; texts of strangers are escaped")
        func values() async throws {
            let python = Lab.root.appending(path: ".tools/hub/bin/python").path
            let tests = Lab.root.appending(path: "hub/tests").path
            let finished = try await Program.run([python, "-B", "-m", "unittest", "discover", "-s", tests])
            #expect(finished.status == 0 && finished.transcript.contains("OK"), "\(finished.transcript)")
        }
    }
}

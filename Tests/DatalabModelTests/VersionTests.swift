import DatalabModel
import Foundation
import Reporting
import Testing

/// Versions, build versions and statuses.
struct VersionTests {
    @Test(
        "Versions that can be a tag are taken as they are",
        arguments: ["1.4.0", "v0.0.1", "1", "2024-06-01", "_1", "1.0-rc.1", "A9"]
    )
    func good(_ text: String) throws {
        #expect(try DatalabVersion(text).description == text)
    }

    @Test(
        "Other texts are refused at the character that is wrong",
        arguments: [
            ("", 0), ("1 0", 1), ("1.0+x", 3), ("1/2", 1), (".1", 0), ("-1", 0), ("latest", 0), ("1.é", 2), ("1:2", 1),
            (String(repeating: "1", count: 101), 0),
        ]
    )
    func bad(_ text: String, _ offset: Int) {
        do {
            _ = try DatalabVersion(text)
            Issue.record("'\(text)' was accepted")
        } catch {
            #expect(error.code == .version)
            #expect(error.offset == offset)
        }
    }

    @Test(
        "Build versions are the version and a counter",
        arguments: [("1.4.0", 0, "1.4.0-0"), ("1.0-rc-2", 17, "1.0-rc-2-17")]
    )
    func builds(_ version: String, _ counter: UInt32, _ text: String) throws {
        let build = BuildVersion(try DatalabVersion(version), counter: counter)
        #expect(build.description == text)
        #expect(try BuildVersion(parsing: text) == build)
        #expect(try JSONDecoder().decode([BuildVersion].self, from: JSONEncoder().encode([build])) == [build])
    }

    @Test(
        "Other texts are no build versions",
        arguments: ["1.4.0", "1.4.0-", "1.4.0-x", "-1", "1.4.0-01", "1-99999999999", "1-+1"]
    )
    func badBuilds(_ text: String) {
        #expect(throws: ModelFailure.self) { try BuildVersion(parsing: text) }
    }

    @Test("A tag has room for the longest version and counter")
    func tagLength() throws {
        let version = try DatalabVersion(String(repeating: "1", count: DatalabVersion.maximumLength))
        #expect(BuildVersion(version, counter: .max).description.count <= 128)
    }

    @Test("The platform's words are kept")
    func statuses() {
        #expect(BuildStatus.startedEvent == "Build started")
        #expect(BuildStatus.success.endedEvent == "Build ended with status BUILD_SUCCESS")
        #expect(BuildStatus.allCases.map(\.label) == ["IN PROGRESS", "SUCCESS", "FAILED", "CANCELLED", "INTERRUPTED"])
        #expect(BuildStatus.inProgress.endedEvent == nil)
        #expect(BuildStatus.allCases.filter(\.isFinal).count == 4)
    }
}

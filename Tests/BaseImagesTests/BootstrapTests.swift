import BaseImages
import Foundation
import PythonPackages
import Reporting
import SystemPackage
import Testing

@Suite struct BootstrapTests {
    @Test(arguments: [
        "http://deb.debian.org/debian", "https://mirror.example.org/debian/", "file:///srv/mirror",
    ])
    func goodMirrors(address: String) throws {
        let mirrors = try DebianMirrors(main: address)
        #expect(!mirrors.main.hasSuffix("/"))
        #expect(mirrors.security == mirrors.main + "-security")
    }

    @Test(arguments: [
        "deb.debian.org/debian", "ftp://x/debian", "http://x/debian sid main", "[trusted=yes] http://x/debian",
        "http://x/[trusted=yes]", "file://relative", "", "http://x/\ndeb http://evil x main",
    ])
    func badMirrors(address: String) {
        let error = #expect(throws: BaseError.self) { try DebianMirrors(main: address) }
        #expect(error?.code == .mirror)
        #expect(error?.failureClass == .usage)
        #expect(error?.problems.first?.hint != nil)
    }

    @Test(arguments: [
        ("E: newuidmap 123 0 1000 1 failed", BaseError.Code.rights, "/etc/subuid"),
        ("W: GPG error: http://x trixie InRelease: NO_PUBKEY 1234", .bootstrap, "debian-archive-keyring"),
        ("E: Unable to locate package jupiter", .recipe, "'packages' in the recipe"),
        ("Err:1 http://x trixie\n  Could not resolve 'x'", .bootstrap, "--mirror"),
        ("E: write error: No space left on device", .files, "TMPDIR"),
        ("something else", .bootstrap, "mmdebstrap"),
    ])
    func failuresNameTheNextStep(text: String, code: BaseError.Code, hint: String) throws {
        let bootstrap = DebianBootstrap(suite: "trixie", packages: [], architecture: .x86_64, mirrors: .standard)
        let error = bootstrap.failure(text)
        #expect(error.code == code)
        #expect(try #require(error.problems.first?.hint).contains(hint))
        #expect(error.description.contains("Debian 'trixie'"))
    }

    @Test func aMirrorThatIsNotThereFails() async throws {
        let scratch = try Scratch()
        let mirrors = try DebianMirrors(main: "file://\(scratch.path)/no-mirror")
        let bootstrap = DebianBootstrap(suite: "trixie", packages: ["tini"], architecture: .x86_64, mirrors: mirrors)
        let tar = scratch.path.appending("system.tar")
        let error = await #expect(throws: BaseError.self) { try await bootstrap.run(into: tar) { _ in } }
        #expect(error?.failureClass == .unavailable)
        #expect(error?.description.contains("no-mirror") == true)
    }
}

import HTTPTransfer
import Testing

struct TransferURLTests {
    @Test(
        arguments: [
            ("https://pypi.org", "https://pypi.org/", "https://pypi.org/"),
            (
                "HTTPS://User:Pass@PyPI.org:8443/a%20b?token=1#sha256=2", "https://PyPI.org:8443/a%20b?token=1",
                "https://PyPI.org:8443/a%20b"
            ),
            ("http://[::1]:80/x", "http://[::1]:80/x", "http://[::1]:80/x"),
            ("https://user@h/", "https://h/", "https://h/"),
        ])
    func textAndRedactedForm(url: String, text: String, redacted: String) throws {
        let parsed = try TransferURL(url)
        #expect(parsed.text.lowercased() == text.lowercased())
        #expect(parsed.redacted.lowercased() == redacted.lowercased())
        #expect("\(parsed)" == parsed.redacted)
    }

    @Test func credentialsAreDecodedAndHidden() throws {
        let url = try TransferURL("https://us%40er:p%3Ass@h/x")
        #expect(url.credentials == TransferCredentials(user: "us@er", password: "p:ss"))
        #expect(
            "\(url) \(String(describing: url.credentials)) \(String(reflecting: url.credentials))".contains("p:ss")
                == false
        )
    }

    @Test(
        arguments: [
            "", "pypi.org/simple", "file:///etc/passwd", "ftp://h/", "https://", "https://h:99999/",
            "https://h\u{0}/x", "https://h/\nx", "javascript:alert(1)", "https://user:secret@ho st/?secret",
        ])
    func whatIsNotFetchedIsRefused(url: String) {
        let error = #expect(throws: TransferError.self) { try TransferURL(url) }
        #expect(error?.code == .invalidURL)
        #expect(error?.description.contains("secret") == false)
    }

    @Test(
        arguments: [
            ("https://localhost/", true), ("http://127.0.0.1:5000/", true), ("http://127.1.2.3/", true),
            ("http://[::1]/", true),
            ("http://a.localhost/", true), ("http://127.0.0.1.example.org/", false), ("http://localhost.org/", false),
            ("http://10.0.0.1/", false), ("http://128.0.0.1/", false),
        ])
    func loopback(url: String, isLoopback: Bool) throws {
        #expect(try TransferURL(url).isLoopback == isLoopback)
    }

    @Test func anOriginIsSchemeHostAndPort() throws {
        let one = try TransferURL("https://Host/a").origin
        #expect(try TransferURL("https://host:443/b?c").origin == one)
        #expect(try TransferURL("https://host:444/a").origin != one)
        #expect(try TransferURL("http://host:443/a").origin != one)
        #expect(try TransferURL("https://host.example/a").origin != one)
    }

    @Test(
        arguments: [
            ("/x", "https://h/x"), ("x", "https://h/a/x"), ("?q", "https://h/a/b?q"), ("//o/x", "https://o/x"),
            ("http://o/", "http://o/"), ("../x y", "https://h/x%20y"),
        ])
    func referencesAreResolved(reference: String, result: String) throws {
        #expect(try TransferURL("https://h/a/b?c").resolving(reference).text == result)
    }
}

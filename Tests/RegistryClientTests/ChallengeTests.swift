import RegistryClient
import Testing

@Suite("challenges of registries (RFC 9110, 11.6.1)")
struct ChallengeTests {
    @Test("a bearer challenge with commas and escapes inside of quotes")
    func bearer() {
        let value =
            #"Bearer realm="https://auth.example.org/token?a=b,c",service="r, \"x\"" , scope="repository:a/b:pull,push""#
        let found = Challenge.parse([value])
        #expect(found.map(\.scheme) == ["bearer"])
        #expect(found.first?.parameters["realm"] == "https://auth.example.org/token?a=b,c")
        #expect(found.first?.parameters["service"] == #"r, "x""#)
        #expect(found.first?.parameters["scope"] == "repository:a/b:pull,push")
    }

    @Test("several challenges in one field and in several")
    func several() {
        let found = Challenge.parse([#"Negotiate, Basic realm=x, BEARER Realm = "y" , charset=UTF-8"#, "Digest a=b"])
        #expect(found.map(\.scheme) == ["negotiate", "basic", "bearer", "digest"])
        #expect(found[2].parameters == ["realm": "y", "charset": "UTF-8"])
    }

    @Test(
        "what is malformed is not guessed at",
        arguments: [
            "", ",,,", "=", #"Bearer realm="unterminated"#, #"Bearer realm="x\"#, "Bearer realm=", #""Bearer""#,
            "\u{0}",
        ]
    )
    func malformed(value: String) {
        #expect(Challenge.parse([value]).allSatisfy { $0.parameters["realm"] == nil })
    }

    @Test("the first of equal parameters counts, and endless values are not read")
    func bounds() {
        #expect(Challenge.parse([#"Bearer realm="a", realm="b""#]).first?.parameters["realm"] == "a")
        #expect(Challenge.parse(["Bearer realm=" + String(repeating: "a", count: 100_000)]).isEmpty)
        #expect(Challenge.parse([String](repeating: "Basic", count: 1000)).count <= 8)
    }
}

import OCIModel
import Testing

@Suite("names of images in registries")
struct ImageReferenceTests {
    private static let digest = "sha256:" + String(repeating: "ab", count: 32)

    @Test(
        "what is a reference",
        arguments: [
            ("localhost/lab", "localhost", "lab", nil, nil),
            ("localhost:5000/a/b/c:1.4.0-2", "localhost:5000", "a/b/c", "1.4.0-2", nil),
            ("Registry.Example.org/team/lab", "registry.example.org", "team/lab", nil, nil),
            ("[::1]:5000/lab:x", "[::1]:5000", "lab", "x", nil),
            ("docker.io/library/python:3.13", "docker.io", "library/python", "3.13", nil),
            ("r.example.org/lab@\(digest)", "r.example.org", "lab", nil, digest),
            ("r.example.org/lab:1@\(digest)", "r.example.org", "lab", "1", digest),
            ("r.example.org/a__b/c-d/e.f", "r.example.org", "a__b/c-d/e.f", nil, nil),
        ] as [(String, String, String, String?, String?)]
    )
    func accepted(text: String, registry: String, repository: String, tag: String?, digest: String?) throws {
        let reference = try ImageReference(text)
        #expect(reference.registry == registry)
        #expect(reference.repository == repository)
        #expect(reference.tag == tag)
        #expect(reference.digest?.description == digest)
        #expect(try ImageReference(reference.description) == reference)
    }

    @Test(
        "what is none",
        arguments: [
            "", "lab", "team/lab", "python:3.13", "/lab", "r.example.org/", "r.example.org/Team", "r.example.org/a//b",
            "r.example.org/a..b", "r.example.org/-a", "r.example.org/a_", "r.example.org/a___b", "r.example.org/../b",
            "r.example.org/lab:", "r.example.org/lab:.x", "r.example.org/lab:a b", "r.example.org/lab@sha256:ab",
            "r.example.org/lab@md5:\(String(repeating: "0", count: 32))", "r.example.org:99999/lab",
            "r.example.org:/lab",
            "user@r.example.org/lab", "https://r.example.org/lab", "r.example.org/lab?x=y", "r.example.org/l\u{e9}",
            "r.example.org/lab:" + String(repeating: "a", count: 129),
            "r.example.org/" + String(repeating: "a", count: 250),
        ]
    )
    func refused(text: String) {
        #expect(throws: ImageReference.SyntaxError.self) { try ImageReference(text) }
    }
}

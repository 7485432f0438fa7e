import OCIModel
import Testing

@Suite("OCI values")
struct OCIModelTests {
    static let hex = String(repeating: "0a", count: 32)

    @Test("a digest is read back as written")
    func digestRoundTrip() throws {
        let digest = try #require(Digest("sha256:\(Self.hex)"))
        #expect(digest.description == "sha256:\(Self.hex)")
        #expect(digest.short == "0a0a0a0a0a0a")
        #expect(try CanonicalJSON.decode([Digest].self, from: CanonicalJSON.encode([digest])) == [digest])
    }

    @Test(
        "what is not a digest is refused",
        arguments: [
            "", "sha256", "sha256:", hex, "sha256:\(hex)0", "sha256:\(hex.dropLast())", "sha256:\(hex.uppercased())",
            "md5:\(hex)", "sha512:\(hex)", "sha256:../\(hex.dropFirst(3))", "SHA256:\(hex)",
        ]
    )
    func malformedDigests(text: String) {
        #expect(Digest(text) == nil)
    }

    @Test("JSON has sorted keys, no white space and plain slashes")
    func canonicalForm() throws {
        let descriptor = Descriptor(
            mediaType: MediaType.layerGzip,
            digest: try #require(Digest("sha256:\(Self.hex)")),
            size: 3,
            annotations: ["b": "é/", "a10": "", "a9": ""],
        )
        let expected =
            #"{"annotations":{"a10":"","a9":"","b":"é/"},"digest":"sha256:\#(Self.hex)","#
            + #""mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":3}"#
        #expect(String(decoding: try CanonicalJSON.encode(descriptor), as: UTF8.self) == expected)
    }

    @Test("fields nobody asked for are tolerated in a configuration")
    func unknownFields() throws {
        let text = #"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"moby.x":{"y":1}}"#
        #expect(try CanonicalJSON.decode(ImageConfig.self, from: Array(text.utf8)).architecture == "amd64")
    }
}

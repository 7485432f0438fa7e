import Foundation
import Testing

extension EndToEnd {
    /// Whoever reads an image reads the same files.
    @Suite("readers of layers")
    struct LayerReadersTests {
        private static let long = ["d", "e", "f"].map { String(repeating: $0, count: 200) }.joined(separator: "/")
        private static let files = [
            "meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\ncolorama==0.4.6\n",
            "empty": "", "größe 漢字/ñ.txt": "x\n", long: "long\n", "run": "#!/bin/sh\n",
            // Over a mebibyte, so that it takes many deflate blocks, and in parts hard to compress.
            "big.csv": (0..<200_000).map { "\($0 &* 2_654_435_761 % 1_000_003)\n" }.joined(),
        ]

        private struct Compared: Decodable {
            let layers: Int
            let readers: [String]
            let notebooks: [String: [Fact]]

            /// `["file", mode, size, digest]`, `["folder", mode]` or `["link", target]`.
            enum Fact: Decodable, Equatable {
                case text(String)
                case number(Int)

                init(from decoder: any Decoder) throws {
                    let value = try decoder.singleValueContainer()
                    self = try (try? value.decode(Int.self)).map(Fact.number) ?? .text(value.decode(String.self))
                }
            }
        }

        @Test("gzip, GNU tar, bsdtar, tarfile, skopeo, umoci and podman give one tree, byte for byte")
        func readers() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.sharedHome()
                let lab = folder.appending(path: "lab")
                try Lab.write(Self.files, to: lab)
                let change = "chmod 755 run && ln -s 'größe 漢字/ñ.txt' link && mkdir 'an empty folder'"
                try await Program.expectSuccess(["sh", "-c", change], in: lab)
                let record = try await Lab.build([lab.path], home: home)
                let json = try await Program.expectSuccess([
                    Lab.proof.appending(path: "compare-readers").path,
                    "\(home.path)/store:\(record.result.reference)", folder.path,
                ])
                let compared = try JSONDecoder().decode(Compared.self, from: Data(json.utf8))
                #expect(compared.readers == ["skopeo", "tarfile", "tar", "bsdtar", "umoci", "podman"])
                #expect(compared.layers == record.result.layers.count)
                try check(compared.notebooks)
            }
        }

        /// What the readers agree on is also what the user wrote.
        private func check(_ found: [String: [Compared.Fact]]) throws {
            for (name, text) in Self.files where name != "meta-data.yaml" && name != "requirements.txt" {
                let fact = try #require(found.first { $0.key.hasSuffix(name) }, "\(name)").value
                #expect(fact[0] == .text("file") && fact[2] == .number(text.utf8.count), "\(name)")
                #expect(fact[1] == .number(name == "run" ? 0o755 : 0o644), "\(name)")
            }
            let link = try #require(found.first { $0.key.hasSuffix("link") })
            #expect(link.value == [.text("link"), .text("größe 漢字/ñ.txt")])
            let empty = try #require(found.first { $0.key.hasSuffix("an empty folder") })
            #expect(empty.value.first == .text("folder"))
        }
    }
}

import Hashing
import LayerArchive
import OCIModel
import Testing

/// Layers whose bytes are known: when one of these digests changes, `LayerFormat.version` must.
@Suite struct GoldenLayerTests {
    /// Deflate streams made once by zlib: shared and spliced, of stored, fixed and dynamic blocks.
    private struct Stream {
        let name: String
        let size: UInt64
        let crc32: UInt32
        let hex: String

        var bytes: [UInt8] {
            let digits = hex.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
            return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        }
    }

    private static let streams: [Stream] = [
        .init(
            name: "small",
            size: 84,
            crc32: 0xEFC553AE,
            hex: "2b28cacc2bd150cf48cdc9c957482bcacf55485428cf484dcd51d7e42a20530e00"
        ),
        .init(
            name: "stored",
            size: 40,
            crc32: 0x0DA62E3C,
            hex: "012800d7ff000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526"
                + "27"
        ),
        .init(
            name: "large",
            size: 42000,
            crc32: 0xE0D208D1,
            hex: "edc8b109c0200004c0de295ced83b152026293ed9d43b82baf6567e4a923ffbb6affd6cc2e4d4a29a594524a"
                + "29a594524a29a594524a29a594524a29a594524a29a594524a29a594524a29a594524a29a594524a29a59452"
                + "4a29a594524a29a594524a29a594524a29a594524a29a594524a29a594524a29a594524a29a594524a29a594"
                + "524a29a59452ca3bf300"
        ),
        .init(
            name: "fixed",
            size: 20080,
            crc32: 0x27CD0EA7,
            hex: "636064e11490543174084ca99cb0f2c8435635cfbca9fb5e4a7b55af7b2c1f31f98248e88cbb9a457bf9e3d6"
                + "b3c76c16cc39a9dbf731fa90c16cde9ab7a9b7c2cefb9f09b818792feb73b3e812abb3e9cc736c6ed62a1f2b"
                + "90395aaa7eadc7e5e7d662e30f5baa9c782e2f2c74167f716056598889d8d7db87d7ce6c2fcf8c0df67675b4"
                + "b77774f50e8ecd2c6f9fb9f6f0edaf62262165b30ebc10772e5c7899c7a96acb07e3e2ad3f5d7aaea9971e95"
                + "2938a65c7bd3660e73fa59ab25a2cd9fb3ee455e0c38e37f3eec56eadb1aded90687a23ff6e99ecc11dc1cc3"
                + "be3e8e7f6f91e6dd19a122172647c83f5e57ed25fd72dfd43c4f35d68747564ea84c097430549114e0646164"
                + "18f5faa8d747bd3eeaf551af8f7a7dd4eba35e1ff5faa8d747bd3eeaf551af8f7a7dd4eba35e1ff5faa8d747"
                + "bd3eeaf551af8f7a7dd4eba35e1ff5faa8d747bd3eeaf551af8f7a7dd4eba35e1ff5faa8d747bd3eeaf551af"
                + "8f7a7dd4eba35e1ff5faa8d747bd3eeaf551af8f7a7dd4eba35e1ff5faa8d747bd3eeaf551af8f7a7dd4eba3"
                + "5e1ff5faa8d747bd3eeaf551af8f7a7dd4eba35e1ff5faa8d747bd3eeaf551af8f7a7dd4eba35e1ff5faa8d7"
                + "47bd3eeaf5e1ec7500"
        ),
        .init(
            name: "source",
            size: 2944,
            crc32: 0x6D4C48B3,
            hex: "85d64d6ac3400c86e1bd4fe1654b37a3bfb1ddcb94d22450282984a4e76fc8aaf81bde661984c7d233927c38"
                + "9ee6d3edfc71fdfc3ebfb5a79ff7afdbf1f9759aefbfcbf17abb9ce7c75ff3cbdca6693afc8d368ab67db453"
                + "74eea383a2b77d74e29bf47d7851b8d73ebc5378c8d3174c54de7da5f02e85d9287c95aa1b925a535456753d"
                + "01612d2503435beb522163de4d048c8155d890d84b4f40645f3507640ed72a217474ed2f944e957694ced413"
                + "b88557c9c151ba5caae4285d8b38384a77957694ee8313507a19e480d2cba04adcd2ea1028bda974a0f4a677"
                + "29b8a79b5ed7e0a66eda11c15d6dda7481d836e8eb406d731d1d81dc163a9d02bdeff34f6b85e0563a6393a7"
                + "7857f2e431de7553249b2fba8a92cd57dd75f9cf24d7659a3cca9b9a27cf72d3cf81e461ee4df340738fa6b5"
                + "4273cf261e85e65e6a5e68ee7d70069afba279149afbaab52a34f76df07986e631302ffe4433bd5785e6f77d"
                + "ac79f0060fed8fe2159e8f1efc05"
        ),
    ]

    /// The content of the stream `source`, which is spliced: what is encoded after it must not refer to it.
    private var source: String {
        let functions = (0..<60).map { "def function_\($0)(value):\n    return value + \($0 * $0)\n\n\n" }
        return String(functions.joined().prefix(3000))
    }

    /// Bytes from a fixed rule: runs, repeats and noise.
    private func generated(_ count: Int) -> [UInt8] {
        var state: UInt32 = 42
        return (0..<count).map { index in
            state = state &* 1_664_525 &+ 1_013_904_223
            return index % 1000 < 300 ? UInt8(truncatingIfNeeded: state >> 24) : UInt8(truncatingIfNeeded: index % 97)
        }
    }

    private func entries(in folder: TemporaryFolder) throws -> [LayerEntry] {
        var archive: [UInt8] = []
        var ranges: [Range<Int>] = []
        for stream in Self.streams {
            ranges.append(archive.count..<archive.count + stream.bytes.count)
            archive += stream.bytes
        }
        let file = try MappedFile(folder.write(archive, as: "golden.whl"))
        var ping = LayerEntry.file("usr/bin/ping", .text("ping"), executable: true)
        ping.extendedAttributes = ["security.capability": [1, 0, 0, 2, 0, 32]]
        ping.mode = 0o4755
        ping.group = 42
        let wheel = zip(Self.streams, ranges).map { stream, range in
            let content = LayerContent(.deflated(file, range), size: stream.size, crc32: stream.crc32)
            return LayerEntry.file("lib/python/\(stream.name).py", content)
        }
        return wheel + [
            ping, .directory("media/notebooks", mode: 0o775),
            .file("media/notebooks/größe.ipynb", .bytes(generated(300_000))),
            .file("media/noise", .bytes(generated(200))), .symbolicLink("usr/bin/sh", to: "dash"),
            LayerEntry(path: "usr/bin/ping4", kind: .hardLink(target: "usr/bin/ping"), mode: 0o4755),
            .file("lib/" + String(repeating: "long", count: 30), .text("x")),
            .file("lib/python/source2.py", .text(String(source.prefix(1500)))),
        ]
    }

    private func digest(_ entries: [LayerEntry]) throws -> (blob: String, summary: LayerSummary) {
        let hasher = ContentHasher(.sha256)
        let summary = try LayerWriter.write(entries) { hasher.update($0) }
        return (hasher.finish().hex, summary)
    }

    @Test("the bytes of format 1")
    func formatOne() throws {
        #expect(LayerFormat.version == "1")
        let folder = try TemporaryFolder()
        let (blob, summary) = try digest(entries(in: folder))
        #expect(summary.diffID.hex == "505edf6ac641ccb97af504c9f3f68f6c550eeaba15f79cc8594c8501a601eece")
        #expect(blob == "5b58f3d26dbd232d00baf14ca7d1a07fac07e7433e77cb00af543cdb31a9c536")
        #expect(summary.size == 95692)
        #expect(summary.uncompressedSize == 383_488)
        #expect(summary.entryCount == 18)
    }

    @Test("the bytes of an empty layer")
    func empty() throws {
        let blob = try digest([]).blob
        #expect(blob == "9addb4c7f3afa99b03f24f9e05cb87d274a63ae9ba30c94f02c75e85d133e9de")
    }
}

import Foundation
import OCIModel
import Testing

@Suite("the one reader of manifests")
struct ManifestReaderTests {
    private static let digest = "sha256:" + String(repeating: "a", count: 64)

    private static func descriptor(_ size: String) -> String {
        #"{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"\#(digest)","size":\#(size)}"#
    }

    private static func image(_ layers: String, _ more: String = "") -> String {
        #"{"schemaVersion":2,"config":\#(descriptor("2")),"layers":[\#(layers)]\#(more)}"#
    }

    private static func fault(_ bytes: [UInt8]) -> String? {
        do {
            _ = try ManifestReader.read(bytes, declaredType: nil, isTypeImplied: true)
            return nil
        } catch { return error.detail }
    }

    private static let hostile: [(text: String, fault: String)] = [
        (image("", #","manifests":[]"#), "both 'manifests' and 'layers'"),
        (#"{"schemaVersion":2,"manifests":[],"config":\#(descriptor("2"))}"#, "both 'manifests' and 'config'"),
        (image("", #","layers":[]"#), "'layers' stands in it twice"),
        (image("", #","la\u0079ers":[]"#), "'layers' stands in it twice"),
        ("\u{FEFF}" + image(""), "byte order mark"),
        (image(descriptor("-1")), "'-1' is not a size"),
        (image(descriptor("70368744177665")), "is not a size"),
        (image(descriptor("9223372036854775807")), "is not a size"),
        // What no number of the decoder holds is no JSON to it.
        (image(descriptor("18446744073709551616")), "it is not JSON"),
        (image(descriptor("1e400")), "it is not JSON"),
        (#"{"schemaVersion":1}"#, "'schemaVersion' is 1"),
        (#"{"schemaVersion":2}"#, "nothing says of what type"),
        (image(Array(repeating: descriptor("1"), count: 2001).joined(separator: ",")), "at most 2000"),
    ]

    @Test("what two readers could take for two things, and sizes that nothing has, are refused")
    func refused() throws {
        for (text, expected) in Self.hostile {
            let found = try #require(Self.fault(Array(text.utf8)), "\(text.prefix(200))")
            #expect(found.contains(expected), "\(found) for \(text.prefix(200))")
        }
        let wide = try #require(Self.image("").data(using: .utf16LittleEndian))
        #expect(Self.fault(Array(wide)) != nil)
    }

    @Test("the largest sizes are taken, and their sum is no overflow")
    func largest() throws {
        let layers = Array(repeating: Self.descriptor("\(BoundedNumber.largestSize)"), count: 2000)
        let bytes = Array(Self.image(layers.joined(separator: ",")).utf8)
        let (type, form) = try ManifestReader.read(bytes, declaredType: nil, isTypeImplied: true)
        #expect(type == MediaType.manifest)
        guard case .image(let manifest) = form else {
            Issue.record("an image was read as an index")
            return
        }
        #expect(BoundedNumber.sum(manifest.layers.map(\.size)) == 2000 * BoundedNumber.largestSize)
        #expect(BoundedNumber.sum([.max, .max, -5, .min]) == .max)
    }

    @Test("numbers are digits within their range, and nothing else")
    func numbers() {
        let range: ClosedRange<Int64> = 0...100
        for (text, number) in [("0", 0), ("007", 7), ("100", 100)] as [(String, Int64)] {
            #expect(BoundedNumber.read(text, in: range) == number)
        }
        for text in ["", "101", "-1", "+1", " 1", "1.0", "1e1", "٣", "NaN", "99999999999999999999"] {
            #expect(BoundedNumber.read(text, in: range) == nil, "\(text)")
        }
    }
}

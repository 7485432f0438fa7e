import Foundation
import Testing
import Texts

@Suite("percent-encoding and hexadecimal digits")
struct PercentEncodingTests {
    @Test(
        "all but what never needs it is encoded, and read back",
        arguments: ["", "a b", "Az09-._~", "é/漢?#%+&=", "\u{0}\u{7F}"]
    )
    func values(text: String) {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        )
        let encoded = PercentEncoding.encode(text)
        #expect(encoded == text.addingPercentEncoding(withAllowedCharacters: unreserved))
        #expect(PercentEncoding.decode(encoded) == text)
        #expect(PercentEncoding.decodeWherePossible(encoded) == text)
    }

    @Test("what is kept stays as it is, but never a character that is no ASCII")
    func kept() {
        #expect(PercentEncoding.encode("lab/é:1", keeping: ":/") == "lab/%C3%A9:1")
        #expect(PercentEncoding.encode("é ", where: { _ in true }) == "%C3%A9 ")
    }

    @Test(
        "what encodes nothing is no value, and stays where that is wanted",
        arguments: [("%", "%"), ("%4", "%4"), ("a%4x", "a%4x"), ("%+f", "%+f"), ("%ff", "\u{FFFD}"), ("%%41", "%A")]
    )
    func faults(text: String, shown: String) {
        #expect(PercentEncoding.decode(text) == nil)
        #expect(PercentEncoding.decodeWherePossible(text) == shown)
    }

    @Test("every byte has two digits, of either case")
    func hex() {
        let all = (UInt8.min ... .max).map { $0 }
        let digits = all.map { String(format: "%02x", $0) }.joined()
        #expect(Hex.encode(all) == digits)
        #expect(Hex.decode(Array(digits.utf8)) == all)
        #expect(Hex.decode(Array(digits.uppercased().utf8)) == all)
        for wrong in ["a", "abc", "0g", "+f", " 1", "é"] { #expect(Hex.decode(Array(wrong.utf8)) == nil, "\(wrong)") }
    }

    @Test("base64 of addresses has no padding, and is read with or without it")
    func base64() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
            let standard = Data(bytes).base64EncodedString()
            let text = standard.replacing("+", with: "-").replacing("/", with: "_")
            #expect(Base64URL.encode(bytes) == text.replacing("=", with: ""))
            for form in [text, standard, text.replacing("=", with: "")] { #expect(Base64URL.decode(form) == bytes) }
        }
        for wrong in ["a", "ab*d", "é", "a b="] { #expect(Base64URL.decode(wrong) == nil, "\(wrong)") }
    }
}

import PythonPackages
import Testing

/// The tables were written by `packaging` 26.2, the reference implementation.
@Suite struct PackageVersionTests {
    static let spellings: [(String, String?)] = [
        ("1.0", "1.0"),
        ("v1.0", "1.0"),
        ("1.0.0", "1.0.0"),
        (" 1.0\n", "1.0"),
        ("1.0-alpha1", "1.0a1"),
        ("1.0ALPHA.1", "1.0a1"),
        ("1.0_beta_2", "1.0b2"),
        ("1.0c3", "1.0rc3"),
        ("1.0-pre", "1.0rc0"),
        ("1.0preview4", "1.0rc4"),
        ("1.0-1", "1.0.post1"),
        ("1.0.post", "1.0.post0"),
        ("1.0rev3", "1.0.post3"),
        ("1.0-r4", "1.0.post4"),
        ("1.0dev", "1.0.dev0"),
        ("1.0.DEV-7", "1.0.dev7"),
        ("1!2.3", "1!2.3"),
        ("1.0+ubuntu-1", "1.0+ubuntu.1"),
        ("1.0+Ubuntu_1.04", "1.0+ubuntu.1.4"),
        ("01.02.003", "1.2.3"),
        ("1.0a1.post2.dev3+x.4", "1.0a1.post2.dev3+x.4"),
        ("2024.01.05", "2024.1.5"),
        ("1.0+001", "1.0+1"),
        ("1.0a", "1.0a0"),
        ("1.0.rc.1", "1.0rc1"),
        ("", nil),
        ("1.", nil),
        ("a1", nil),
        ("1.0x", nil),
        ("1.0.*", nil),
        ("1..0", nil),
        ("1.0+", nil),
        ("1.0+a..b", nil),
        ("1.0a1b2", nil),
        ("1.0-", nil),
        ("1 .0", nil),
        ("1.0.dev1.post1", nil),
        ("1.0 2", nil),
        ("one", nil),
        ("1.0+é", nil),
        ("==1.0", nil),
        ("1.0.0-x", nil),
        ("1!", nil),
        ("!1", nil),
    ]

    @Test(arguments: spellings)
    func normalises(text: String, normal: String?) {
        #expect(PackageVersion(text)?.description == normal)
    }

    static let ordered = """
        1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 \
        1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456 1.0.15 1.1.dev1 1.1 2024.1 1!0.1
        """

    @Test func ordersAllPairs() {
        let versions = Self.ordered.split(separator: " ").compactMap { PackageVersion($0) }
        #expect(versions.count == 22)
        for (left, leftVersion) in versions.enumerated() {
            for (right, rightVersion) in versions.enumerated() {
                #expect((leftVersion < rightVersion) == (left < right))
                #expect((leftVersion == rightVersion) == (left == right))
            }
        }
    }

    @Test func spellingsOfOneVersionAreEqualAndHashAlike() {
        let same = ["1.0", "v1.0.0", "1", "0!1.0.0.0"].compactMap { PackageVersion($0) }
        #expect(same.count == 4)
        #expect(Set(same).count == 1)
    }

    static let candidates =
        "1.0.dev1 1.0a1 1.0rc1 1.0 1.0.0 1.0+abc.5 1.0.post1 1.0.post456 1.0.1 1.0.2.dev1 1.1.dev1 1.1 1.2+x 2.0 2024.1 1!0.1"

    static let matrix: [(String, String)] = [
        ("==1.0", "0001110000000000"),
        ("==1.0.*", "1111111111000000"),
        ("==1.*", "1111111111111000"),
        ("!=1.0", "1110001111111111"),
        ("!=1.0.*", "0000000000111111"),
        ("~=1.0", "0001111111111000"),
        ("~=1.0.1", "0000000011000000"),
        ("~=1.0a1", "0111111111111000"),
        ("<1.0", "0000000000000000"),
        ("<=1.0", "1111110000000000"),
        (">1.0", "0000000011111111"),
        (">=1.0", "0001111111111111"),
        (">1.0.post1", "0000000111111111"),
        ("<1.0rc1", "1100000000000000"),
        (">=1.0rc1", "0011111111111111"),
        ("==1.0+abc.5", "0000010000000000"),
        ("===1.0", "0001000000000000"),
        ("===1.0.0", "0000100000000000"),
        ("<1.1", "1111111111000000"),
        ("==1!0.*", "0000000000000001"),
        (">1.0a1", "0011111111111111"),
        ("<1.0.post456", "1111111000000000"),
        ("~=1.0.post1", "0000001111111000"),
        ("==1.0a1", "0100000000000000"),
        ("!=1.0+abc.5", "1111101111111111"),
        (">=2024", "0000000000000011"),
    ]

    @Test(arguments: matrix)
    func matches(specifier: String, expected: String) throws {
        let condition = try #require(VersionSpecifier(specifier))
        let versions = Self.candidates.split(separator: " ").compactMap { PackageVersion($0) }
        #expect(versions.map { condition.contains($0) ? "1" : "0" }.joined() == expected)
        #expect(condition.description == specifier)
    }

    static let shapes: [(String, Bool)] = [
        ("=1.0", false),
        ("==", false),
        ("1.0", false),
        (">=1.*", false),
        ("~=1", false),
        ("~=1.*", false),
        ("<1.0+abc", false),
        ("==1.0a1.*", false),
        ("==1.0+x.*", false),
        ("=>1.0", false),
        ("==1.0.*.1", false),
        ("== 1.0", true),
        ("==1.0 ", true),
        (">= 1.0a1", true),
        ("~= 2.2.0", true),
    ]

    @Test(arguments: shapes)
    func acceptsOnlyConditions(text: String, isValid: Bool) {
        #expect((VersionSpecifier(text) != nil) == isValid)
    }
}

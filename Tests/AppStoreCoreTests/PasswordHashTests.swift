import AppStoreCore
import Testing

@Suite("password hashes")
struct PasswordHashTests {
    private let cheap = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)

    @Test("a hash matches its password and no other, also after it was stored")
    func matches() throws {
        let hash = try PasswordHash(of: "correct horse", cost: cheap)
        let stored = try #require(PasswordHash(hash.description))
        #expect(stored == hash)
        #expect(stored.matches("correct horse"))
        #expect(!stored.matches("correct hors"))
        #expect(!stored.matches(""))
    }

    @Test("two hashes of one password differ: each has its own salt")
    func salted() throws {
        #expect(try PasswordHash(of: "same", cost: cheap) != PasswordHash(of: "same", cost: cheap))
    }

    @Test("the cost travels with the hash")
    func cost() throws {
        let hash = try PasswordHash(of: "password")
        #expect(hash.cost == .standard)
        #expect(hash.description.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
        #expect(hash.matches("password"))
    }

    @Test("a composed and a decomposed letter are the same password")
    func normalised() throws {
        #expect(try PasswordHash(of: "caf\u{E9}", cost: cheap).matches("cafe\u{301}"))
    }

    /// RFC 7914, section 12: N = 1024, r = 8, p = 16.
    @Test("it is scrypt as the RFC has it")
    func vector() throws {
        let key = "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA"
        let known = try #require(PasswordHash("$scrypt$ln=10,r=8,p=16$TmFDbA$\(key)"))
        #expect(known.matches("password"))
    }

    @Test(
        "what is no stored hash, or would take all memory, is none",
        arguments: [
            "", "secret", "$scrypt$ln=15,r=8,p=3$$", "$scrypt$ln=40,r=8,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=15,r=8$AAAA$AAAAAAAAAAAAAAAAAAAAAA", "$bcrypt$ln=4,r=8,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=-1,r=8,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA", "$scrypt$r=8,ln=4,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
        ]
    )
    func refused(text: String) {
        #expect(PasswordHash(text) == nil)
    }
}

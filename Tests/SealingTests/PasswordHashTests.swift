import Sealing
import Testing

struct PasswordHashTests {
    private let cheap = PasswordHash.Cost(logarithm: 10)

    @Test func `only the same password verifies, through the stored text`() throws {
        let stored = try PasswordHash(password: "修理-2026", cost: cheap).text
        let hash = try PasswordHash(text: stored)
        #expect(hash.verifies("修理-2026"))
        #expect(!hash.verifies("修理-2027"))
        #expect(!hash.verifies(""))
        #expect(stored.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
    }

    @Test func `the same password hashes differently each time`() throws {
        #expect(
            try PasswordHash(password: "same", cost: cheap).text
                != PasswordHash(password: "same", cost: cheap).text)
    }

    @Test func `composed and decomposed letters are the same password`() throws {
        #expect(try PasswordHash(password: "caf\u{E9}", cost: cheap).verifies("cafe\u{301}"))
    }

    @Test func `the hash is scrypt's`() throws {
        let salt = "U29kaXVtQ2hsb3JpZGUhIQ=="
        // Made with Python 3.11's hashlib.scrypt for the salt `SodiumChloride!!`.
        let text = "$scrypt$ln=14,r=8,p=1$\(salt)$UmYyNDO/YRuFmsgA6JK5baM1qTJw1bFvX2are1D2OBc="
        #expect(try PasswordHash(text: text).verifies("pleaseletmein"))
    }

    @Test(arguments: [
        "", "$scrypt$", "$scrypt$ln=10,r=8,p=1$$", "$bcrypt$ln=10,r=8,p=1$AAAA$AAAA", "plain",
        "$scrypt$ln=x,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ])
    func `a text that isn't a hash is refused`(_ text: String) {
        #expect(throws: PasswordHashError.malformed) { try PasswordHash(text: text) }
    }

    @Test(arguments: [9, 21, 63])
    func `a stored text can't ask for any amount of memory`(_ logarithm: Int) {
        let text =
            "$scrypt$ln=\(logarithm),r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
        #expect(throws: PasswordHashError.cost(.init(logarithm: logarithm))) { try PasswordHash(text: text) }
    }

    @Test func `a password beyond the limit is refused, not cut off`() throws {
        let long = String(repeating: "a", count: 1025)
        #expect(throws: PasswordHashError.tooLong(max: 1024)) {
            try PasswordHash(password: long, cost: cheap)
        }
        #expect(try !PasswordHash(password: String(long.dropLast()), cost: cheap).verifies(long))
    }
}

import Ledger
import Sealing
import Testing

struct FormSealTests {
    private let key = CommandID(at: Instant(seconds: 1_788_000_000), random: (1, 2))

    private func seals(byte: UInt8 = 1, site: Int64 = 1) throws -> FormSeal {
        FormSeal(secret: try SiteSecret(bytes: [UInt8](repeating: byte, count: 32)), site: SiteID(site))
    }

    @Test func `a seal holds for its own address and key`() throws {
        let seal = try seals().seal(path: "/A", key: key)
        #expect(seal.count == 32)
        #expect(try seals().isSealed(seal, path: "/A", key: key))
        #expect(try !seals().isSealed(seal, path: "/B", key: key))
        let other = CommandID(at: Instant(seconds: 1_788_000_000), random: (1, 3))
        #expect(try !seals().isSealed(seal, path: "/A", key: other))
    }

    @Test func `another secret's and another site's seals are nothing here`() throws {
        let seal = try seals().seal(path: "/A", key: key)
        #expect(try !seals(byte: 2).isSealed(seal, path: "/A", key: key))
        #expect(try !seals(site: 2).isSealed(seal, path: "/A", key: key))
    }

    @Test(arguments: [
        "", "0", String(repeating: "0", count: 32), "票", String(repeating: "f", count: 1 << 16),
    ])
    func `hostile texts are nothing`(_ text: String) throws {
        #expect(try !seals().isSealed(text, path: "/A", key: key))
    }
}

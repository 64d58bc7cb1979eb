import Ledger
import Sealing
import Testing

struct BlindIndexTests {
    private func index(byte: UInt8 = 1, site: Int64 = 1) throws -> BlindIndex {
        BlindIndex(secret: try SiteSecret(bytes: [UInt8](repeating: byte, count: 32)), site: SiteID(site))
    }

    @Test(arguments: [
        ("13800138000", "+8613800138000"), ("+86 138-0013-8000", "+8613800138000"),
        ("0086 13800138000", "+8613800138000"), ("８６１３８００１３８０００", "+8613800138000"),
        ("１３８００１３８０００", "+8613800138000"), ("010-6275 1234", "01062751234"),
        ("010-62751234转8001", "01062751234"), ("+44 20 7946 0958", "+442079460958"), ("8001", "8001"),
    ])
    func `a phone is the same however it is written`(_ text: String, _ normal: String) {
        #expect(BlindIndex.normalPhone(text) == normal)
    }

    @Test(arguments: ["", "no", "12", String(repeating: "1", count: 21)])
    func `what isn't a phone has no MAC`(_ text: String) throws {
        #expect(try index().mac(of: text, as: .phone) == nil)
    }

    @Test func `a mail address counts without regard to case and width`() {
        #expect(BlindIndex.normalMail(" Li.Lei＠Example.EDU.cn ") == "li.lei@example.edu.cn")
        #expect(BlindIndex.normalMail("a@b@c") == nil)
        #expect(BlindIndex.normalMail("@b") == nil)
    }

    @Test func `fields, sites and secrets have nothing in common`() throws {
        let macs = [
            try index().mac(of: "1234", as: .phone), try index().mac(of: "1234", as: .phoneEnding),
            try index(byte: 2).mac(of: "1234", as: .phone), try index(site: 2).mac(of: "1234", as: .phone),
        ]
        #expect(Set(macs.compactMap(\.self)).count == 4)
        #expect(
            try index().mac(of: "13800138000", as: .phoneEnding) == index().mac(of: "8000", as: .phoneEnding))
        #expect(macs.allSatisfy { $0?.count == 16 })
    }
}

import Ledger
import Sealing
import Testing

struct TrackingLinkTests {
    private func link(byte: UInt8 = 1, site: Int64 = 1) throws -> TrackingLink {
        TrackingLink(secret: try SiteSecret(bytes: [UInt8](repeating: byte, count: 32)), site: SiteID(site))
    }

    @Test(arguments: [(Int64(1), 1), (42, 65_535), (1 << 55, 2)])
    func `a token tells report and epoch in either case`(_ number: Int64, _ epoch: Int) throws {
        let token = try #require(try link().token(number: number, epoch: epoch))
        let claim = TrackingClaim(number: number, epoch: epoch)
        #expect(token.count == TrackingLink.symbolCount)
        #expect(token.allSatisfy { "0123456789abcdefghjkmnpqrstvwxyz".contains($0) })
        #expect(try link().verify(token) == claim)
        #expect(try link().verify(token.uppercased()) == claim)
    }

    @Test func `any changed symbol voids it`() throws {
        let token = Array(try #require(try link().token(number: 5, epoch: 1)))
        for index in token.indices {
            var altered = token
            altered[index] = token[index] == "0" ? "1" : "0"
            #expect(try link().verify(String(altered)) == nil)
        }
    }

    @Test func `another secret's and another site's tokens are nothing here`() throws {
        let token = try #require(try link().token(number: 5, epoch: 1))
        #expect(try link(byte: 2).verify(token) == nil)
        #expect(try link(site: 2).verify(token) == nil)
    }

    @Test(arguments: [
        "", "0", String(repeating: "0", count: 40), String(repeating: "u", count: 40), "票", "../../etc",
    ])
    func `hostile texts are nothing`(_ text: String) throws { #expect(try link().verify(text) == nil) }

    @Test(arguments: [(Int64(0), 1), (-1, 1), (1, 0), (1, 65_536), (.max, 1)])
    func `numbers out of range get no token`(_ number: Int64, _ epoch: Int) throws {
        #expect(try link().token(number: number, epoch: epoch) == nil)
    }
}

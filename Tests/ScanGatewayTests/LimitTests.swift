import Ledger
import Testing

@testable import ScanGateway

@Suite("The gateway's limits")
struct LimitTests {
    private let start = Instant(seconds: 1000)

    @Test("tell at most ten unknown codes a second for the whole site, from however many addresses")
    func site() {
        let limit = UnknownCodeLimit(at: start)
        var told = 0
        for number in 0..<100 where (try? limit.miss("10.0.0.\(number)", at: start)) != nil { told += 1 }
        #expect(told == 10)
        #expect((try? limit.miss("10.1.0.1", at: start + .seconds(1))) != nil)
    }

    @Test("tell one address fewer, and what it isn't told costs the other addresses nothing")
    func address() {
        let limit = UnknownCodeLimit(at: start)
        var told = 0
        for _ in 0..<100 where (try? limit.miss("10.0.0.1", at: start)) != nil { told += 1 }
        #expect(told == 8)
        #expect((try? limit.miss("10.0.0.2", at: start)) != nil)
        #expect((try? limit.miss("10.0.0.3", at: start)) != nil)
        #expect((try? limit.miss("10.0.0.4", at: start)) == nil)
        #expect((try? limit.miss("10.0.0.1", at: start + .seconds(1))) != nil)
        #expect((try? limit.miss("10.0.0.1", at: start + .seconds(1))) == nil)
    }

    @Test("answer every live label in the middle of a flood of unknown codes that ends in 429")
    func flood() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            var told: [Int] = []
            for number in 1...40 {
                let unknown = try #require(LabelCodes.valid(number))
                told.append(try await browser.get("/\(unknown)").status)
                #expect(try await browser.get("/\(campus.room)").status == 200)
                #expect(try await browser.get("/\(campus.revoked)").status == 410)
            }
            #expect(told == Array(repeating: 404, count: 8) + Array(repeating: 429, count: 32))
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "wifi"])
            #expect(sent.status == 303)
            campus.advance(seconds: 1)
            let later = try #require(LabelCodes.valid(41))
            #expect(try await browser.get("/\(later)").status == 404)
        }
    }

    @Test(
        "look up sixty unknown codes a minute for one address, however many it tries, and none of them twice as fast"
    )
    func lookedUp() {
        let limit = UnknownCodeLimit(at: start)
        var lookedUp = 0
        for tenths in 0..<6_000
        where limit.wait(of: "10.0.0.1", at: start + .milliseconds(100 * tenths)) == nil {
            lookedUp += 1
            try? limit.miss("10.0.0.1", at: start + .milliseconds(100 * tenths))
        }
        #expect(lookedUp == 600)
        #expect(limit.wait(of: "10.0.0.2", at: start) == nil)
    }

    @Test(
        "count the look-ups that were under way when the share was spent, and make the address wait for them")
    func underWay() {
        let limit = UnknownCodeLimit(at: start)
        for _ in 0..<150 { try? limit.miss("10.0.0.1", at: start) }
        #expect(limit.wait(of: "10.0.0.1", at: start) == 120)
        #expect(limit.wait(of: "10.0.0.1", at: start + .milliseconds(118_001)) == 2)
        #expect(limit.wait(of: "10.0.0.1", at: start + .seconds(120)) == nil)
        // A clock that was set back holds nobody up.
        #expect(limit.wait(of: "10.0.0.1", at: start - .seconds(3600)) == nil)
    }

    @Test("remember who has to wait, however many other addresses come")
    func crowd() {
        let limit = UnknownCodeLimit(rates: .init(addressesMax: 100), at: start)
        for _ in 0..<60 { try? limit.miss("10.0.0.1", at: start) }
        for number in 0..<1_000 { try? limit.miss("2001:db8:0:\(number)::/64", at: start) }
        #expect(limit.wait(of: "10.0.0.1", at: start) == 60)
    }

    @Test("count sign-in attempts in a window")
    func attempts() {
        let limit = AttemptLimit(attemptsMax: 2, window: .seconds(60))
        #expect(limit.attempt("wang", at: start) == nil)
        #expect(limit.attempt("wang", at: start) == nil)
        #expect(limit.attempt("wang", at: start + .seconds(10)) == .seconds(50))
        #expect(limit.attempt("li", at: start) == nil)
        #expect(limit.attempt("wang", at: start + .seconds(60)) == nil)
    }

    @Test(
        "take the address from a trusted proxy only, and of version 6 its first half",
        arguments: [
            ("1.2.3.4", ["9.9.9.9"], "1.2.3.4"), ("127.0.0.1", ["9.9.9.9, 8.8.8.8"], "8.8.8.8"),
            ("127.0.0.1", ["8.8.8.8, 127.0.0.1"], "8.8.8.8"), ("127.0.0.1", [], "127.0.0.1"),
            ("127.0.0.1", ["<script>"], "127.0.0.1"), ("2001:db8:1:2:3::4", [], "2001:db8:1:2::/64"),
            ("2001:db8::7", [], "2001:db8:0:0::/64"), ("2001:DB8:0:0:1::", [], "2001:db8:0:0::/64"),
            ("::ffff:1.2.3.4", [], "1.2.3.4"), ("fe80::1%eth0", [], "fe80::1%eth0"),
        ])
    func client(peer: String, forwarded: [String], expected: String) {
        #expect(ClientAddress.of(peer: peer, forwarded: forwarded, proxies: ["127.0.0.1"]) == expected)
    }

    @Test("give a live seat back when its holder is gone")
    func seats() {
        let seats = LiveSeats(max: 1)
        var seat = seats.take()
        #expect(seat != nil && seats.take() == nil)
        seat = nil
        #expect(seats.take() != nil)
    }
}

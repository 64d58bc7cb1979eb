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

    @Test("refuse an address that used up its share before anything is looked up, and no other")
    func address() throws {
        let limit = UnknownCodeLimit(at: start)
        for second in 0..<2 {
            for _ in 0..<8 { _ = try? limit.miss("10.0.0.1", at: start + .milliseconds(second)) }
        }
        #expect(throws: GatewayError.tooMany(seconds: 2)) {
            try limit.check("10.0.0.1", at: start + .milliseconds(2))
        }
        try limit.check("10.0.0.2", at: start + .milliseconds(2))
        try limit.check("10.0.0.1", at: start + .seconds(3))
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
            ("127.0.0.1", ["<script>"], "127.0.0.1"), ("2001:db8:1:2:3::4", [], "2001:db8:1:2"),
            ("2001:db8::7", [], "2001:db8::"),
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

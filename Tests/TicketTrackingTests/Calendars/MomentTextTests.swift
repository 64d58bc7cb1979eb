import Ledger
import Testing

@testable import TicketTracking

@Suite("Moments as people write them")
struct MomentTextTests {
    @Test(
        "By the clock at the site, or with an offset",
        arguments: [
            ("Asia/Shanghai", "2026-12-02 10:00", "2026-12-02T02:00:00Z"),
            ("Asia/Shanghai", "2026-12-02T10:00", "2026-12-02T02:00:00Z"),
            ("Asia/Shanghai", "2026-12-02T10:00:00+01:00", "2026-12-02T09:00:00Z"),
            ("Asia/Shanghai", "2026-12-02T10:00:00Z", "2026-12-02T10:00:00Z"),
            ("Europe/Berlin", "2026-07-01 00:00", "2026-06-30T22:00:00Z"),
            // Shown twice, the first; skipped, the moment of the change.
            ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z"),
            ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:00:00Z"),
        ])
    func read(_ zone: String, _ text: String, _ instant: String) throws {
        #expect(try #require(ServiceZone(zone)).moment(text) == Instant(rfc3339: instant))
    }

    @Test(
        "And nothing else",
        arguments: [
            "", "2026-12-02", "10:00", "2026-12-02 24:00", "2026-12-02 10:60", "2026-12-02 1:00",
            "2026-02-30 10:00",
            "2026-12-02  10:00", "2026-12-02 10:00:00", "2026-12-02 10：00", "2026-12-02 -1:00",
            "2026-12-02 +1:00",
            "2026-12-02 10:00 ", "02.12.2026 10:00", "tomorrow 10:00",
        ])
    func unread(_ text: String) throws {
        #expect(try #require(ServiceZone("Asia/Shanghai")).moment(text) == nil)
    }
}

import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("A promise that wasn't kept")
struct LatePromiseTests {
    private func reported(_ campus: Campus, _ browser: Browsing) async throws -> String {
        let sent = try await browser.multipart("/\(campus.room)", ["key": campus.key(1), "category": "wifi"])
        return sent.location.replacing("?sent=1", with: "")
    }

    private func sweep(_ campus: Campus) async throws {
        try await campus.desk.sweep(at: Instant(microseconds: campus.clock.value))
    }

    @Test("is said to be late, by whom and since when, and that the lead was told once somebody was")
    func response() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            #expect(try await browser.get(track).contains("网络运维组将在"))
            campus.advance(seconds: 2 * 3600)
            let late = try await browser.get(track)
            #expect(late.text.contains(/原定[^<]+前由网络运维组响应，现已超时，对不起。/))
            #expect(!late.contains("尽快安排") && !late.contains("已提醒班组长"))
            // The ladder is climbed, but nobody is the lead.
            try await sweep(campus)
            #expect(try await !browser.get(track).contains("已提醒班组长"))
            try await CampusMaker.addStaff(campus, "lead", .teamLead, number: 240)
            #expect(try await browser.get(track).contains("现已超时，对不起。已提醒班组长。"))
            let english = try await browser.get(track, [.acceptLanguage: "en"])
            #expect(
                english.text.contains(
                    /Network team was to respond by [^<]+\. That is late, and we are sorry\. The team’s lead has been told\./
                ))
        }
    }

    @Test("isn't said to be known to the lead before the ladder came to it")
    func untold() async throws {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "lead", .teamLead, number: 240)
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            campus.advance(seconds: 2 * 3600)
            #expect(try await !browser.get(track).contains("已提醒班组长"))
            try await sweep(campus)
            #expect(try await browser.get(track).contains("已提醒班组长"))
        }
    }

    @Test("of the repair is late while somebody works on it, too")
    func resolution() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let command = try #require(CommandID(campus.key(20)))
            let act = Act(
                by: Principal(actor: .system("test")), at: Campus.start, channel: .commandLine,
                command: command)
            try await campus.desk.perform(.accept, on: TicketID(1), basedOn: nil, act: act)
            #expect(try await browser.get(track).contains("预计"))
            campus.advance(seconds: 2 * 86_400)
            let late = try await browser.get(track)
            #expect(late.text.contains(/原定[^<]+前由网络运维组修好，现已超时，对不起。/))
            #expect(!late.contains("尽快安排"))
        }
    }
}

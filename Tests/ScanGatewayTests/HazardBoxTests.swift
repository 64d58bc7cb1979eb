import HTTPTypes
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The box for danger")
struct HazardBoxTests {
    private func newest(_ campus: Campus) async throws -> TicketRow {
        let rows = try await campus.storage.ticketRows(TicketQuery(limit: 10))
        return try #require(rows.max { $0.id < $1.id })
    }

    @Test("It makes a hazard of a report, on the page and in the JSON interface; without it none is")
    func box() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            for (number, isTicked) in [(UInt64(1), true), (2, false)] {
                var fields = ["key": campus.key(number), "category": "power", "words": "插座松了"]
                if isTicked { fields["hazard"] = "1" }
                #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
                #expect(try await newest(campus).isHazard == isTicked)
                let headers: HTTPFields = [
                    .contentType: "application/json", .idempotencyKey: campus.key(number + 10),
                ]
                let body = #"{"where":"x","category":"power","words":"loose","hazard":\#(isTicked)}"#
                let sent = try await browser.send("/api/v1/reports", Array(body.utf8), headers)
                #expect(sent.status == 201, "\(sent.text)")
                #expect(try await newest(campus).isHazard == isTicked)
            }
        }
        #expect(try await campus.ticketCount == 4)
    }
}

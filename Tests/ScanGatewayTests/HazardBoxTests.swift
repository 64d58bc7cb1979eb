import Facility
import HTTPTypes
import Ledger
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

    private static let call = #"<a class="button danger wide" href="tel:02988880110">"#

    /// The box isn't ticked; the words say it.
    private func sparks(_ campus: Campus, _ browser: Browsing) async throws -> Page {
        let fields = ["key": campus.key(1), "category": "power", "words": "插座冒烟，有火花"]
        let sent = try await browser.multipart("/\(campus.room)", fields)
        #expect(sent.status == 303)
        return sent
    }

    @Test("Words alone do as well: keep away, leave and call stand on the page until it is answered")
    func words() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let sent = try await sparks(campus, browser)
            let track = sent.location.replacing("?sent=1", with: "")
            for address in [sent.location, track] {
                let page = try await browser.get(address)
                #expect(page.contains("不要触碰，请先离开，再打电话。") && page.contains(Self.call), "\(address)")
                let english = try await browser.get(address, [.acceptLanguage: "en"])
                #expect(english.contains("Don’t touch anything. Leave first, then call."))
            }
            for (number, order) in [
                TicketOrder.accept,
                .resolve(mode: .onSite, answer: "换了插座", cause: nil, action: nil, photos: []),
            ].enumerated() {
                let command = try #require(CommandID(campus.key(UInt64(30 + number))))
                let act = Act(
                    by: Principal(actor: .system("test")), at: Campus.start, channel: .commandLine,
                    command: command)
                try await campus.desk.perform(order, on: TicketID(1), basedOn: nil, act: act)
            }
            let mended = try await browser.get(track)
            #expect(mended.contains("换了插座") && !mended.contains("不要触碰") && !mended.contains(Self.call))
        }
    }

    @Test("Whoever has a hazard too is told as well, and a report that tells of none isn't")
    func meToo() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await sparks(campus, browser)
            let number = try await browser.get("/\(campus.room)").field("ticket")
            let joined = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(2), "ticket": number])
            #expect(try await browser.get(joined.location).contains(Self.call))
            let loose = ["key": campus.key(3), "category": "door", "words": "门把手松了"]
            let harmless = try await browser.multipart("/\(campus.dormitory)", loose)
            #expect(try await !browser.get(harmless.location).contains("不要触碰"))
        }
    }

    @Test("The JSON interface says it, with what to do and whom to call")
    func program() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            for (number, words, isHazard) in [
                (UInt64(1), "The socket gives off sparks", true), (2, "loose", false),
            ] {
                let headers: HTTPFields = [
                    .contentType: "application/json", .idempotencyKey: campus.key(number),
                    .acceptLanguage: "en",
                ]
                let body = #"{"where":"x","category":"power","words":"\#(words)"}"#
                let sent = try await browser.send("/api/v1/reports", Array(body.utf8), headers)
                let again = try await browser.get(sent.location, [.acceptLanguage: "en"])
                for answer in [sent, again] {
                    #expect(answer.contains(#""isHazard":\#(isHazard)"#), "\(answer.text)")
                    let advice = #""advice":"Don’t touch anything. Leave first, then call.""#
                    #expect(answer.contains(advice) == isHazard)
                    #expect(answer.contains(#""hotline":"029-8888 0110""#) == isHazard)
                }
            }
        }
    }
}

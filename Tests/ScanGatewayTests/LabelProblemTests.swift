import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("A label on the wall")
struct LabelProblemTests {
    private func label(_ campus: Campus) async throws -> Label {
        try #require(try await campus.storage.label(campus.room))
    }

    /// As a print run leaves it.
    private func printed(_ campus: Campus) async throws {
        let issue = LabelIssue(
            number: 1, text: "https://X/\(campus.room.compact)", host: "X", version: 3, level: "Q", mask: 1,
            batch: BatchID(1), printedReference: "2-E-03", printedAt: Campus.start)
        try await campus.gateway.register.recordPrinted(
            batch: BatchID(1), issues: [PrintedLabel(code: campus.room, issue: issue)], act: .byOperator(90))
    }

    @Test("is seen by any scan, at most once a day")
    func seen() async throws {
        let campus = try await Campus()
        try await printed(campus)
        try await campus.browse { browser in
            _ = try await browser.get("/\(campus.room)")
            campus.advance(seconds: 86_399)
            _ = try await browser.get("/\(campus.room)")
        }
        #expect(try await label(campus).lastSeenAt == Campus.start)
        try await campus.browse { browser in
            campus.advance(seconds: 1)
            _ = try await browser.get("/\(campus.room)")
        }
        #expect(try await label(campus).lastSeenAt == Campus.start + .seconds(86_400))
        let stream = StreamID(.label, try await label(campus).id.rawValue)
        #expect(
            try await campus.storage.envelopes(of: stream).map(\.kind.name)
                == ["label.minted", "label.printed", "label.seen", "label.seen"])
    }

    @Test("shows its page to a label that was never printed, and notes nothing")
    func neverPrinted() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.get("/\(campus.room)")
            #expect(page.status == 200)
        }
        #expect(try await label(campus).lastSeenAt == nil)
    }

    @Test("can be complained of by anybody, in either language, and becomes one task however often")
    func complained() async throws {
        let campus = try await Campus()
        try await printed(campus)
        try await campus.browse { browser in
            let form = try await browser.get("/\(campus.room)", [.acceptLanguage: "zh"])
            #expect(form.contains("标签本身有问题？") && form.contains("被别的二维码盖住"))
            for number in [1, 2] as [UInt64] {
                let sent = try await browser.post(
                    "/\(campus.room)", ["key": campus.key(number), "intent": "label", "kind": "covered"],
                    [.acceptLanguage: "en"])
                #expect(sent.status == 200 && sent.contains("Facilities will look at this label"))
            }
        }
        let problems = try await label(campus).problems
        #expect(problems.map(\.kind) == [.covered] && problems.map(\.state) == [.open])
        #expect(try await campus.storage.labelsWithProblems().map(\.code) == [campus.room])
        #expect(try await campus.ticketCount == 0)
    }

    @Test("asks what is wrong where nothing was chosen, and a place without a label asks nothing")
    func nothingChosen() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let sent = try await browser.post(
                "/\(campus.room)", ["key": campus.key(1), "intent": "label", "kind": "burnt"])
            #expect(sent.status == 422 && sent.contains("请选择标签有什么问题"))
            let elsewhere = try await browser.get("/-/elsewhere")
            #expect(!elsewhere.contains("标签本身有问题"))
        }
        #expect(try await label(campus).problems.isEmpty)
    }

    @Test("that was replaced twice leads to the newest")
    func replacedTwice() async throws {
        let campus = try await Campus()
        let second = try #require(try await campus.storage.label(campus.replaced)?.replacedBy)
        let third = try await campus.gateway.register.replaceLabel(
            second, act: .byOperator(91), random: { 0x1234_5678_9ABC })
        try await campus.browse { browser in
            let page = try await browser.get("/\(campus.replaced)")
            #expect(page.status == 410 && page.contains("href=\"/\(third.code.compact)\""))
        }
    }
}

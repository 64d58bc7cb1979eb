import Facility
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The caller's page")
struct CallPageTests {
    /// A fault that was mended, with callers `li` and `xu`; its call is due.
    private static func due(
        _ campus: Campus, _ browser: Browsing
    ) async throws -> CallTests.Mended {
        let at = try await CallTests.Mended(campus, browser)
        try await CampusMaker.addStaff(campus, "xu", .caller, name: "徐老师", number: 120)
        campus.advance(seconds: 3_700)
        return at
    }

    private static func dial(
        _ call: String, _ key: UInt64, as account: String, _ campus: Campus, _ browser: Browsing
    ) async throws -> Page {
        let (session, csrf) = try await browser.signIn(account)
        return try await browser.post(
            "/-/calls/dial", ["csrf": csrf, "key": campus.key(key), "call": call], session)
    }

    private static func save(
        _ call: String, _ key: UInt64, _ typed: [String: String], as account: String, _ campus: Campus,
        _ browser: Browsing
    ) async throws -> Page {
        let (session, csrf) = try await browser.signIn(account)
        let fields = ["csrf": csrf, "key": campus.key(key), "call": call].merging(typed) { $1 }
        return try await browser.post("/-/calls/save", fields, session)
    }

    private static func page(_ account: String, _ browser: Browsing, _ query: String = "") async throws
        -> Page
    {
        try await browser.get("/-/calls" + query, try await browser.signIn(account).headers)
    }

    @Test("shows one call with what to say, its number for one attempt only, and what came of it")
    func loop() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Self.due(campus, browser)
            let call = "\(at.number).1.1"
            let before = try await Self.page("li", browser)
            for words in [
                "还有 1 个电话", "二层弱电间 2-E-03", "无线信号差", "已更换天线", "王师傅", "修好了吗", "这样说", "•••••••••00",
                "第 1 次，共 3 次",
            ] { #expect(before.contains(words), "\(words)") }
            #expect(
                !before.contains("8000") && !before.contains("何同学") && !before.contains("name=\"outcome\""))
            #expect(before.forms.contains { $0["call"] == call })
            #expect(try await Self.dial(call, 300, as: "li", campus, browser).location == "/-/calls")
            let open = try await Self.page("li", browser)
            #expect(open.contains("href=\"tel:13800138000\"") && open.contains("138-0013-8000"))
            #expect(
                open.text.matches(of: /name="outcome" value="(\w+)"/).count == APICallRequest.outcomes.count)
            #expect(open.contains("data-key=\"1\"") && open.contains("何同学"))
            let reveals = try await at.facts.filter { if case .contactRevealed = $0 { true } else { false } }
            #expect(reveals.count == 1)
            let saved = try await Self.save(call, 301, ["outcome": "busy"], as: "li", campus, browser)
            #expect(saved.location == "/-/calls?saved=\(call)")
            let after = try await Self.page("li", browser, "?saved=\(call)")
            #expect(after.contains("已记录：占线") && after.contains("本轮下一次"), "\(after.text)")
            #expect(!after.contains("8000"))
            // Nor on the ticket's own page, where it could be seen a minute ago.
            let ticket = try await browser.get(
                "/-/desk/\(at.number)", try await browser.signIn("li").headers)
            #expect(ticket.status == 200 && !ticket.contains("0013-8000"))
        }
    }

    @Test("leaves a caller one number at a time, and an open call to whoever opened it")
    func oneAtATime() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CallTests.Mended(campus, browser)
            try await CampusMaker.addStaff(campus, "xu", .caller, name: "徐老师", number: 120)
            let other = try await CallTests.Mended.mend(campus, 400, phone: "139-0013-9000")
            let number = TicketNumber(of: other, under: campus.numbers).description
            campus.advance(seconds: 3_700)
            let (first, second) = ("\(at.number).1.1", "\(number).1.1")
            _ = try await Self.dial(first, 300, as: "li", campus, browser)
            let greedy = try await Self.dial(second, 301, as: "li", campus, browser)
            #expect(greedy.status == 409 && greedy.contains("请先记录那一个") && !greedy.contains("139-0013"))
            // The other caller comes to the other call, is told of the first, and can't have its number.
            let colleague = try await Self.page("xu", browser)
            #expect(colleague.forms.contains { $0["call"] == second })
            #expect(colleague.contains("李老师已在") && !colleague.contains("138-0013"))
            let refused = try await Self.dial(first, 302, as: "xu", campus, browser)
            #expect(refused.status == 409 && refused.contains("李老师已在") && !refused.contains("138-0013"))
            #expect(try await at.post("/calls/\(at.number)/dial", "{}", 303, as: "xu").status == 409)
            // An attempt that nobody records doesn't hold the call for ever: on the next morning it is anybody's.
            campus.advance(seconds: 15 * 3_600)
            #expect(!(try await Self.page("li", browser)).contains("tel:13800138000"))
            #expect(try await Self.dial(first, 304, as: "xu", campus, browser).status == 303)
            #expect(try await Self.page("xu", browser).contains("tel:13800138000"))
        }
    }

    @Test("loses no typed word to a refusal, nor to a reporter who answered meanwhile")
    func words() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Self.due(campus, browser)
            let call = "\(at.number).1.1"
            _ = try await Self.dial(call, 300, as: "li", campus, browser)
            let typed = ["words": "请晚上再打，<b>白天</b>有课"]
            for (key, more, field, group) in [
                (301, [:], "outcome-1", "outcome"), (302, ["outcome": "reached"], "mended-yes", "mended"),
                (303, ["outcome": "callBack"], "callBack", "callBack"),
                (304, ["outcome": "callBack", "callBack": "2026-08-30T23:30"], "callBack", "callBack"),
                (305, ["outcome": "language"], "language", "language"),
            ] as [(UInt64, [String: String], String, String)] {
                let page = try await Self.save(
                    call, key, typed.merging(more) { $1 }, as: "li", campus, browser)
                #expect([409, 422].contains(page.status) && page.contains("href=\"#\(field)\""), "\(more)")
                #expect(page.contains("aria-describedby=\"\(group)-error\""), "\(more)")
                #expect(page.contains("<span class=\"error\" id=\"\(group)-error\">"), "\(more)")
                #expect(page.contains("请晚上再打，&lt;b&gt;白天&lt;/b&gt;有课</textarea>"), "\(more)")
                if let outcome = more["outcome"] {
                    #expect(
                        page.text.contains(
                            try Regex("value=\"\(outcome)\" id=\"outcome-\\d\" data-key=\"\\d\" checked")))
                }
                #expect(page.contains("tel:13800138000"), "\(more)")
            }
            let ticket = try #require(try Ticket.folding(try await campus.storage.events(of: at.ticket)))
            let report = ticket.reports[0].report
            let reporter = Principal(actor: .reporter(report.reporter))
            try await campus.desk.perform(
                .rate(report.id, isSatisfied: true, words: nil), on: at.ticket, basedOn: nil,
                act: CallTests.Mended.act(campus, 310, by: reporter))
            let late = try await Self.save(
                call, 306, typed.merging(["outcome": "busy"]) { $1 }, as: "li", campus, browser)
            #expect(late.status == 409 && late.contains("报修人自己答复了"), "\(late.text)")
            #expect(late.contains("readonly>请晚上再打，&lt;b&gt;白天&lt;/b&gt;有课</textarea>"))
            #expect(!late.contains("8000"))
            let shown = try await Self.page("li", browser, "?call=\(call)")
            #expect(shown.status == 200 && shown.contains("这一轮已经结束") && !shown.contains("8000"))
        }
    }

    @Test("says why there is nothing to call, and who may")
    func nothing() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            #expect(try await browser.get("/-/calls").location == "/-/sign-in")
            let (technician, _) = try await browser.signIn()
            let refused = try await browser.get("/-/calls", technician)
            #expect(refused.status == 403 && refused.contains("回访员"))
            try await CampusMaker.addStaff(campus, "zhu", .teamLead, name: "朱班长", number: 130)
            let at = try await CallTests.Mended(campus, browser)
            let early = try await Self.page("li", browser)
            #expect(early.contains("现在没有要打的电话") && early.contains("下一个："), "\(early.text)")
            campus.advance(seconds: 3_700)
            let lead = try await Self.page("zhu", browser)
            #expect(lead.contains("能看清单，但不能拨打") && !lead.contains("id=\"dial\""))
            #expect(try await Self.dial("\(at.number).1.1", 300, as: "zhu", campus, browser).status == 403)
            campus.advance(seconds: 3_600)
            let night = try await Self.page("li", browser)
            #expect(night.contains("现在不是回访时段，明天 09:00再打") && !night.contains("id=\"dial\""), "\(night.text)")
            let english = try await Self.page("li", browser, "?lang=en")
            #expect(english.contains("1 call left") && english.contains("No calls at this hour"))
            // A caller begins with the calls.
            #expect(
                try await browser.post("/-/sign-in", ["account": "li", "password": Campus.password])
                    .location == "/-/calls")
            for odd in ["x", "\(at.number).9.1", "\(at.number).1.9", "\(at.number).1.2"] {
                #expect(try await Self.page("li", browser, "?call=\(odd)").status == 200, "\(odd)")
            }
        }
    }
}

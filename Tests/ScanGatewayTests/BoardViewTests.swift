import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Views of the board")
struct BoardViewTests {
    /// `li` and `qian` dispatch; one fault in room 2-E-03 of house E, one of another kind in the dormitory.
    private static func filled(_ browser: Browsing, _ campus: Campus) async throws {
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 100)
        try await CampusMaker.addStaff(campus, "qian", .dispatcher, name: "钱老师", number: 200)
        for (number, (label, category)) in [(campus.room, "network.outage"), (campus.dormitory, "power")]
            .enumerated()
        {
            let fields = ["key": campus.key(UInt64(50 + number)), "category": category, "words": "坏了"]
            #expect(try await browser.multipart("/\(label)", fields).status == 303)
        }
    }

    private static func shown(_ page: Page) -> Int {
        page.text.matches(of: /name="ticket" value="/).count
    }

    @Test("narrow to a place and what lies in it, as people name it, and to a kind of fault")
    func filters() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            try await Self.filled(browser, campus)
            let (session, _) = try await browser.signIn("li")
            #expect(Self.shown(try await browser.get("/-/board", session)) == 2)
            for (words, count) in [
                ("XQ-E", 1), ("XQ-D", 1), ("%E4%B8%BB%E6%A5%BC%E7%BE%A4E%E5%BA%A7", 1), ("XQ", 2),
            ] {
                let found = try await browser.get("/-/board?where=\(words)&category=", session)
                #expect(found.status == 303 && found.location.hasPrefix("/-/board?place="), "\(words)")
                #expect(Self.shown(try await browser.get(found.location, session)) == count, "\(words)")
            }
            let house = try await browser.get("/-/board?where=XQ-E&category=power&team=network", session)
            let none = try await browser.get(house.location, session)
            #expect(Self.shown(none) == 0 && none.contains("只看：") && none.contains("value=\"XQ-E\""))
            #expect(none.contains("href=\"/-/board?team=network\">取消筛选"))
            let power = try await browser.get("/-/board?category=power", session)
            #expect(Self.shown(power) == 1 && power.contains("value=\"power\" selected"))
            let nowhere = try await browser.get("/-/board?where=%3Cb%3Enowhere", session)
            #expect(nowhere.status == 422 && nowhere.contains("没有找到“&lt;b&gt;nowhere”"))
            #expect(nowhere.contains("href=\"#where\"") && nowhere.contains("value=\"&lt;b&gt;nowhere\""))
            // What isn't a place or a kind is left out; nothing typed is no place.
            #expect(Self.shown(try await browser.get("/-/board?place=999999&category=x", session)) == 2)
            #expect(
                try await browser.get("/-/board?where=&category=power", session).location
                    == "/-/board?category=power")
        }
    }

    @Test("are kept under a name, for oneself alone, renamed and deleted by forms")
    func kept() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            try await Self.filled(browser, campus)
            let (session, csrf) = try await browser.signIn("li")
            func send(_ fields: [String: String]) async throws -> Page {
                try await browser.post("/-/board/view", fields.merging(["csrf": csrf]) { $1 }, session)
            }
            let view = ["do": "keep", "view": "?team=network&category=power"]
            let kept = try await send(view.merging(["name": " 晚班 <E座> "]) { $1 })
            #expect(kept.status == 303 && kept.location == "/-/board?team=network&category=power")
            let link =
                "href=\"/-/board?team=network&amp;category=power\" aria-current=\"page\">晚班 &lt;E座&gt;</a>"
            #expect(try await browser.get(kept.location, session).contains(link))
            let (other, _) = try await browser.signIn("qian")
            #expect(!(try await browser.get("/-/board", other)).contains("晚班"))

            let renamed = try await send(["do": "rename", "old": "晚班 <E座>", "name": "夜班", "view": ""])
            #expect(renamed.status == 303)
            let board = try await browser.get("/-/board", session)
            #expect(board.contains(">夜班</a>") && !board.contains("晚班"))
            _ = try await send(view.merging(["name": "早班"]) { $1 })
            let taken = try await send(["do": "rename", "old": "早班", "name": "夜班", "view": ""])
            #expect(
                taken.status == 422 && taken.contains("已有名为“夜班”的视图") && taken.contains("id=\"keep\" open"))
            #expect(try await send(["do": "drop", "old": "夜班", "view": ""]).status == 303)
            #expect(!(try await browser.get("/-/board", session)).contains("夜班"))
        }
    }

    @Test("have a name of at most 40 characters, are 20 at most, and need the page's own form")
    func limits() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            try await Self.filled(browser, campus)
            let (session, csrf) = try await browser.signIn("li")
            func keep(_ name: String, _ more: [String: String] = [:]) async throws -> Page {
                let fields = ["csrf": csrf, "do": "keep", "view": "", "name": name].merging(more) { $1 }
                return try await browser.post("/-/board/view", fields, session)
            }
            for name in ["", String(repeating: "长", count: 41)] {
                let refused = try await keep(name)
                #expect(refused.status == 422 && refused.contains("请给视图起个名称，最多 40 个字"), "\(name)")
            }
            for number in 1...KeptView.viewsMax { #expect(try await keep("\(number)").status == 303) }
            #expect(try await keep("one more").contains("最多保存 20 个视图"))
            #expect(try await keep("x", ["csrf": "x"]).status == 403)
            #expect(try await keep("x", ["do": "burn"]).status == 400)
            let (technician, token) = try await browser.signIn()
            let fields = ["csrf": token, "do": "keep", "name": "x"]
            #expect(try await browser.post("/-/board/view", fields, technician).status == 403)
        }
    }
}

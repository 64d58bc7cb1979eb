import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The page of those who supervise")
struct SupervisionPageTests {
    /// A fault of the network team with its number; `sun` supervises, `zhu` leads another team, `hao` is the head.
    private static func filed(
        _ campus: Campus, _ browser: Browsing
    ) async throws -> (number: String, id: TicketID) {
        try await CampusMaker.addStaff(campus, "sun", .supervisor, name: "孙主任", number: 110)
        try await CampusMaker.addStaff(campus, "hao", .head, name: "郝处长", number: 120)
        try await CampusMaker.addStaff(
            campus, "zhu", .teamLead, name: "朱班长", scope: .team(try #require(TeamKey("repairs"))), number: 130
        )
        let fields = ["key": campus.key(1), "category": "network.outage", "words": "<b>没有信号</b>"]
        #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
        let (session, csrf) = try await browser.signIn()
        let number = campus.gateway.number(of: TicketID(1)).description
        let accepted = ["csrf": csrf, "key": campus.key(2)]
        #expect(try await browser.post("/-/desk/\(number)/accept", accepted, session).status == 303)
        return (number, TicketID(1))
    }

    /// What the page after a press says of it.
    private static func said(
        _ words: String, after answer: Page, _ session: HTTPFields, _ browser: Browsing
    ) async throws -> Bool {
        let page = try await browser.get(answer.location, session)
        return page.contains("role=\"status\" tabindex=\"-1\" data-focus>\(words)")
    }

    private static func page(_ account: String, _ browser: Browsing, _ query: String = "") async throws
        -> Page
    {
        try await browser.get("/-/supervision" + query, try await browser.signIn(account).headers)
    }

    @Test("orders an answer by form, and shows its receipt, its answer and who owes it")
    func order() async throws {
        let campus = try await Campus(teams: ["network", "repairs"])
        try await campus.browse { browser in
            let (number, _) = try await Self.filed(campus, browser)
            let (sun, csrf) = try await browser.signIn("sun")
            #expect(try await browser.get("/-/desk", sun).contains("/-/supervision"))
            let ticket = try await browser.get("/-/desk/\(number)", sun)
            #expect(ticket.contains("发起督办") && !ticket.contains("回复督办"))
            let path = "/-/desk/\(number)/supervise"
            let late = ["csrf": csrf, "key": campus.key(10), "words": "请<i>说明</i>原因", "until": "2020-01-01"]
            let refused = try await browser.post(path, late, sun)
            #expect(refused.status == 422 && refused.contains("请&lt;i&gt;说明&lt;/i&gt;原因</textarea>"))
            let empty = try await browser.post(path, ["csrf": csrf, "key": campus.key(11)], sun)
            #expect(empty.status == 422 && empty.contains("href=\"#supervise-words\""))
            let asked = ["csrf": csrf, "key": campus.key(12), "words": "请<i>说明</i>原因"]
            let ordered = try await browser.post(path, asked, sun)
            #expect(try await Self.said("督办第 1 号已发出", after: ordered, sun, browser))
            let open = try await Self.page("sun", browser)
            for words in ["第 1 号，领导督办", "请&lt;i&gt;说明&lt;/i&gt;原因", "未签收", "王师傅", "网络运维组", number] {
                #expect(open.contains(words), "\(words)")
            }

            let (wang, token) = try await browser.signIn()
            let owing = try await browser.get("/-/desk/\(number)", wang)
            #expect(owing.contains("签收督办第 1 号") && owing.contains("请&lt;i&gt;说明&lt;/i&gt;原因"))
            func act(_ name: String, _ key: UInt64, _ more: [String: String]) async throws -> Page {
                let fields = ["csrf": token, "key": campus.key(key), "supervision": "1"]
                return try await browser.post("/-/desk/\(number)/\(name)", fields.merging(more) { $1 }, wang)
            }
            let read = try await act("read-supervision", 20, [:])
            #expect(try await Self.said("已签收督办第 1 号。", after: read, wang, browser))
            #expect(try await Self.page("sun", browser).contains("已签收"))
            #expect(try await act("answer-supervision", 21, [:]).contains("href=\"#supervision-1\""))
            let answered = try await act("answer-supervision", 22, ["words": "配件明天到"])
            #expect(try await Self.said("已回复督办第 1 号。", after: answered, wang, browser))
            #expect(try await Self.page("sun", browser).contains("没有要回复的督办"))
            let all = try await Self.page("sun", browser, "?answered=1")
            #expect(all.contains("配件明天到") && all.contains("已回复"), "\(all.text)")
        }
    }

    @Test("shows what is late first, each to whose it is, and words to those only who may read them")
    func scopes() async throws {
        let campus = try await Campus(teams: ["network", "repairs"])
        try await campus.browse { browser in
            let (number, id) = try await Self.filed(campus, browser)
            #expect(try await browser.get("/-/supervision").location == "/-/sign-in")
            let technician = try await Self.page("wang", browser)
            #expect(technician.status == 403 && technician.contains("监督员"))
            #expect(try await Self.page("sun", browser).contains("没有超时的工单"))
            let sun = Principal(actor: .staff(PersonID(77)), grants: [Grant(role: .supervisor, scope: .site)])
            try await campus.desk.perform(
                .act(.supervise(notice: "请说明", due: nil)), on: id, basedOn: nil,
                act: CallTests.Mended.act(campus, 30, by: sun))
            let ticket = try #require(try Ticket.folding(try await campus.storage.events(of: id)))
            let report = ticket.reports[0].report
            try await campus.desk.perform(
                .urge(report.id, words: "急"), on: id, basedOn: nil,
                act: CallTests.Mended.act(
                    campus, 31, by: Principal(actor: .reporter(report.reporter))))
            campus.advance(seconds: 90_000)
            let late = try await Self.page("sun", browser)
            let order = ["id=\"late\"", number, "id=\"soon\"", "id=\"orders\"", "请说明", "id=\"urges\"", "1 次"]
            var rest = late.text[...]
            for part in order {
                let found = rest.range(of: part)
                #expect(found != nil, "\(part)")
                if let found { rest = rest[found.upperBound...] }
            }
            // Another team's lead sees nothing of it; the head sees that it is, and no words.
            let other = try await Self.page("zhu", browser)
            #expect(other.status == 200 && !other.contains(number) && other.contains("没有超时的工单"))
            let head = try await Self.page("hao", browser)
            #expect(head.contains(number) && !head.contains("请说明"))
            #expect(!(try await Self.page("sun", browser, "?team=repairs")).contains(number))
            // Who may order is told how where the tickets stand, who owes answers how to give them, the head neither.
            let how = try #require(late.text.range(of: "选“发起督办”"))
            #expect(how.lowerBound < (try #require(late.text.range(of: "id=\"soon\""))).lowerBound)
            #expect(other.contains("签收、回复督办") && !other.contains("选“发起督办”"))
            #expect(!head.contains("选“发起督办”") && !head.contains("签收、回复督办"))
            let english = try await Self.page("sun", browser, "?lang=en")
            #expect(english.contains("Urges unanswered") && english.contains("No. 1, by order"))

            let (wang, token) = try await browser.signIn()
            let path = "/-/desk/\(number)/answer-urge"
            let silent = try await browser.post(
                path, ["csrf": token, "key": campus.key(40), "report": "1"], wang)
            #expect(silent.status == 422 && silent.contains("href=\"#urge-1\""))
            let answer = ["csrf": token, "key": campus.key(41), "report": "1", "words": "正在路上"]
            let told = try await browser.post(path, answer, wang)
            #expect(try await Self.said("已答复报修人。", after: told, wang, browser))
            #expect(try await Self.page("sun", browser).contains("没有等待答复的催单"))
        }
    }

    @Test("has every urge that nobody has answered, the oldest first, in parts of a light page")
    func manyUrges() async throws {
        let campus = try await Campus(teams: ["network", "repairs"])
        let count = 430
        try await campus.browse { browser in
            _ = try await Self.filed(campus, browser)
            for number in 0..<count {
                let fields = ["key": campus.key(UInt64(1_000 + number)), "category": "door", "words": "门坏了"]
                #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
            }
            // The newest was urged first.
            let urged = (0..<count).map { TicketID(Int64(count + 1 - $0)) }
            for (number, id) in urged.enumerated() {
                campus.advance(seconds: 60)
                let ticket = try #require(try Ticket.folding(try await campus.storage.events(of: id)))
                let report = ticket.reports[0].report
                try await campus.desk.perform(
                    .urge(report.id, words: nil), on: id, basedOn: nil,
                    act: CallTests.Mended.act(
                        campus, UInt64(5_000 + number), by: Principal(actor: .reporter(report.reporter))))
            }
            var (found, link): ([String], String?) = ([], "/-/supervision")
            let session = try await browser.signIn("sun").headers
            while let here = link, found.count <= count {
                let page = try await browser.get(here, session)
                #expect(page.contains("<dt>未答复的催单</dt><dd><b>430</b></dd>"), "\(here)")
                let part = page.text.components(separatedBy: "aria-labelledby=\"urges\"")[1]
                found += part.matches(of: /<a class="code" href="[^"]*">([0-9A-Z-]{9})</).map { String($0.1) }
                link = part.firstMatch(of: /href="([^"#]*)#urges" rel="next"/)
                    .map { String($0.1).replacing("&amp;", with: "&") }
            }
            #expect(found == urged.map { campus.gateway.number(of: $0).description })
            // With styles and scripts, some 20 KB, the first view stays under 60 KB.
            var packed = session
            packed[.acceptEncoding] = "gzip"
            let first = try await browser.get("/-/supervision", packed)
            #expect(
                first.headers[.contentEncoding] == "gzip" && first.bytes.count < 40_000,
                "\(first.bytes.count)")
        }
    }
}

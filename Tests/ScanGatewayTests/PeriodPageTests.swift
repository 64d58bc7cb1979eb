import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("A week's or a month's report")
struct PeriodPageTests {
    /// Two faults in two houses of which one is mended; the supervisor's session, and the month's name.
    private func filled(_ campus: Campus, _ browser: Browsing) async throws -> (HTTPFields, String) {
        for (number, code) in [campus.room, campus.dormitory].enumerated() {
            let fields = [
                "key": campus.key(UInt64(number + 1)), "category": "network.outage", "words": "=1+1",
            ]
            #expect(try await browser.multipart("/\(code)", fields).status == 303)
        }
        let (mine, csrf) = try await browser.signIn()
        let number = campus.gateway.number(of: TicketID(1)).description
        for (key, act, words) in [(3, "accept", ""), (4, "arrive", ""), (5, "resolve", "=换了插头")]
            as [(UInt64, String, String)]
        {
            let fields = ["csrf": csrf, "key": campus.key(key), "words": words, "cause": "port"]
            #expect(try await browser.post("/-/desk/\(number)/\(act)", fields, mine).status == 303, "\(act)")
        }
        try await CampusMaker.addStaff(campus, "sun", .supervisor, name: "孙主任", number: 110)
        let month = try #require(
            ReportPeriod.month(of: campus.gateway.policy.zone.local(campus.gateway.clock()).day))
        return (try await browser.signIn("sun").headers, month.description)
    }

    @Test("shows counts, rates with formula and fraction, trends, buildings and kinds of faults")
    func page() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (session, month) = try await filled(campus, browser)
            #expect(try await browser.get("/-/desk", session).contains("/-/desk/report"))
            let page = try await browser.get("/-/desk/report?period=\(month)", session)
            #expect(page.status == 200)
            for text in [
                "受理率", "未被不予受理的报修 ÷ 期间全部报修", "100.00\u{A0}%", "2/2", "主楼群E座", "东三舍", "上不了网", "现未结",
                "/-/desk/report.csv?period=\(month)&amp;as-of=",
            ] { #expect(page.contains(text), "\(text)") }
            #expect(!page.contains("rate.") && !page.contains("period."))
            let sheet = try await browser.get("/-/desk/report.csv?period=\(month)", session)
            #expect(sheet.contains("部分,名称,指标,分子或数量,分母,百分比,口径,期间,截至事件,代码\r\n"))
            #expect(sheet.contains("合计,,受理率,2,2,100.00,未被不予受理的报修 ÷ 期间全部报修,"))
            #expect(sheet.contains("按月,\(month),受理率,2,2,100.00,"), "\(sheet.text)")
            #expect(page.contains("按月（近 12 个月）"))
            // What is yet to come isn't offered.
            let next = try #require(ReportPeriod(month)?.after)
            #expect(!page.contains("period=\(next)"))
            let running = try await browser.get("/-/desk/report", session)
            #expect(running.contains(month))
            let wrong = try await browser.get("/-/desk/report?period=2026-99", session)
            #expect(wrong.status == 422 && wrong.contains("“2026-99”不是期间"))
        }
    }

    @Test("counts the same again as of the same event, whatever happens meanwhile")
    func reproducible() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (session, month) = try await filled(campus, browser)
            let position = try await campus.storage.head().rawValue
            let address = "/-/desk/report.csv?period=\(month)&as-of=\(position)"
            let before = try await browser.get(address, session)
            #expect(before.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(before.headers[.contentDisposition] == "attachment; filename=\"report-\(month).csv\"")
            let fields = ["key": campus.key(7), "category": "power", "words": "没电"]
            #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
            campus.advance(seconds: 3_600)
            #expect(try await browser.get(address, session).text == before.text)
            for wrong in ["abc", "-1", "999999"] {
                let refused = try await browser.get(
                    "/-/desk/report.csv?period=\(month)&as-of=\(wrong)", session)
                #expect((400..<500).contains(refused.status) && refused.contains(wrong), "\(wrong)")
            }
            let newer = try await browser.get("/-/desk/report.csv?period=\(month)", session)
            #expect(newer.text != before.text)
            #expect(before.text.contains("数量,,报修,2,,,,\(month),\(position),\r\n"))
            #expect(newer.text.contains("数量,,报修,3,,,"))
        }
    }

    @Test("counts a ticket as late once its time is over, but not while its clock stands still")
    func late() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await filled(campus, browser)
            let (mine, csrf) = try await browser.signIn()
            let number = campus.gateway.number(of: TicketID(2)).description
            let until = String(Gateway.text(campus.gateway.clock() + .seconds(4 * 86_400)).prefix(10))
            let hold = ["reason": "access", "until": until, "words": "寝室没人"]
            for (key, act, more) in [(11, "accept", [:]), (12, "arrive", [:]), (13, "hold", hold)]
                as [(UInt64, String, [String: String])]
            {
                let fields = ["csrf": csrf, "key": campus.key(key)].merging(more) { $1 }
                let done = try await browser.post("/-/desk/\(number)/\(act)", fields, mine)
                #expect(done.status == 303, "\(act)")
            }
            let running = ["key": campus.key(14), "category": "power", "words": "没电"]
            #expect(try await browser.multipart("/\(campus.room)", running).status == 303)
            campus.advance(seconds: 2 * 86_400)
            // It is counted as of the newest event, so something has to happen by then.
            let newest = ["key": campus.key(15), "category": "door", "words": "门锁坏"]
            #expect(try await browser.multipart("/\(campus.room)", newest).status == 303)
            let month = try #require(
                ReportPeriod.month(of: campus.gateway.policy.zone.local(campus.gateway.clock()).day))
            let session = try await browser.signIn("sun").headers
            let sheet = try await browser.get("/-/desk/report.csv?period=\(month)", session)
            #expect(sheet.contains("数量,,现未结,3,") && sheet.contains("数量,,现已超时,1,"), "\(sheet.text)")
        }
    }

    @Test("as JSON has the same lines")
    func json() async throws {
        struct Sheet: Decodable {
            struct Line: Decodable { var section: String, figure: String, numerator: Int, denominator: Int? }
            var period: String
            var lines: [Line]
        }
        let campus = try await Campus()
        try await campus.browse { browser in
            let (session, month) = try await filled(campus, browser)
            let answer = try await browser.get("/-/desk/report.json?period=\(month)", session)
            let sheet = try JSONDecoder().decode(Sheet.self, from: Data(answer.text.utf8))
            #expect(sheet.period == month)
            let acceptance = sheet.lines.first { $0.section == "total" && $0.figure == "acceptance" }
            #expect(acceptance?.numerator == 2 && acceptance?.denominator == 2)
            #expect(sheet.lines.filter { $0.section == "heat" }.map(\.numerator).reduce(0, +) == 2)
        }
    }

    @Test("is for those who may count, each of what is theirs")
    func sight() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (_, month) = try await filled(campus, browser)
            let (session, _) = try await browser.signIn()
            #expect(!(try await browser.get("/-/desk", session)).contains("/-/desk/report"))
            let refused = try await browser.get("/-/desk/report?period=\(month)", session)
            #expect(refused.status == 403)
            #expect(
                try await browser.get("/-/desk/report").headers[.location]?.hasPrefix("/-/sign-in") == true)
        }
    }
}

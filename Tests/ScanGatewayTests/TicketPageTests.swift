import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("A ticket's page at the desk")
struct TicketPageTests {
    private func join(_ campus: Campus, _ browser: Browsing, _ number: UInt64) async throws {
        let ticket = try await browser.get("/\(campus.room)").field("ticket")
        let fields = ["intent": "join", "key": campus.key(number), "ticket": ticket]
        #expect(try await browser.post("/\(campus.room)", fields).status == 303)
    }

    @Test("tells equal reports in one line, and each that has words or somebody to reach on its own")
    func alike() async throws {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 100)
        try await campus.browse { browser in
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "network.outage"])
            let track = sent.location.replacing("?sent=1", with: "")
            for number in 2...4 {
                campus.advance(seconds: 600)
                try await join(campus, browser, UInt64(number))
            }
            let (session, csrf) = try await browser.signIn("li")
            guard case .place(let closet)? = try await campus.storage.target(reference: "2-E-03") else {
                throw GatewayError.notFound
            }
            let number = campus.gateway.number(of: TicketID(1)).description
            for (key, more) in [(5, ["words": "我这也断了"]), (6, ["phone": "13800138001"])] {
                let fields = [
                    "csrf": csrf, "key": campus.key(UInt64(key)), "place": "\(closet.rawValue)",
                    "joins": number,
                ]
                let taken = try await browser.post("/-/intake", fields.merging(more) { $1 }, session)
                #expect(taken.status == 303)
            }
            let page = try await browser.get("/-/desk/\(number)", session)
            #expect(page.contains("3 人报了同样的故障，没有留言和联系方式 · 20 分钟前至刚刚 · "))
            #expect(page.text.components(separatedBy: "<div class=\"report\">").count == 5)
            #expect(page.contains("我这也断了") && page.contains("•01"))
            #expect(page.contains("又有 3 人遇到同样的故障"))
            let own = try await browser.get(track)
            #expect(!own.contains("遇到同样的故障") && !own.contains("我这也断了"))
        }
    }

    @Test("tells whoever sees no words why there are none, and who does")
    func outline() async throws {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "head", .head, number: 100)
        try await campus.browse { browser in
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "wifi", "words": "很慢"])
            #expect(sent.status == 303)
            let path = "/-/desk/\(campus.gateway.number(of: TicketID(1)))"
            let (head, _) = try await browser.signIn("head")
            let page = try await browser.get(path, head)
            #expect(page.status == 200 && !page.contains("很慢"))
            #expect(page.contains("不在这里显示，只有") && page.contains("派单员") && page.contains("楼管"))
            #expect(!page.contains("部门领导能看到"))
            let (technician, _) = try await browser.signIn()
            let whole = try await browser.get(path, technician)
            #expect(whole.contains("很慢") && !whole.contains("不在这里显示，只有"))
        }
    }

    @Test("tells all that a hold lacks at once, each at its field")
    func hold() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "wifi"])
            #expect(sent.status == 303)
            let path = "/-/desk/\(campus.gateway.number(of: TicketID(1)))"
            let (session, csrf) = try await browser.signIn()
            #expect(
                try await browser.post("\(path)/accept", ["csrf": csrf, "key": campus.key(2)], session).status
                    == 303)
            func hold(_ fields: [String: String]) async throws -> Page {
                let common = ["csrf": csrf, "key": campus.key(3)]
                return try await browser.post("\(path)/hold", fields.merging(common) { $1 }, session)
            }
            let nothing = try await hold([:])
            #expect(nothing.status == 422)
            #expect(nothing.contains("id=\"reason-error\"") && nothing.contains("id=\"until-error\""))
            let far = try await hold(["until": "2026-09-20", "words": "等备件"])
            #expect(far.status == 422 && far.contains("<a href=\"#reason\">请写原因。"))
            #expect(far.contains("<a href=\"#workaround\">这次要挂起 22 个工作日，超过 5 个"))
            #expect(far.contains("id=\"workaround-error\"") && far.contains("等备件</textarea>"))
            let ages = try await hold(["until": "2028-01-01"])
            #expect(ages.contains("<a href=\"#until\">时间应在") && ages.contains("<a href=\"#workaround\">"))
        }
    }

    @Test("has a cross for what was never done alone, and a tick for what ended well")
    func tones() {
        #expect(TicketState.allCases.filter { $0.tone == "ended" } == [.dismissed])
        #expect(TicketState.resolved.tone == "done" && TicketState.closed.tone == "closed")
    }
}

import Facility
import Foundation
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("A technician's day")
struct WorkPageTests {
    /// A fault with a phone number at a label. Returns its number.
    private func report(
        _ campus: Campus, _ browser: Browsing, at code: LabelCode, _ ticket: Int64
    ) async throws -> String {
        let fields = [
            "key": campus.key(UInt64(ticket)), "category": "network.outage", "words": "断网", "name": "何同学",
            "phone": "138-0013-800\(ticket)",
        ]
        #expect(try await browser.multipart("/\(code)", fields).status == 303)
        return campus.gateway.number(of: TicketID(ticket)).description
    }

    @Test("begins with what is in hand, then the queue from there, each with its reason")
    func queue() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let near = try await report(campus, browser, at: campus.device, 1)
            let far = try await report(campus, browser, at: campus.dormitory, 2)
            let mine = try await report(campus, browser, at: campus.room, 3)
            let (session, csrf) = try await browser.signIn()
            let before = try await browser.get("/-/desk", session)
            #expect(!before.contains("手头这件") && before.contains("时限最早"))
            let accept = ["csrf": csrf, "key": campus.key(9)]
            #expect(try await browser.post("/-/desk/\(mine)/accept", accept, session).status == 303)
            let page = try await browser.get("/-/desk", session)
            let order = [mine, near, far].map { page.text.range(of: ">\($0)<")?.lowerBound }
            #expect(
                order.allSatisfy { $0 != nil }
                    && order.compactMap(\.self) == order.compactMap(\.self).sorted())
            #expect(page.contains("手头这件") && page.contains("同一层") && page.contains("同一校区"))
            #expect(page.contains("按从“二层弱电间 2-E-03”走过去的顺序"))
            #expect(page.contains("/-/desk/\(mine)/arrive") && page.contains("何同学 · •••••••••03"))
            // From where the label hangs that was scanned.
            let there = try await browser.get("/-/desk?from=\(campus.dormitory.compact)", session)
            #expect(there.contains("就在这里") && there.contains("按从“512 寝室”"))
        }
    }

    @Test("keeps pages without a token and with every number masked, even one that was asked for")
    func keeping() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let number = try await report(campus, browser, at: campus.room, 1)
            let (session, csrf) = try await browser.signIn()
            let path = "/-/desk/\(number)"
            let accept = ["csrf": csrf, "key": campus.key(2)]
            #expect(try await browser.post(path + "/accept", accept, session).status == 303)
            let reveal = ["csrf": csrf, "key": campus.key(3), "report": "1", "purpose": "access"]
            #expect(try await browser.post(path + "/contact", reveal, session).status == 303)
            for page in [path, "/-/desk"] {
                #expect(try await browser.get(page, session).contains("tel:13800138001"))
                let kept = try await browser.get(page + "?keep=1", session)
                #expect(kept.status == 200 && kept.contains("•••••••••01"))
                #expect(!kept.contains("13800138001") && !kept.contains("0013-8001") && !kept.contains(csrf))
            }
        }
    }

    @Test("has a worker for the staff's queue alone, which changes with its files")
    func worker() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let worker = try await browser.get("/-/desk/worker.js")
            #expect(worker.status == 200 && worker.headers[.serviceWorkerAllowed] == "/-/desk")
            #expect(worker.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(worker.headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
            let list = try #require(worker.text.split(separator: "\n").first { $0.hasPrefix("const FILES") })
            let links = list.matches(of: /"([^"]+)"/).map { String($0.1) }
            #expect(links.count == 5)
            for link in links {
                let file = try await browser.get(link)
                #expect(
                    file.status == 200 && file.headers[.cacheControl]?.contains("immutable") == true,
                    "\(link)")
            }
            // No page of a reporter knows of it.
            #expect(try await !browser.get("/\(campus.room)").contains("field.js"))
        }
    }

    @Test("notes parts from the list or by name, and says what is missing")
    func parts() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let number = try await report(campus, browser, at: campus.room, 1)
            let (session, csrf) = try await browser.signIn()
            func act(_ name: String, _ key: UInt64, _ fields: [String: String]) async throws -> Page {
                try await browser.post(
                    "/-/desk/\(number)/\(name)",
                    ["csrf": csrf, "key": campus.key(key)].merging(fields) { $1 }, session)
            }
            #expect(try await act("accept", 2, [:]).status == 303)
            let none = try await act("parts", 3, ["quantity": "2", "serial": "SN-1"])
            #expect(none.status == 422 && none.contains("请选择配件") && none.contains("value=\"SN-1\""))
            let odd = try await act("parts", 4, ["part": "水晶头", "quantity": "two"])
            #expect(odd.status == 422 && odd.contains("收到的是“two”") && odd.contains("value=\"水晶头\""))
            #expect(
                try await act("parts", 5, ["part": "水晶头", "quantity": "2", "serial": "SN-1"]).status == 303)
            let page = try await browser.get("/-/desk/\(number)", session)
            #expect(page.contains("水晶头 × 2 · SN-1"))
        }
    }

    @Test("hands over to a colleague, who reads first what was done and why")
    func handover() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            guard let team = TeamKey("network") else { return }
            try await CampusMaker.addStaff(
                campus, "zhao", .technician, name: "赵师傅", scope: .team(team), number: 120)
            let number = try await report(campus, browser, at: campus.room, 1)
            let (session, csrf) = try await browser.signIn()
            let path = "/-/desk/\(number)"
            let accept = ["csrf": csrf, "key": campus.key(2)]
            #expect(try await browser.post(path + "/accept", accept, session).status == 303)
            #expect(try await browser.get(path, session).contains("\(path)/hand-over"))
            var fields = ["csrf": csrf, "key": campus.key(3), "lead": "zhao", "words": "下班了"]
            let missing = try await browser.post(path + "/hand-over", fields, session)
            #expect(missing.status == 422 && missing.contains("请写做到哪里了") && missing.contains("下班了"))
            fields["done"] = "网线已换，等测试"
            #expect(try await browser.post(path + "/hand-over", fields, session).status == 303)
            let other = try await browser.signIn("zhao")
            let page = try await browser.get(path, other.headers)
            #expect(page.contains("王师傅交来的") && page.contains("已做：网线已换，等测试。原因：下班了"))
            #expect(try await browser.get("/-/desk?view=mine", other.headers).contains(">\(number)<"))
        }
    }

    @Test("says to whom it was handed, until it is taken on, and what the desk gave is the desk's")
    func handed() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            guard let team = TeamKey("network") else { return }
            try await CampusMaker.addStaff(
                campus, "zhao", .technician, name: "赵师傅", scope: .team(team), number: 120)
            let number = try await report(campus, browser, at: campus.room, 1)
            let (session, csrf) = try await browser.signIn()
            let path = "/-/desk/\(number)"
            let accept = ["csrf": csrf, "key": campus.key(2)]
            #expect(try await browser.post(path + "/accept", accept, session).status == 303)
            let fields = [
                "csrf": csrf, "key": campus.key(3), "lead": "zhao", "done": "网线已换", "words": "下班了",
            ]
            let handed = try await browser.post(path + "/hand-over", fields, session)
            #expect(handed.status == 303 && handed.location.hasPrefix(path + "?handed=1&done="))
            #expect(try await browser.get(path + "?handed=1", session).contains("已交给赵师傅"))
            let other = try await browser.signIn("zhao")
            let taken = try await browser.get(path + "?handed=1", other.headers)
            #expect(!taken.contains("已交给") && taken.contains("王师傅交来的"))
        }
    }

    @Test("takes five photos of the work that was done, and no more, with the answer still in the form")
    func photosAfter() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let number = try await report(campus, browser, at: campus.room, 1)
            let (session, csrf) = try await browser.signIn()
            let path = "/-/desk/\(number)"
            let accept = ["csrf": csrf, "key": campus.key(2)]
            #expect(try await browser.post(path + "/accept", accept, session).status == 303)
            let fields = ["csrf": csrf, "key": campus.key(3), "words": "换了模块"]
            let six = [[UInt8]](repeating: [1], count: 6)
            let page = try await browser.multipart(path + "/resolve", fields, photos: six, session)
            #expect(page.status == 422 && page.contains("最多五张照片"))
            #expect(page.contains(">换了模块</textarea>"))
        }
    }

    @Test("keeps the words of a form that the ticket no longer has, where they can be saved as a note")
    func movedWords() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            guard let team = TeamKey("network") else { return }
            try await CampusMaker.addStaff(
                campus, "zhao", .technician, name: "赵师傅", scope: .team(team), number: 120)
            try await CampusMaker.addStaff(campus, "zhou", .dispatcher, name: "周调度", number: 130)
            let number = try await report(campus, browser, at: campus.room, 1)
            let (session, csrf) = try await browser.signIn()
            let path = "/-/desk/\(number)"
            let accept = ["csrf": csrf, "key": campus.key(2)]
            #expect(try await browser.post(path + "/accept", accept, session).status == 303)
            let based = try await browser.get(path, session).field("based")
            let desk = try await browser.signIn("zhou")
            let assign = ["csrf": desk.csrf, "key": campus.key(3), "team": "network", "lead": "zhao"]
            #expect(try await browser.post(path + "/assign", assign, desk.headers).status == 303)
            let hold = [
                "csrf": csrf, "key": campus.key(4), "based": based, "reason": "parts", "until": "2026-09-05",
                "words": "等交换机电源",
            ]
            let page = try await browser.post(path + "/hold", hold, session)
            #expect(page.status == 409 && page.contains("您写的字放在备注里了"))
            #expect(page.contains("rows=\"3\" maxlength=\"2000\">等交换机电源</textarea>"))
        }
    }

    @Test("shows no shifts, and says why, where a team has no rota")
    func shifts() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (session, _) = try await browser.signIn()
            let page = try await browser.get("/-/desk/shifts", session)
            #expect(page.status == 200 && page.contains("您的班组没有排班表") && page.contains("网络运维组"))
            #expect(try await browser.get("/-/desk", session).contains("/-/desk/shifts"))
            #expect(try await browser.get("/-/desk/shifts").location == "/-/sign-in")
        }
    }
}

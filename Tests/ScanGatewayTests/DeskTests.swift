import Facility
import Foundation
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The staff desk")
struct DeskTests {
    @Test("offers the sign-in to a stranger and comes back to the same label, never to an address")
    func comesBack() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let offered = try await browser.get("/-/desk")
            #expect(offered.status == 303 && offered.location == "/-/sign-in")
            let fields = ["account": "wang", "password": Campus.password]
            let back = try await browser.post(
                "/-/sign-in", fields.merging(["code": "\(campus.room)"]) { $1 })
            #expect(back.location == "/\(campus.room.compact)")
            let evil = try await browser.post(
                "/-/sign-in",
                fields.merging(["code": "//evil.example", "from": "https://evil.example"]) { $1 })
            #expect(evil.location == "/-/desk")
            let cookie = back.headers[.setCookie] ?? ""
            #expect(
                cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Secure"))
        }
    }

    @Test("leads from the sign-in to the page that was wanted, of a form to its page, and nowhere else")
    func returns() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let fields = ["account": "wang", "password": Campus.password]
            func kept(_ page: Page) -> String {
                String((page.headers[.setCookie] ?? "").prefix { $0 != ";" })
            }
            let offered = try await browser.get("/-/desk?view=mine")
            #expect(offered.location == "/-/sign-in" && kept(offered) == "mendmark_back=/-/desk?view=mine")
            #expect(offered.headers[.setCookie]?.contains("Path=/-/sign-in") == true)
            let asked = try await browser.get("/-/sign-in", [.cookie: kept(offered)])
            #expect(asked.contains("登录后回到刚才要看的页面") && !asked.contains("登录已过期"))
            let back = try await browser.post("/-/sign-in", fields, [.cookie: kept(offered)])
            #expect(back.location == "/-/desk?view=mine")
            let form = try await browser.post("/-/desk/ABCD-1234/resolve", ["words": "好了"])
            #expect(kept(form) == "mendmark_back=/-/desk/ABCD-1234")
            for wrong in ["//evil.example/-/", "https://evil.example", "/-/sign-in", "/ABCD", "/-/a b"] {
                let cookie = "mendmark_back=\(wrong)"
                let own = try await browser.post("/-/sign-in", fields, [.cookie: cookie])
                #expect(own.location == "/-/desk", "\(wrong)")
            }
            // A board whose session has ended asks for its events again: nobody wants to come back to those.
            let events = try await browser.get("/-/board/events", [.accept: "text/event-stream"])
            #expect(events.status == 303 && events.headers[.setCookie] == nil)
            let read = try await browser.get("/-/board", [.accept: "text/html"])
            #expect(kept(read) == "mendmark_back=/-/board")
            // A session that ended isn't the same as none.
            let (session, _) = try await browser.signIn()
            campus.advance(seconds: 200 * 86_400)
            #expect(try await browser.get("/-/sign-in", session).contains("登录已过期"))
        }
    }

    @Test(
        "leads from an address to which only forms are sent to the page above it, in the language asked for")
    func forms() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            for (path, page) in [
                ("/-/desk/ABCD-1234/resolve?lang=en", "/-/desk/ABCD-1234?lang=en"),
                ("/-/board/act", "/-/board"), ("/-/board/undo?x=1", "/-/board"),
                ("/-/calls/save", "/-/calls"), ("/-/admin/people/3/grant", "/-/admin/people/3"),
                ("/-/t/abc/urge", "/-/t/abc"), ("/-/sign-out", "/"),
            ] {
                let answer = try await browser.get(path)
                #expect(answer.status == 303 && answer.location == page, "\(path): \(answer.location)")
            }
            #expect(try await browser.get("/-/nowhere").status == 404)
            #expect(try await browser.get("/api/v1/reports").status != 303)
        }
    }

    @Test("refuses a wrong password in words, an unknown account in the same words, and too many tries")
    func signIn() async throws {
        let campus = try await Campus(limits: GatewayLimits(signInAttemptsPerAccount: 2))
        try await campus.browse { browser in
            for account in ["wang", "nobody"] {
                let page = try await browser.post("/-/sign-in", ["account": account, "password": "x"])
                #expect(page.status == 422 && page.contains("账号或密码不对"))
                #expect(page.headers[.setCookie] == nil)
            }
            _ = try await browser.post("/-/sign-in", ["account": "wang", "password": "x"])
            let third = try await browser.post(
                "/-/sign-in", ["account": "wang", "password": Campus.password])
            #expect(third.status == 429 && third.contains("15 分钟后再试") && third.headers[.retryAfter] == "900")
            let foreign = try await browser.post(
                "/-/sign-in", ["account": "wang", "password": "x"], [.fetchSite: "cross-site"])
            #expect(foreign.status == 403)
        }
    }

    @Test("shows in the queue in which words a place was described that isn't known yet")
    func unlocated() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let fields = ["key": campus.key(1), "door": "三教那个大教室", "words": "投影不亮"]
            #expect(try await browser.multipart("/-/elsewhere", fields).status == 303)
            let (session, _) = try await browser.signIn()
            #expect(try await browser.get("/-/desk", session).contains("待定位 · 三教那个大教室"))
        }
    }

    @Test("moves a ticket from the scan to the answer, and the reporter reads it")
    func wholeWalk() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "network.outage", "words": "断网"])
            let (session, csrf) = try await browser.signIn()
            let desk = try await browser.get("/-/desk", session)
            #expect(desk.contains("二层弱电间 2-E-03") && desk.contains("王师傅"))
            let ticket = String(
                desk.text.components(separatedBy: "/-/desk/")[1].prefix { $0 != "\"" && $0 != "?" })
            let number =
                desk.text.components(separatedBy: "/-/desk/").map { String($0.prefix(9)) }.first {
                    $0.contains("-") && !$0.contains("\"")
                } ?? ticket
            func act(_ name: String, _ key: UInt64, _ more: [String: String] = [:]) async throws -> Page {
                try await browser.post(
                    "/-/desk/\(number)/\(name)",
                    ["csrf": csrf, "key": campus.key(key)].merging(more) { $1 }, session)
            }
            #expect(try await act("accept", 2).status == 303)
            let place = try await browser.get("/\(campus.room)", session)
            #expect(place.contains("/-/desk/\(number)/arrive") && place.contains("到场"))
            #expect(try await act("arrive", 3, ["label": "\(campus.room)"]).status == 303)
            let empty = try await act("resolve", 4, ["cause": "port"])
            #expect(
                empty.status == 422 && empty.contains("请写给报修人的答复")
                    && empty.contains("value=\"port\" selected"))
            #expect(try await act("resolve", 4, ["cause": "port", "words": "已更换光模块"]).status == 303)
            let link = sent.location.replacing("?sent=1", with: "")
            let track = try await browser.get(link)
            #expect(track.contains("已修好，请您看看") && track.contains("已更换光模块") && track.contains("没修好"))
            #expect(try await browser.get("/-/desk/\(number)", session).contains("王师傅 · <time"))
            let pleased = ["key": campus.key(5), "satisfied": "1"]
            #expect(try await browser.post("\(link)/satisfaction", pleased).status == 303)
            let closed = try await browser.get(link)
            #expect(closed.contains("这件事已结案") && closed.contains("\(link)/reopen"))
            #expect(try await browser.post("\(link)/reopen", ["key": campus.key(6)]).status == 303)
        }
    }

    @Test("lets a whole shift in from one address, and still stops who guesses there")
    func shift() async throws {
        let campus = try await Campus(limits: GatewayLimits(signInAttemptsPerAddress: 3))
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 140)
        try await campus.browse { browser in
            for _ in 0..<8 { #expect(try await !browser.signIn().csrf.isEmpty) }
            for (name, status) in [("a", 422), ("b", 422), ("c", 422), ("d", 429)] {
                let page = try await browser.post("/-/sign-in", ["account": name, "password": "guess"])
                #expect(page.status == status)
            }
            let page = try await browser.post("/-/sign-in", ["account": "li", "password": Campus.password])
            #expect(page.status == 429)
        }
    }

    @Test("offers an arrival at a label only to those who may begin the work of its ticket")
    func arrivalOfOthers() async throws {
        let campus = try await Campus(teams: ["network", "repairs"])
        let repairs = GrantScope.team(try #require(TeamKey("repairs")))
        try await CampusMaker.addStaff(campus, "qian", .technician, scope: repairs, number: 140)
        try await campus.browse { browser in
            _ = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "network.outage"])
            let (own, _) = try await browser.signIn()
            #expect(try await browser.get("/\(campus.room)", own).contains("/arrive\""))
            let (others, _) = try await browser.signIn("qian")
            let place = try await browser.get("/\(campus.room)", others)
            #expect(place.status == 200 && place.contains("2-E-03") && !place.contains("/arrive\""))
        }
    }

    @Test("does nothing for a form without the session's own token")
    func csrf() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await browser.multipart("/\(campus.room)", ["key": campus.key(1), "category": "wifi"])
            let before = try await campus.eventCount
            let (session, _) = try await browser.signIn()
            let number = campus.gateway.number(of: .init(1)).description
            for csrf in ["", "guess"] {
                let page = try await browser.post(
                    "/-/desk/\(number)/accept", ["csrf": csrf, "key": campus.key(2)], session)
                #expect(page.status == 403 && page.contains("页面过期了"))
            }
            #expect(try await campus.eventCount == before)
            #expect(try await browser.post("/-/sign-out", ["csrf": "no"], session).status == 403)
        }
    }
}

import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Lists of tickets")
struct ListTests {
    private static func api(_ browser: Browsing, _ path: String, as account: String) async throws -> Page {
        var headers = try await browser.signIn(account).headers
        headers[.acceptLanguage] = "en"
        return try await browser.get(path, headers)
    }

    @Test(
        "What was referred to another house stands on that house's lists and is open to it, to no third one")
    func referred() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 720)
            let (carrier, other) = (
                try #require(OrganisationKey("carrier")), try #require(OrganisationKey("water"))
            )
            try await CampusMaker.addStaff(
                campus, "li", .contractor, scope: .organisation(carrier), number: 700)
            try await CampusMaker.addStaff(
                campus, "he", .dispatcher, scope: .organisation(carrier), number: 710)
            try await CampusMaker.addStaff(
                campus, "qi", .contractor, scope: .organisation(other), number: 730)
            let path = "/api/v1/tickets?view=team"
            for account in ["li", "he"] {
                #expect(try await !Self.api(browser, path, as: account).contains(at.number))
            }
            let sent = try await at.act(
                10, #"{"command":"refer","organisation":"carrier","due":"\#(at.time(86_400))"}"#)
            #expect(sent.status == 200, "\(sent.text)")
            for account in ["li", "he"] {
                #expect(try await Self.api(browser, path, as: account).contains(at.number), "\(account)")
                let page = try await browser.get("/-/desk", try await browser.signIn(account).headers)
                #expect(page.contains("/-/desk/\(at.number)"), "\(account)")
                let one = try await Self.api(browser, "/api/v1/tickets/\(at.number)", as: account)
                #expect(one.status == 200 && one.contains(#""sight":"whole""#), "\(one.text)")
            }
            #expect(try await !Self.api(browser, path, as: "qi").contains(at.number))
            let theirs = try await Self.api(browser, "/api/v1/tickets/\(at.number)", as: "qi")
            #expect(theirs.status == 403 && theirs.contains("isn’t of your team, your place or your house"))
            // Their answer takes it from their lists again.
            _ = try await at.act(11, #"{"command":"referralAnswer","words":"已修复"}"#)
            #expect(try await !Self.api(browser, path, as: "li").contains(at.number))
        }
    }

    @Test("A list that leaves tickets out says so, and no ticket is hidden behind others' more urgent ones")
    func cut() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            // Somebody who sees only what stands in the dormitory, where the last report comes from.
            guard case .place(let dormitory)? = try await campus.storage.target(reference: "XQ-D") else {
                return
            }
            try await CampusMaker.addStaff(
                campus, "li", .buildingKeeper, scope: .subtree(dormitory), number: 700)
            let few = try await Self.api(browser, "/api/v1/tickets?view=team", as: "wang")
            #expect(few.contains(#""isCut":false"#) && few.contains(at.number))
            let desk = try await browser.get("/-/desk", at.session)
            #expect(!desk.contains("只列出最紧急的"))
            for number in 0..<205 {
                _ = try await browser.multipart(
                    "/\(campus.room)", ["key": campus.key(UInt64(100 + number)), "words": "断网 \(number)"])
            }
            _ = try await browser.multipart(
                "/\(campus.dormitory)", ["key": campus.key(99), "category": "other", "words": "灯坏"])
            let many = try await Self.api(browser, "/api/v1/tickets?view=team", as: "wang")
            #expect(many.contains(#""isCut":true"#))
            #expect(many.text.matches(of: /"number":/).count == 200)
            let full = try await browser.get("/-/desk", at.session)
            #expect(full.contains("这里只列出最紧急的 200 张"))
            let kept = try await Self.api(browser, "/api/v1/tickets?view=team", as: "li")
            #expect(kept.contains(#""isCut":false"#) && kept.text.matches(of: /"number":/).count == 1)
        }
    }

    @Test("A list of one team's tickets is given, and a team that the rules don't have is refused")
    func oneTeam() async throws {
        let campus = try await Campus(teams: ["network", "repairs"])
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            let path = "/api/v1/tickets?view=team&team="
            #expect(try await Self.api(browser, path + "network", as: "wang").contains(at.number))
            #expect(try await !Self.api(browser, path + "repairs", as: "wang").contains(at.number))
            let nope = try await Self.api(browser, path + "nope", as: "wang")
            #expect(nope.status == 400 && nope.contains(#""field":"team""#), "\(nope.text)")
            #expect(nope.contains(#""found":"nope""#))
        }
    }

    @Test("Whoever is asked about danger says on the page that it is seen, a head too, once")
    func acknowledging() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let sent = try await browser.multipart(
                "/\(campus.room)",
                ["key": campus.key(1), "category": "power", "words": "插座冒烟", "hazard": "1"])
            let api =
                "/api/v1/reports/"
                + sent.location.replacing("?sent=1", with: "").split(separator: "/").suffix(1).joined()
            let told = try await browser.get(api).text
            let number = try #require(told.firstMatch(of: /"number":"([^"]*)"/).map { String($0.1) })
            try await CampusMaker.addStaff(campus, "he", .head, scope: .site, number: 700)
            try await CampusMaker.addStaff(campus, "au", .auditor, scope: .site, number: 710)
            let (session, csrf) = try await browser.signIn("he")
            let page = try await browser.get("/-/desk/\(number)", session)
            #expect(page.contains("/-/desk/\(number)/acknowledge") && page.contains("已知悉，会跟进"))
            #expect(!page.contains("插座冒烟") && !page.contains("/-/desk/\(number)/comment"))
            let auditor = try await browser.signIn("au").headers
            #expect(try await !browser.get("/-/desk/\(number)", auditor).contains("/acknowledge"))
            let done = try await browser.post(
                "/-/desk/\(number)/acknowledge",
                ["csrf": csrf, "key": campus.key(20), "words": "已派人去看"], session)
            #expect(done.status == 303, "\(done.text)")
            let after = try await browser.get("/-/desk/\(number)", session)
            #expect(after.status == 200 && !after.contains("/acknowledge"))
        }
    }

    @Test("A ticket names its first contact to staff, and a refusal the roles that would do")
    func firstContactAndRoles() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            let page = try await browser.get("/-/desk/\(at.number)", at.session)
            #expect(page.contains("首问责任人") && page.contains("王师傅"))
            let ticket = try await Self.api(browser, "/api/v1/tickets/\(at.number)", as: "wang")
            #expect(ticket.contains(#""firstContact":{"account":"wang","name":"王师傅"}"#), "\(ticket.text)")
            let refused = try await at.act(10, #"{"command":"supervise","words":"请说明原因"}"#)
            #expect(refused.status == 403 && refused.contains("a role here that you don’t have: supervisor"))
            let assign = try await at.act(11, #"{"command":"assign","team":"network"}"#, language: "zh")
            #expect(assign.status == 403 && assign.contains("派单员") && assign.contains("班组长"))
            let rates = try await Self.api(browser, "/api/v1/rates", as: "wang")
            #expect(rates.status == 403 && rates.contains("head"), "\(rates.text)")
        }
    }
}

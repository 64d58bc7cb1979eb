import Facility
import Foundation
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("What staff are shown of a ticket")
struct SightTests {
    /// A ticket of the network team with words and a photo's worth of data, and somebody with one grant.
    private struct Scene: Sendable {
        var campus: Campus
        var browser: Browsing
        var at: CommandTests.Accepted

        init(_ campus: Campus, _ browser: Browsing) async throws {
            (self.campus, self.browser) = (campus, browser)
            at = try await CommandTests.Accepted(campus, browser)
        }

        func add(_ account: String, _ role: Role, _ scope: GrantScope, number: UInt64) async throws {
            try await CampusMaker.addStaff(campus, account, role, scope: scope, number: number)
        }

        func api(_ path: String, as account: String) async throws -> Page {
            var headers = try await browser.signIn(account).headers
            headers[.acceptLanguage] = "en"
            return try await browser.get(path, headers)
        }

        func page(as account: String) async throws -> Page {
            try await browser.get("/-/desk/\(at.number)", try await browser.signIn(account).headers)
        }
    }

    @Test(
        "Who reads words, who the outline, who nothing, on the page, in the list and by the interface",
        arguments: [
            (Role.technician, "whole"), (.dutyStudent, "whole"), (.dispatcher, "whole"),
            (.caller, "whole"), (.teamLead, "whole"), (.supervisor, "whole"), (.buildingKeeper, "whole"),
            (.head, "outline"), (.auditor, "outline"), (.systemAdministrator, "outline"),
            (.facilities, "nothing"), (.contractor, "nothing"),
        ])
    func roles(role: Role, sight: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let scene = try await Scene(campus, browser)
            try await scene.add("li", role, .site, number: 700)
            let page = try await scene.page(as: "li")
            let ticket = try await scene.api("/api/v1/tickets/\(scene.at.number)", as: "li")
            let list = try await scene.api("/api/v1/tickets?view=team", as: "li")
            #expect(list.status == 200)
            #expect(list.contains(scene.at.number) == (sight != "nothing"), "\(list.text)")
            guard sight != "nothing" else {
                #expect(page.status == 403 && ticket.status == 403)
                #expect(!page.contains("信号弱") && !ticket.contains("信号弱"))
                return
            }
            #expect(page.status == 200 && page.contains("信号弱") == (sight == "whole"))
            #expect(ticket.status == 200 && ticket.contains("信号弱") == (sight == "whole"), "\(ticket.text)")
            #expect(ticket.contains(#""sight":"\#(sight)""#) && ticket.contains(#""kind":"ticket.reported""#))
        }
    }

    @Test("A grant at an organisation opens its tickets, one at another opens none")
    func organisations() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let scene = try await Scene(campus, browser)
            let own = try #require(OrganisationKey("nic"))
            let other = try #require(OrganisationKey("carrier"))
            try await scene.add("li", .dispatcher, .organisation(own), number: 700)
            try await scene.add("he", .dispatcher, .organisation(other), number: 710)
            #expect(try await scene.page(as: "li").contains("信号弱"))
            #expect(try await scene.api("/api/v1/tickets?view=all", as: "li").contains(scene.at.number))
            #expect(try await scene.page(as: "he").status == 403)
            #expect(try await !scene.api("/api/v1/tickets?view=all", as: "he").contains(scene.at.number))
        }
    }

    @Test("A contractor reads the own case and no colleague's; a head acknowledges and is answered")
    func ownCases() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let scene = try await Scene(campus, browser)
            let team = GrantScope.team(try #require(TeamKey("network")))
            try await scene.add("li", .contractor, team, number: 700)
            try await scene.add("he", .head, .site, number: 710)
            try await CampusMaker.grantAll(campus, number: 720)
            #expect(try await scene.page(as: "li").status == 403)
            let given = try await scene.at.act(
                10, #"{"command":"reassign","team":"network","lead":"li","words":"换人"}"#)
            #expect(given.status == 200, "\(given.text)")
            #expect(try await scene.page(as: "li").contains("信号弱"))
            let session = try await browser.signIn("he")
            var headers = session.headers
            headers[.contentType] = "application/json"
            headers[.idempotencyKey] = campus.key(11)
            headers[.csrfToken] = session.csrf
            let seen = try await browser.send(
                "/api/v1/tickets/\(scene.at.number)/commands", Array(#"{"command":"acknowledge"}"#.utf8),
                headers)
            #expect(seen.status == 200 && seen.contains(#""sight":"outline""#), "\(seen.text)")
            #expect(!seen.contains("信号弱") && !seen.contains("换人"))
            for path in ["/api/v1/rates", "/api/v1/tickets?view=all"] {
                #expect(try await scene.api(path, as: "he").status == 200, "\(path)")
            }
        }
    }

    @Test("An auditor reads rates and checks samples")
    func auditors() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let scene = try await Scene(campus, browser)
            try await scene.add("li", .auditor, .site, number: 700)
            for path in ["/api/v1/rates", "/api/v1/calls/samples/2026-08"] {
                #expect(try await scene.api(path, as: "li").status == 200, "\(path)")
            }
            #expect(try await scene.api("/api/v1/calls", as: "li").status == 403)
        }
    }

    @Test("What takes a ticket out of the sender's sight is answered with its outline, again too")
    func outOfSight() async throws {
        let campus = try await Campus(teams: ["network", "repairs"])
        try await campus.browse { browser in
            let scene = try await Scene(campus, browser)
            let body = #"{"command":"transfer","team":"repairs","words":"该后勤修"}"#
            let sent = try await scene.at.act(10, body)
            #expect(sent.status == 200 && sent.contains(#""team":"repairs""#), "\(sent.text)")
            #expect(sent.contains(#""sight":"outline""#) && !sent.contains("信号弱"), "\(sent.text)")
            #expect(try await scene.at.act(10, body).text == sent.text)
            #expect(try await scene.page(as: "wang").status == 403)
        }
    }

    @Test("The ticket tells who has it, what was offered, each report and each event by its number")
    func whole() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let scene = try await Scene(campus, browser)
            try await CampusMaker.grantAll(campus, number: 720)
            let noted = try await scene.at.act(10, #"{"command":"comment","words":"已联系楼馆"}"#)
            let note = try #require(
                noted.text.firstMatch(of: /"event":(\d+),"kind":"ticket.commented"/)
            ).1
            let fixed = try await scene.at.act(
                11, #"{"command":"amendEntry","event":\#(note),"words":"已联系楼管"}"#)
            #expect(fixed.status == 200 && fixed.contains("已联系楼管"), "\(fixed.text)")
            let supervised = try await scene.at.act(12, #"{"command":"supervise","words":"请说明原因"}"#)
            #expect(supervised.contains(#""cause":"order""#) && supervised.contains("请说明原因"))
            #expect(supervised.contains(#""lead":{"account":"wang","name":"王师傅"}"#))
            #expect(
                supervised.contains(#""report":1,"reportedAt""#) && supervised.contains(#""words":"信号弱""#))
        }
    }
}

import Facility
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The camera page")
struct CameraPageTests {
    @Test("may ask for the camera, and no other page may")
    func permission() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.get("/-/scan")
            #expect(page.status == 200)
            #expect(
                page.headers[.permissionsPolicy] == "camera=(self), geolocation=(), microphone=(), payment=()"
            )
            for path in ["/", "/\(campus.room)", "/-/sign-in", "/nothing"] {
                #expect(
                    try await browser.get(path).headers[.permissionsPolicy]
                        == "camera=(), geolocation=(), microphone=(), payment=()")
            }
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'self';") && !policy.contains("unsafe"))
            #expect(!page.contains("style=") && !page.contains("onclick"))
        }
    }

    @Test("works without script: a photo and a typed code, each in a form, with the way back")
    func withoutScript() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.get("/-/scan?back=/-/facilities/walk%3Fin%3Dplace-3")
            #expect(page.contains("action=\"/-/scan?back=/-/facilities/walk%3Fin%3Dplace-3\""))
            #expect(
                page.contains("<a class=\"button plain\" href=\"/-/facilities/walk?in=place-3\">返回核对</a>"))
            #expect(page.contains("name=\"back\" value=\"/-/facilities/walk?in=place-3\""))
            let typed = try await browser.get("/?code=\(campus.room)&back=/-/facilities/walk%3Fin%3Dplace-3")
            #expect(
                typed.location
                    == "/\(campus.room.compact)?back=/-/facilities/walk%3Fin%3Dplace-3")
        }
    }

    @Test(
        "goes back to pages of its own only",
        arguments: [
            "https://evil.example/", "//evil.example", "/-/desk/", "/-/desk/../../evil", "/-/deskX",
            "/-/facilities/walk?in=place-3&x=1", "/-/facilities/walk?in=", "/-/facilities/walk",
            "/-/sign-out", "/-/desk?view=all", "/-/desk/ABC", "javascript:alert(1)", "", "/",
        ])
    func astray(path: String) { #expect(ScanBack(path) == nil) }

    @Test("goes back to the desk, a ticket, the labels and a walk")
    func back() throws {
        let number = TicketNumber(of: TicketID(7), under: TicketNumberKey(Array(0..<32))).description
        let links = ["/-/desk", "/-/desk/\(number)", "/-/facilities", "/-/facilities/walk?in=batch-7"]
        for link in links {
            let back = try #require(ScanBack(link))
            #expect(back.link == link)
        }
        #expect(ScanBack("/-/facilities/walk?in=batch-7")?.query == "?back=/-/facilities/walk%3Fin%3Dbatch-7")
    }

    @Test("is a tap away on the start page, the desk, a ticket and a walk, and leads back to each")
    func links() async throws {
        let campus = try await Campus()
        try await CampusMaker.addFacilities(campus, "chen", number: 90)
        try await campus.browse { browser in
            #expect(try await browser.get("/").contains("href=\"/-/scan\">用相机扫标签</a>"))
            let (session, _) = try await browser.signIn()
            #expect(try await browser.get("/-/desk", session).contains("href=\"/-/scan?back=/-/desk\""))
            let label = try await browser.get("/\(campus.room)?back=/-/desk", session)
            #expect(label.contains("<a class=\"button plain\" href=\"/-/desk\">返回工单列表</a>"))
            let astray = try await browser.get("/\(campus.room)?back=//evil", session)
            #expect(astray.status == 200 && !astray.contains("//evil"))
            let (facilities, _) = try await browser.signIn("chen")
            let walk = try await browser.get("/-/facilities/walk?in=place-2", facilities)
            #expect(walk.contains("href=\"/-/scan?back=/-/facilities/walk%3Fin%3Dplace-2\""))
        }
    }

    @Test("limits photos by client and forgets clients that have their stock again")
    func frames() {
        let start = Instant(seconds: 1000)
        let limit = FrameLimit(perSecond: 2, stock: 3, clientsMax: 4)
        func taken(_ client: String, _ count: Int, at now: Instant) -> Int {
            (0..<count).count { _ in limit.take(client, at: now) }
        }
        #expect(taken("a", 10, at: start) == 3)
        #expect(taken("a", 10, at: start + .seconds(1)) == 2)
        #expect(taken("a", 10, at: start - .seconds(60)) == 0)
        for other in ["b", "c", "d", "e", "f"] { #expect(taken(other, 2, at: start + .seconds(1)) == 2) }
        // However many come, who has spent the stock stays known.
        #expect(taken("a", 10, at: start + .seconds(1)) == 0)
    }
}

import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The wallboard")
struct WallboardTests {
    private static func numbers(_ page: Page) -> [String] {
        page.text.matches(of: /<dd>([0-9+]+)<\/dd>/).map { String($0.1) }
    }

    @Test("counts what is open, late and mended, of nobody and of no place below a building")
    func counts() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            try await CampusMaker.addStaff(campus, "wall", .display, name: "大厅屏", number: 100)
            func page() async throws -> Page {
                try await browser.get("/-/wallboard", try await browser.signIn("wall").headers)
            }
            // New today, open, at risk, late, mended today, calls due, hazards.
            #expect(Self.numbers(try await page()) == ["0", "0", "0", "0", "0", "0", "0"])
            for (key, code) in [(1, campus.room), (2, campus.dormitory)] as [(UInt64, LabelCode)] {
                let fields = [
                    "key": campus.key(key), "category": "power", "words": "冒火花", "hazard": "1",
                    "phone": "138-0013-8000",
                ]
                #expect(try await browser.multipart("/\(code)", fields).status == 303)
            }
            _ = try await CallTests.Mended.mend(campus, 200)
            let now = try await page()
            #expect(Self.numbers(now) == ["3", "2", "0", "0", "1", "0", "2"], "\(now.text)")
            #expect(now.contains("主楼群E座") && now.contains("东三舍"))
            for secret in [
                "2-E-03", "弱电间", "512 寝室", "冒火花", "138-0013", "何同学", "王师傅", "大厅屏", "/-/desk", "<a ",
            ] {
                #expect(!now.contains(secret), "\(secret)")
            }
            #expect(!now.text.contains(campus.gateway.number(of: TicketID(1)).description))
            #expect(now.contains("http-equiv=\"refresh\""))
            campus.advance(seconds: 3_700)
            #expect(Self.numbers(try await page())[5] == "1")
            campus.advance(seconds: 86_400)
            let tomorrow = Self.numbers(try await page())
            #expect(tomorrow[0] == "0" && tomorrow[3] == "2" && tomorrow[4] == "0", "\(tomorrow)")
        }
    }

    @Test("is all that a display's account opens, day and night")
    func display() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            try await CampusMaker.addStaff(campus, "wall", .display, name: "大厅屏", number: 100)
            let signedIn = try await browser.post(
                "/-/sign-in", ["account": "wall", "password": Campus.password])
            #expect(signedIn.location == "/-/wallboard")
            let (session, _) = try await browser.signIn("wall")
            let paths = [
                "/", "/\(campus.room)", "/-/elsewhere", "/-/scan", "/-/desk", "/-/desk/messages", "/-/board",
                "/-/board/events", "/-/calls", "/-/supervision", "/-/desk/report", "/-/desk/report.json",
                "/-/intake", "/-/intake/places?q=E", "/-/facilities", "/api/v1/tickets", "/api/v1/calls",
                "/api/v1/rates", "/api/v1/labels/\(campus.room)", "/api/v1/openapi.json",
                "/-/desk/\(campus.gateway.number(of: TicketID(1)))",
            ]
            for path in paths {
                let refused = try await browser.get(path, session)
                #expect(refused.status == 403 && !refused.contains("/-/account"), "\(path)")
            }
            for path in ["/-/wallboard", "/-/wallboard/state", "/-/s/mendmark.css"] {
                #expect(try await browser.get(path, session).status == 200, "\(path)")
            }
            let report = ["key": campus.key(1), "category": "network.outage"]
            #expect(try await browser.multipart("/\(campus.room)", report, session).status == 403)
            // Nobody is there at night to sign it in again; anybody else is signed out by then.
            let (technician, _) = try await browser.signIn()
            campus.advance(seconds: 200 * 86_400)
            #expect(try await browser.get("/-/wallboard", session).status == 200)
            #expect(try await browser.get("/-/desk", technician).location == "/-/sign-in")
            #expect(try await browser.get("/-/wallboard").location == "/-/sign-in")
        }
    }

    @Test("is open to those who overlook the desk, to no technician")
    func roles() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            try await CampusMaker.addStaff(campus, "hao", .head, number: 100)
            let head = try await browser.get("/-/wallboard", try await browser.signIn("hao").headers)
            #expect(head.status == 200)
            let technician = try await browser.get("/-/wallboard", try await browser.signIn().headers)
            #expect(technician.status == 403 && technician.contains("大屏账号"))
        }
    }
}

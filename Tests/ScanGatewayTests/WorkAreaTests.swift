import Facility
import Foundation
import Testing

@testable import ScanGateway

@Suite("The strip of the staff's parts")
struct WorkAreaTests {
    @Test("leads each role to what opens for it, and to nothing else", arguments: Role.allCases)
    func areas(role: Role) async throws {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "who", role, number: 120)
        try await campus.browse { browser in
            let (session, _) = try await browser.signIn("who")
            let home = try #require(
                try await browser.post("/-/sign-in", ["account": "who", "password": Campus.password]).location
            )
            let shown = Self.strip(try await browser.get(home, session).text)
            for area in WorkArea.allCases {
                let page = try await browser.get(area.route.path, session)
                let isOffered = shown.contains("href=\"\(area.route.path)\"")
                if isOffered {
                    #expect(page.status == 200, "\(role) is offered \(area)")
                    #expect(
                        Self.strip(page.text).contains("href=\"\(area.route.path)\" aria-current=\"true\""))
                }
                // Lists of tickets are open to each who has work at the desk; who only administers or calls has other places.
                if !shown.isEmpty, area != .desk, area != .shifts, area != .board {
                    #expect(page.status == (isOffered ? 200 : 403), "\(role) isn't offered \(area)")
                }
            }
        }
    }

    @Test("isn't on pages for everybody, nor where there is but one part")
    func nowhere() async throws {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "hall", .display, number: 120)
        try await campus.browse { browser in
            let (wang, _) = try await browser.signIn()
            #expect(Self.strip(try await browser.get("/", wang).text).isEmpty)
            let (hall, _) = try await browser.signIn("hall")
            #expect(Self.strip(try await browser.get("/-/wallboard", hall).text).isEmpty)
        }
    }

    private static func strip(_ page: String) -> Substring {
        guard let from = page.range(of: "<nav class=\"areas\""),
            let until = page.range(of: "</nav>", range: from.upperBound..<page.endIndex)
        else { return "" }
        return page[from.upperBound..<until.lowerBound]
    }
}

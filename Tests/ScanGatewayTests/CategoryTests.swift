import Foundation
import Testing

@testable import ScanGateway

@Suite("The categories of a label's page")
struct CategoryTests {
    /// What the page offers first and what it keeps behind "other kinds", by the fields' values.
    private func offered(_ page: Page) -> (first: [String], more: [String]) {
        let parts = page.text.components(separatedBy: "<details class=\"more\"")
        func values(_ text: String) -> [String] {
            text.matches(of: /name="category" value="([a-z.]+)"/).map { String($0.1) }
        }
        return (values(parts[0]), parts.count > 1 ? values(parts[1]) : [])
    }

    @Test("suit the thing, end with other, and leave all the rest one tap away")
    func suiting() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let device = offered(try await browser.get("/\(campus.device)"))
            #expect(device.first == ["wifi", "network.slow", "other"])
            #expect(device.more == ["network.outage", "projector", "power", "door"])
            let plate = offered(try await browser.get("/\(campus.plate)"))
            #expect(plate.first == ["network.outage", "other"])
            #expect(plate.more == ["network.slow", "wifi", "projector", "power", "door"])
        }
    }

    @Test("are all shown where the rules have no choice for the thing")
    func withoutChoice() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.get("/\(campus.room)?lang=en")
            let room = offered(page)
            #expect(room.first.count == 7 && room.more.isEmpty && !page.contains("Other kinds of fault"))
        }
    }

    @Test("can be chosen from the rest too, and stay in view when the page comes back")
    func rest() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let back = try await browser.multipart(
                "/\(campus.device)", ["key": campus.key(1), "category": "power", "phone": "1"])
            #expect(back.status == 422)
            #expect(
                back.contains("<details class=\"more\" open>") && back.contains("value=\"power\" checked"))
            let sent = try await browser.multipart(
                "/\(campus.device)", ["key": campus.key(1), "category": "power"])
            #expect(sent.status == 303)
            #expect(try await browser.get(sent.location).contains("没电或插座坏"))
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test("say in the JSON interface which of them suit")
    func api() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let label = try await browser.get("/api/v1/labels/\(campus.plate)").text
            #expect(label.contains(#""suits":true"#) && label.contains(#""suits":false"#))
            #expect(label.matches(of: /"suits"/).count == 7)
        }
    }
}

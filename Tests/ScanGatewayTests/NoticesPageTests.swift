import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The page of notices")
struct NoticesPageTests {
    private static let path = "/-/notices"

    private static func campus() async throws -> Campus {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "dispatch", .dispatcher, name: "周调度", number: 100)
        try await CampusMaker.addFacilities(campus, "chen", number: 120)
        return campus
    }

    @Test("posts, changes and takes down a notice, which reporters see, and says who did what")
    func story() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("dispatch")
            func send(_ number: UInt64, _ more: [String: String]) async throws -> Page {
                try await browser.post(
                    Self.path, ["csrf": csrf, "key": campus.key(number)].merging(more) { $1 }, session)
            }
            #expect(try await browser.get(Self.path, session).contains("现在没有公告"))
            #expect(try await browser.get("/-/desk", session).contains("href=\"/-/notices\""))
            let words = ["place": "XQ-E", "zh": "<b>割接</b>断网", "until": "2026-08-30T06:00"]
            #expect(try await send(1, words).location == Self.path + "?done=posted")
            let shown = try await browser.get(Self.path + "?done=posted", session)
            #expect(shown.contains("公告已发布") && shown.contains("&lt;b&gt;割接&lt;/b&gt;断网"))
            #expect(shown.contains("正在显示") && shown.contains("number=1#form"))
            #expect(try await browser.get("/\(campus.room)").contains("割接"))
            let form = try await browser.get(Self.path + "?place=XQ%2DE&number=1", session)
            #expect(form.contains("value=\"2026-08-30T06:00\"") && form.contains("周调度发布"))
            let changed = words.merging(["number": "1", "daily": "23:30-06:00", "zh": "夜间断网"]) { $1 }
            #expect(try await send(2, changed).location == Self.path + "?done=changed")
            #expect(try await browser.get(Self.path, session).contains("每天 23:30–06:00"))
            #expect(try await !browser.get("/\(campus.room)").contains("断网</p>"))
            let ended = ["place": "XQ-E", "number": "1", "do": "end"]
            #expect(try await send(3, ended).location == Self.path + "?done=ended")
            #expect(try await browser.get(Self.path, session).contains("现在没有公告"))
            let gone = try await send(4, ended)
            #expect(gone.status == 422 && gone.contains("已经有人撤下"))
        }
    }

    @Test("refuses each field that is wrong, there, and keeps what was typed")
    func refusals() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("chen")
            let right = ["place": "XQ-E", "zh": "断网", "en": "No network"]
            let wrong: [(field: String, value: String, words: String)] = [
                ("place", "", "请填公告在哪里显示"), ("place", "NOWHERE", "没有找到“NOWHERE”"),
                ("from", "tomorrow", "现在是“tomorrow”"), ("until", "2020-01-01T00:00", "结束要晚于开始"),
                ("daily", "25:00-26:00", "现在是“25:00-26:00”"),
                ("zh", String(repeating: "长", count: 501), "每种最多 500 个字"),
            ]
            for (index, (field, value, words)) in wrong.enumerated() {
                let fields = ["csrf": csrf, "key": campus.key(UInt64(index + 1))].merging(right) { $1 }
                    .merging([field: value]) { $1 }
                let page = try await browser.post(Self.path, fields, session)
                #expect(page.status == 422 && page.contains(words), "\(field): \(words)")
                #expect(page.contains("id=\"\(field)-error\"") && page.contains("No network"), "\(field)")
            }
            #expect(try await browser.get(Self.path, session).contains("现在没有公告"))
            let foreign = ["csrf": "guess", "key": campus.key(90)].merging(right) { $1 }
            #expect(try await browser.post(Self.path, foreign, session).status == 403)
            let (wang, token) = try await browser.signIn()
            #expect(try await browser.get(Self.path, wang).status == 403)
            let own = ["csrf": token, "key": campus.key(91)].merging(right) { $1 }
            #expect(try await browser.post(Self.path, own, wang).status == 403)
        }
    }

    @Test("finds the place by what people type: takes the only one, and offers several to choose from")
    func places() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("chen")
            func post(_ number: UInt64, _ place: String, _ more: [String: String] = [:]) async throws -> Page
            {
                let fields = ["csrf": csrf, "key": campus.key(number), "place": place, "zh": "断网"]
                return try await browser.post(Self.path, fields.merging(more) { $1 }, session)
            }
            for (number, words) in ["zlq rdj", "二层弱电间", "telecom closet"].enumerated() {
                let one = try await post(UInt64(10 + number), words)
                #expect(one.location == Self.path + "?done=posted&at=2-E-03", "\(words): \(one.text)")
                let said = try await browser.get(one.location, session)
                #expect(said.contains("公告已发布，在") && said.contains("二层弱电间 2-E-03显示。"), "\(said.text)")
                #expect(said.contains("role=\"status\" tabindex=\"-1\" data-focus"))
            }
            let several = try await post(20, "教室")
            #expect(several.status == 422 && several.contains("找到 2 处，请选择一处"), "\(several.text)")
            #expect(several.contains("id=\"place-error\"") && several.contains("value=\"教室\""))
            for reference in ["2-E-05", "2-E-06"] {
                #expect(several.contains("name=\"chosen\" value=\"\(reference)\""), "\(reference)")
            }
            let chosen = ["searched": "教室", "chosen": "2-E-06"]
            // The choice is of the words that were looked for, and outlives what is wrong elsewhere.
            #expect(try await post(21, "classroom", chosen).contains("找到 2 处，请选择一处"))
            let early = try await post(22, "教室", chosen.merging(["daily": "25:00"]) { $1 })
            #expect(early.status == 422 && early.contains("value=\"2-E-06\" checked"))
            #expect(!early.contains("id=\"place-error\""))
            #expect(try await post(23, "教室", chosen).location.hasSuffix("&at=2-E-06"))
            let suggested = try await browser.get("/-/intake/places?q=rdj", session)
            #expect(suggested.status == 200 && suggested.contains("\"reference\":\"2-E-03\""))
        }
    }

    @Test("lets whoever keeps one building post there and nowhere else")
    func scope() async throws {
        let campus = try await Self.campus()
        try await CampusMaker.addFacilities(campus, "qian", below: "XQ-E-2", number: 140)
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("qian")
            func post(_ place: String, _ number: UInt64) async throws -> Page {
                try await browser.post(
                    Self.path, ["csrf": csrf, "key": campus.key(number), "place": place, "zh": "断网"], session)
            }
            #expect(try await post("XQ-E", 1).status == 403)
            #expect(try await post("XQ-E-2", 2).status == 303)
        }
    }
}

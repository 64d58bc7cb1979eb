import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The confirm walk on a phone")
struct WalkTests {
    /// A campus all of whose labels are printed, with somebody of facilities.
    private func campus() async throws -> Campus {
        let campus = try await Campus()
        try await CampusMaker.addFacilities(campus, "chen", number: 20)
        let register = Register(store: campus.storage)
        let labels = try await campus.storage.snapshot().labels.values.filter {
            $0.isLive && $0.target != .blank
        }
        let batch = try await register.reserveBatch()
        var issues: [PrintedLabel] = []
        for label in labels {
            let reference = try await register.targetDescription(label.target).reference
            issues.append(
                PrintedLabel(
                    code: label.code,
                    issue: LabelIssue(
                        number: 1, text: "https://H/\(label.code.compact)", host: "h", version: 3, level: "Q",
                        mask: 0, batch: batch, printedReference: reference, printedAt: Campus.start)))
        }
        try await register.recordPrinted(batch: batch, issues: issues, act: .byOperator(30))
        return campus
    }

    private func state(_ code: LabelCode, _ campus: Campus) async throws -> LabelState? {
        try await campus.storage.label(code)?.state
    }

    @Test("leads from door to door in walking order, and says what is still missing")
    func wholeWalk() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let (chen, csrf) = try await browser.signIn("chen")
            guard case .place(let building)? = try await campus.storage.target(reference: "XQ-E") else {
                return
            }
            let link = "/-/facilities/walk?in=place-\(building)"
            #expect(try await browser.get("/-/facilities/at/\(building)", chen).contains(link))
            let start = try await browser.get(link, chen)
            #expect(start.contains("已看过 0 张，共 4 张") && start.contains("还有 4 张没看到"))
            #expect(start.contains("<h2 class=\"door\">二层弱电间 2-E-03</h2>"))
            let cookie = String((start.headers[.setCookie] ?? "").prefix { $0 != ";" })
            #expect(cookie == "mendmark-walk=place-\(building)")
            var walking = chen
            walking[.cookie] = (chen[.cookie] ?? "") + "; " + cookie

            let typed = ["csrf": csrf, "in": "place-\(building)", "code": "\(campus.room)".lowercased()]
            let opened = try await browser.post("/-/facilities/walk", typed, walking)
            #expect(opened.location == "/\(campus.room.compact)")
            let scanned = try await browser.get(opened.location, walking)
            #expect(scanned.contains("在核验清单里") && scanned.contains("贴对了，确认"))
            let confirmed = try await browser.post(
                "/-/facilities/labels/\(campus.room.compact)/confirm", ["csrf": csrf, "key": campus.key(1)],
                walking)
            #expect(confirmed.location == "\(link)&last=\(campus.room.compact)&result=right")
            #expect(try await state(campus.room, campus) == .confirmed)
            let next = try await browser.get(confirmed.location, walking)
            #expect(next.contains("二层弱电间 2-E-03：已核验。") && next.contains("已看过 1 张，共 4 张"))
            #expect(next.contains("<h2 class=\"door\">E205 教室</h2>"))
            #expect(try await browser.get("/\(campus.room)", walking).contains("这张已经看过"))
            #expect(try await browser.get("/\(campus.dormitory)", walking).contains("不在“主楼群E座”的核验范围内"))
            let ended = try await browser.post(
                "/-/facilities/walk/end", ["csrf": csrf, "in": "place-\(building)"], walking)
            #expect(ended.location == "/-/facilities/at/\(building)")
            #expect(ended.headers[.setCookie]?.contains("Max-Age=0") == true)
        }
    }

    @Test("records a label at the wrong door with the door, and asks again where it knows no such door")
    func wrongDoor() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let (chen, csrf) = try await browser.signIn("chen")
            func confirm(at door: String, _ key: UInt64) async throws -> Page {
                try await browser.post(
                    "/-/facilities/labels/\(campus.device.compact)/confirm",
                    ["csrf": csrf, "key": campus.key(key), "door": door], chen)
            }
            let unknown = try await confirm(at: "9-X-99", 1)
            #expect(unknown.status == 422 && unknown.contains("没有编号为“9-X-99”的位置或设备"))
            #expect(unknown.contains("value=\"9-X-99\"") && unknown.contains("<details open>"))
            #expect(try await state(campus.device, campus) == .printed)
            #expect(try await confirm(at: "2-E-03", 2).status == 303)
            #expect(try await state(campus.device, campus) == .misplaced)
            #expect(try await confirm(at: "AP-17", 3).status == 303)
            #expect(try await state(campus.device, campus) == .confirmed)
        }
    }

    @Test("takes a label's damage, replaces and revokes it")
    func acts() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let (chen, csrf) = try await browser.signIn("chen")
            func act(_ act: String, _ code: LabelCode, _ key: UInt64, _ more: [String: String]) async throws
                -> Page
            {
                try await browser.post(
                    "/-/facilities/labels/\(code.compact)/\(act)",
                    ["csrf": csrf, "key": campus.key(key)].merging(more) { $1 }, chen)
            }
            #expect(
                try await act("mark", campus.room, 1, ["state": "damaged"]).location.hasSuffix("?done=mark"))
            #expect(try await state(campus.room, campus) == .damaged)
            #expect(try await act("mark", campus.room, 2, ["state": "revoked"]).status == 404)
            let replaced = try await act("replace", campus.plate, 3, [:])
            #expect(try await state(campus.plate, campus) == .replaced)
            #expect(try await browser.get(replaced.location, chen).contains("已换发新编号"))
            #expect(try await act("revoke", campus.dormitory, 4, ["words": "门改了"]).status == 303)
            #expect(try await state(campus.dormitory, campus) == .revoked)
            #expect(try await act("confirm", campus.device, 5, ["csrf": "guess"]).status == 403)
            #expect(try await state(campus.device, campus) == .printed)
        }
    }

    @Test("lets a technician confirm a label, and neither replace nor revoke it")
    func technician() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let (wang, csrf) = try await browser.signIn()
            let page = try await browser.get("/\(campus.room)", wang)
            #expect(page.contains("贴对了，确认") && !page.contains("换发或停用"))
            let fields = ["csrf": csrf, "key": campus.key(1)]
            let confirmed = try await browser.post(
                "/-/facilities/labels/\(campus.room.compact)/confirm", fields, wang)
            #expect(confirmed.location == "/\(campus.room.compact)?done=confirm")
            #expect(try await state(campus.room, campus) == .confirmed)
            let refused = try await browser.post(
                "/-/facilities/labels/\(campus.room.compact)/replace",
                fields.merging(["key": campus.key(2)]) { $1 }, wang)
            #expect(refused.status == 403)
            #expect(try await browser.get("/-/facilities/walk?in=place-1", wang).status == 403)
        }
    }

    @Test(
        "binds a blank label that was scanned to the door that is searched for; strangers see what they always saw"
    )
    func binding() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            #expect(try await browser.get("/\(campus.blank)").status == 404)
            let (wang, _) = try await browser.signIn()
            #expect(try await browser.get("/\(campus.blank)", wang).status == 404)
            let (chen, csrf) = try await browser.signIn("chen")
            let asked = try await browser.get("/\(campus.blank)", chen)
            #expect(asked.status == 200 && asked.contains("这张空白标签贴在哪里"))
            #expect(try await browser.get("/\(campus.blank)?q=zzz", chen).contains("没有叫“zzz”的位置或设备"))
            let found = try await browser.get("/\(campus.blank)?q=2-E-06", chen)
            #expect(found.contains("E206 教室"))
            let fields = ["csrf": csrf, "key": campus.key(1), "target": found.field("target")]
            let bound = try await browser.post(
                "/-/facilities/labels/\(campus.blank.compact)/bind", fields, chen)
            #expect(bound.location.hasPrefix("/\(campus.blank.compact)"))
            #expect(try await browser.get("/\(campus.blank)").contains("E206 教室"))
        }
    }
}

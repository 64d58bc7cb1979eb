import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("A call that is taken down")
struct IntakeTests {
    /// `li`, who dispatches.
    private static func campus() async throws -> Campus {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 100)
        return campus
    }

    private static func place(_ campus: Campus, _ reference: String) async throws -> Int64 {
        guard case .place(let id)? = try await campus.storage.target(reference: reference) else {
            throw GatewayError.notFound
        }
        return id.rawValue
    }

    @Test(
        "finds the place by number, old name and initials, offers nothing to whoever isn't signed in or may not"
    )
    func places() async throws {
        let campus = try await Self.campus()
        try await CampusMaker.addStaff(campus, "head", .head, number: 200)
        try await campus.browse { browser in
            #expect(try await browser.get("/-/intake").location == "/-/sign-in")
            let (head, _) = try await browser.signIn("head")
            let refused = try await browser.get("/-/intake", head)
            #expect(refused.status == 403 && refused.contains("需要在这里担任以下角色之一：派单员、值班学生"))
            #expect(try await browser.get("/-/intake/places?q=E205", head).status == 403)
            let english = try await browser.get("/-/intake?lang=en", head)
            #expect(english.contains("It takes a role here that you don’t have: dispatcher, student on duty"))

            let (session, _) = try await browser.signIn("li")
            let closet = try await Self.place(campus, "2-E-03")
            for query in ["2-E-03", "rdj", "%E5%BC%B1%E7%94%B5%E9%97%B4", "zlq%20rdj", "zlq+rdj", "zlq03"] {
                let found = try await browser.get("/-/intake/places?q=\(query)", session)
                #expect(found.status == 200 && found.contains("\"id\":\(closet)"), "\(query): \(found.text)")
            }
            #expect(try await browser.get("/-/intake/places?q=", session).text == "[]")
            let long = String(repeating: "x", count: 5_000)
            #expect(try await browser.get("/-/intake/places?q=\(long)", session).text == "[]")
            // Without script: the same as a page with links.
            let page = try await browser.get("/-/intake?q=rdj", session)
            #expect(page.contains("href=\"/-/intake?place=\(closet)\"") && page.contains("找到 1 处"))
            #expect(try await browser.get("/-/intake?place=999999", session).status == 404)
        }
    }

    @Test("comes to a ticket by phone with who took it, and to a number to read out")
    func call() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("li")
            let closet = try await Self.place(campus, "2-E-03")
            let page = try await browser.get("/-/intake?place=\(closet)", session)
            #expect(page.contains("二层弱电间 2-E-03") && page.field("place") == "\(closet)")
            let fields = [
                "csrf": csrf, "key": page.field("key"), "place": "\(closet)", "words": "交换机不亮灯",
                "category": "network.outage", "phone": "13800138000", "name": "赵老师", "wants": "1",
            ]
            let sent = try await browser.post("/-/intake", fields, session)
            #expect(sent.status == 303 && sent.location.hasPrefix("/-/intake?done="))
            let again = try await browser.post("/-/intake", fields, session)
            #expect(again.location == sent.location)
            #expect(try await campus.ticketCount == 1)
            let done = try await browser.get(sent.location, session)
            let number = String(sent.location.split(separator: "=").last ?? "")
            #expect(done.contains("<p class=\"code number\">\(number)</p>") && done.contains("data-sent"))
            let row = try #require(try await campus.storage.ticketRows(TicketQuery()).first)
            let ticket = try #require(
                try Ticket.folding(try await campus.storage.events(of: row.id)))
            let report = try #require(ticket.reports.first?.report)
            #expect(report.channel == .phone && report.recordedBy != nil && report.isReachable)
            #expect(report.words?.value == "交换机不亮灯\n（希望处理前先打电话）")
            #expect(report.contact?.value?.phone == "13800138000")
        }
    }

    @Test("shows what is known there, and joins it with the words and the number")
    func joins() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("li")
            _ = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "network.outage"])
            let closet = try await Self.place(campus, "2-E-03")
            let page = try await browser.get("/-/intake?place=\(closet)", session)
            let number = page.field("joins")
            #expect(page.contains("这里已有人报修") && number.count == 9)
            let fields = [
                "csrf": csrf, "key": page.field("key"), "place": "\(closet)", "words": "我这也断了",
                "phone": "13800138001", "joins": number,
            ]
            let sent = try await browser.post("/-/intake", fields, session)
            #expect(sent.location == "/-/intake?done=\(number)")
            let row = try #require(try await campus.storage.ticketRows(TicketQuery()).first)
            #expect(row.reportCount == 2)
            // Of another place it can't be joined, and the words stay.
            let room = try await Self.place(campus, "D3-512")
            var elsewhere = fields
            (elsewhere["place"], elsewhere["key"]) = ("\(room)", campus.key(9))
            let refused = try await browser.post("/-/intake", elsewhere, session)
            #expect(refused.status == 409 && refused.contains("我这也断了"))
            #expect(try await campus.ticketCount == 1)
        }
    }

    @Test("keeps what was typed and says what is missing, in both languages; a stranger's form is none")
    func problems() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("li")
            let key = campus.key(3)
            func post(_ fields: [String: String], lang: String = "") async throws -> Page {
                try await browser.post(
                    "/-/intake\(lang)", ["csrf": csrf, "key": key].merging(fields) { $1 }, session)
            }
            let empty = try await post([:])
            #expect(
                empty.status == 422 && empty.contains("href=\"#door\"") && empty.contains("href=\"#words\""))
            let wrong = try await post(["door": "三教", "words": "灯<b>坏", "phone": "12", "wants": "1"])
            #expect(wrong.status == 422 && wrong.contains("灯&lt;b&gt;坏") && wrong.contains("三教"))
            #expect(wrong.field("key") == key)
            // At the field, too, and only at that one.
            #expect(wrong.contains("aria-describedby=\"phone-error\"") && !wrong.contains("words-error"))
            let letters = ["door": "三教", "words": "灯坏", "phone": "138abc00"]
            #expect(try await post(letters).contains("电话应为 5 到 20 位数字，不能有“abc”。"))
            #expect(
                try await post(letters, lang: "?lang=en").contains("is 5 to 20 digits; found “abc” in it."))
            let call = try await post(["door": "三教", "words": "灯坏", "wants": "1"], lang: "?lang=en")
            #expect(call.contains("Who is to be called needs a number."))
            let words = String(repeating: "坏", count: 10_000)
            let long = try await browser.multipart(
                "/-/intake", ["csrf": csrf, "key": key, "door": "三教", "words": words], session)
            #expect(long.status == 422 && long.contains(words) && long.contains("10000"))
            #expect(try await browser.post("/-/intake", ["csrf": "x", "key": key], session).status == 403)
            #expect(try await campus.ticketCount == 0)
            // The place in words only: it waits to be located.
            #expect(try await post(["door": "三教那个大教室", "words": "灯坏"]).status == 303)
            let rows = try await campus.storage.ticketRows(TicketQuery(unlocatedOnly: true))
            #expect(rows.count == 1)
        }
    }
}

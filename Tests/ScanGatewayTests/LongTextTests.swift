import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

/// Text that nobody may write, from pasted pages to whole books.
@Suite("More text than a field takes")
struct LongTextTests {
    private static func text(_ count: Int) -> String { String(repeating: "灯", count: count) }

    /// Sends a form both ways in which browsers do.
    private func both(
        _ browser: Browsing, _ path: String, _ fields: [String: String], _ headers: HTTPFields = [:]
    ) async throws -> [Page] {
        [
            try await browser.post(path, fields, headers),
            try await browser.multipart(path, fields, headers),
        ]
    }

    /// That a page says the limit and the number, and gives the text back.
    private func expect(_ pages: [Page], _ max: Int, _ text: String, _ what: String) {
        for page in pages {
            #expect(page.status == 422, "\(what): \(page.status)")
            #expect(page.contains("最多 \(max) "), "\(what)")
            #expect(page.contains("现在是 \(text.count) "), "\(what)")
            #expect(page.contains(text) && page.contains("class=\"error\""), "\(what)")
        }
    }

    @Test(
        "comes back with the limit and the number in every form of a reporter", arguments: [10_000, 30_000])
    func reporters(count: Int) async throws {
        let campus = try await Campus()
        let long = Self.text(count)
        try await campus.browse { browser in
            let key = campus.key(1)
            for (field, max) in [("words", 2_000), ("name", 80), ("door", 200)] {
                let base = ["key": key, "category": "wifi", "door": "三教", "words": "弱"]
                for path in ["/\(campus.room)", "/-/elsewhere"] {
                    let fields = base.merging([field: long]) { $1 }
                    expect(try await both(browser, path, fields), max, long, "\(path) \(field)")
                }
            }
            #expect(try await campus.ticketCount == 0)
            let sent = try await browser.post("/\(campus.room)", ["key": key, "category": "wifi"])
            let track = sent.location.replacing("?sent=1", with: "")
            let added = try await both(
                browser, "\(track)/comment", ["key": campus.key(2), "words": long])
            expect(added, 2_000, long, "comment")
            for act in ["urge", "withdraw", "reopen", "satisfaction", "differs", "answer"] {
                let pages = try await both(
                    browser, "\(track)/\(act)", ["key": campus.key(3), "words": long])
                for page in pages {
                    #expect(page.status == 422 && page.contains("最多 2000 字，现在是 \(count) 字"), "\(act)")
                    #expect(page.contains("rows=\"3\" maxlength=\"2000\">\(long)</textarea>"), "\(act)")
                }
            }
        }
    }

    @Test("comes back in the forms of the desk and of whoever takes calls", arguments: [10_000, 30_000])
    func staff(count: Int) async throws {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 100)
        let long = Self.text(count)
        try await campus.browse { browser in
            let sent = try await browser.post(
                "/\(campus.room)", ["key": campus.key(1), "category": "wifi"])
            #expect(sent.status == 303)
            let number = campus.gateway.number(of: TicketID(1)).description
            let (session, csrf) = try await browser.signIn()
            func post(_ act: String, _ fields: [String: String]) async throws -> [Page] {
                let common = ["csrf": csrf, "key": campus.key(9)]
                return try await both(
                    browser, "/-/desk/\(number)/\(act)", fields.merging(common) { $1 }, session)
            }
            expect(try await post("comment", ["words": long, "audience": "staff"]), 2_000, long, "comment")
            let accepted = ["csrf": csrf, "key": campus.key(5)]
            #expect(
                try await browser.post("/-/desk/\(number)/accept", accepted, session).status == 303)
            expect(try await post("resolve", ["words": long, "mode": "remote"]), 2_000, long, "resolve")
            let until = "2026-08-31"
            for field in ["words", "workaround"] {
                let hold = ["reason": "parts", "until": until, field: long]
                expect(try await post("hold", hold), 2_000, long, "hold \(field)")
            }
            let (dispatcher, token) = try await browser.signIn("li")
            for (field, max) in [("words", 1_960), ("door", 200), ("name", 80)] {
                let base = [
                    "csrf": token, "key": campus.key(7), "door": "三教", "words": "弱", "category": "wifi",
                ]
                let fields = base.merging([field: long]) { $1 }
                expect(try await both(browser, "/-/intake", fields, dispatcher), max, long, "intake \(field)")
            }
        }
    }

    @Test("isn't repeated whole in a sentence: a phone number or an e-mail is named by its beginning")
    func contacts() async throws {
        let campus = try await Campus()
        let long = Self.text(30_000)
        try await campus.browse { browser in
            for field in ["phone", "mail"] {
                let fields = ["key": campus.key(1), "category": "wifi", field: long]
                for page in try await both(browser, "/\(campus.room)", fields) {
                    #expect(page.status == 422 && page.text.components(separatedBy: long).count == 2)
                    #expect(page.contains("灯…”"))
                }
            }
        }
    }

    @Test("beyond what is read at all is told on a page in the reader's language, with the limits")
    func beyond() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let fields = ["key": campus.key(2), "words": Self.text(100_000)]
            for (language, said, most) in [
                ("zh", "文字太多：一次最多", "说明最多 2000 字"),
                ("en", "more text than can be read", "takes 2000 characters"),
            ] {
                let pages = try await both(
                    browser, "/\(campus.room)", fields, [.acceptLanguage: language])
                for page in pages {
                    #expect(page.status == 413 && page.contains(said) && page.contains(most))
                    #expect(page.headers[.contentLanguage] == language)
                }
                #expect(pages[0].contains("768 KB") && pages[1].contains("256 KB"))
            }
        }
    }

    @Test("is read up to 256 KiB of any form")
    func read() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let fields = ["key": campus.key(2), "words": String(repeating: "x", count: 262_000)]
            for page in try await both(browser, "/\(campus.room)", fields) {
                #expect(page.status == 422 && page.contains("现在是 262000 字"))
            }
        }
    }
}

import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The own account")
struct AdministrationAccountTests {
    private static let new = "three words more"

    private func change(
        _ browser: Browsing, _ campus: Campus, _ session: HTTPFields, _ csrf: String, key: UInt64,
        _ changed: [String: String] = [:]
    ) async throws -> Page {
        let fields = [
            "csrf": csrf, "key": campus.key(key), "old": Campus.password, "new": Self.new, "again": Self.new,
        ]
        return try await browser.post("/-/account", fields.merging(changed) { $1 }, session)
    }

    @Test("is linked where the name stands, and changes the password; other sessions end, this one goes on")
    func change() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            #expect(try await browser.get("/-/account").location == "/-/sign-in")
            let (here, csrf) = try await browser.signIn()
            let (elsewhere, _) = try await browser.signIn()
            #expect(try await browser.get("/-/desk", here).contains("href=\"/-/account\""))
            let page = try await browser.get("/-/account", here)
            #expect(page.contains("王师傅") && page.contains("维修人员（网络运维组）"))
            let done = try await change(browser, campus, here, csrf, key: 1)
            #expect(done.location == "/-/account?done=password", "\(done.text)")
            #expect(try await browser.get(done.location, here).contains("密码已改"))
            #expect(try await browser.get("/-/desk", elsewhere).location == "/-/sign-in")
            func signIn(_ password: String) async throws -> Int {
                let page = try await browser.post("/-/sign-in", ["account": "wang", "password": password])
                return page.status
            }
            #expect(try await signIn(Campus.password) == 422)
            #expect(try await signIn(Self.new) == 303)
            // Pressed twice: the second press isn't told that the old password is wrong.
            #expect(try await change(browser, campus, here, csrf, key: 1).status == 303)
            let events = try await campus.storage.envelopes(
                of: StreamID(.person, campus.technician.rawValue))
            let set = events.filter { $0.kind.name == "person.passwordSet" }
            #expect(set.count == 1 && set.first?.actor == .staff(campus.technician))
        }
    }

    private static let refusals: [([String: String], String, String)] = [
        (["old": "wrong horse"], "old", "现在的密码不对"), (["new": "123456789"], "new", "至少 10 个字符，现在是 9 个"),
        (["again": "three words less"], "again", "两遍新密码不一样"), (["new": ""], "new", "现在是 0 个"),
    ]

    @Test("refuses at the field, and sends no password back", arguments: refusals)
    func refused(changed: [String: String], field: String, words: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn()
            let hash = try await campus.storage.passwordHash(of: campus.technician)
            let page = try await change(browser, campus, session, csrf, key: 2, changed)
            #expect(page.status == 422 && page.contains("id=\"\(field)-error\"") && page.contains(words))
            #expect(!page.contains(Campus.password) && !page.contains(Self.new))
            #expect(try await campus.storage.passwordHash(of: campus.technician) == hash)
        }
    }

    @Test("wrong old passwords count as failed attempts to sign in")
    func guesses() async throws {
        var limits = GatewayLimits()
        limits.signInAttemptsPerAccount = 3
        let campus = try await Campus(limits: limits)
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn()
            for number in 0..<3 {
                let page = try await change(
                    browser, campus, session, csrf, key: UInt64(10 + number), ["old": "guess"])
                #expect(page.status == 422)
            }
            let page = try await change(browser, campus, session, csrf, key: 20)
            #expect(page.status == 429 && page.contains("id=\"old-error\""))
            let signIn = try await browser.post(
                "/-/sign-in", ["account": "wang", "password": Campus.password])
            #expect(signIn.status == 429)
        }
    }

    @Test("opens without any role, but not on the wall")
    func everyone() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            try await CampusMaker.addStaff(campus, "hall", .display, number: 900)
            try await CampusMaker.addStaff(campus, "past", .reporter, number: 910)
            let (hall, _) = try await browser.signIn("hall")
            #expect(try await browser.get("/-/account", hall).status == 403)
            let (past, _) = try await browser.signIn("past")
            #expect(try await browser.get("/-/account", past).status == 200)
        }
    }
}

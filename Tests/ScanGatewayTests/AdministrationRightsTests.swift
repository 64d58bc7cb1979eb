import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The rights of the three administrators")
struct AdministrationRightsTests {
    @Test(
        "whoever only administers begins at administration; who works at the desk finds it there",
        arguments: ["xi", "an", "shen"])
    func home(account: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let signedIn = try await browser.post(
                "/-/sign-in", ["account": account, "password": Campus.password])
            #expect(signedIn.location == "/-/admin")
            let start = try await three.get("/-/admin", account)
            #expect(start.status == 200 && start.contains("href=\"/-/admin/people\""))
            #expect(start.contains("href=\"/-/admin/ledger\"") == (account == "shen"))
            #expect(start.contains("href=\"/-/desk\"") == false)
        }
    }

    @Test("an administrator with work at the desk begins there and finds the way to administration")
    func atTheDesk() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let an = try #require(try await three.person("an"))
            _ = try await Register(store: campus.storage).grant(
                Grant(role: .dispatcher, scope: .site), to: an.id, act: .byOperator(300))
            let signedIn = try await browser.post(
                "/-/sign-in", ["account": "an", "password": Campus.password])
            #expect(signedIn.location == "/-/desk")
            #expect(try await three.get("/-/desk", "an").contains("href=\"/-/admin\""))
            #expect(try await three.get("/-/admin", "an").contains("href=\"/-/desk\""))
            #expect(try await three.get("/-/desk", "wang").contains("/-/admin") == false)
        }
    }

    @Test("pages open to the three for the whole site only; the ledger to the auditor alone")
    func pages() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            guard case .place(let house)? = try await campus.storage.target(reference: "XQ-E") else {
                Issue.record("no such house")
                return
            }
            try await CampusMaker.addStaff(
                campus, "less", .auditor, scope: .subtree(house), number: 310)
            for path in ["/-/admin", "/-/admin/people", three.wang, "/-/admin/ledger", "/-/admin/ledger.csv"]
            {
                #expect(try await browser.get(path).location == "/-/sign-in", "\(path)")
                for account in ["wang", "less"] {
                    let refused = try await three.get(path, account)
                    #expect(refused.status == 403 && refused.contains("审计管理员"), "\(path), \(account)")
                }
                let isLedger = path.contains("ledger")
                for account in ["xi", "an"] {
                    #expect(try await three.get(path, account).status == (isLedger ? 403 : 200), "\(path)")
                }
                #expect(try await three.get(path, "shen").status == 200, "\(path)")
            }
            #expect(try await three.get("/-/admin/people/999", "xi").status == 404)
            #expect(try await three.get("/-/admin/people/x", "xi").status == 404)
        }
    }

    /// Each act with whom it is refused, and the words for those who may.
    private static let refusedActs: [(path: String, refused: [String], who: String)] = [
        ("mail", ["an", "shen", "wang"], "系统管理员"), ("password", ["an", "shen", "wang"], "系统管理员"),
        ("grant", ["xi", "shen", "wang"], "安全管理员"), ("end-grant", ["xi", "shen", "wang"], "安全管理员"),
        ("disable", ["shen", "wang"], "系统管理员或安全管理员"),
    ]

    @Test(
        "acts are refused to whoever lacks the role, with the words for those who may", arguments: refusedActs
    )
    func acts(path: String, refused: [String], who: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let before = try await three.changes()
            let fields = [
                "mail": "wang@example.edu", "language": "zh", "reason": "test", "role": "caller",
                "scope": "site",
            ]
            for (index, account) in refused.enumerated() {
                let page = try await three.post(
                    "\(three.wang)/\(path)", account, fields, key: UInt64(400 + index))
                #expect(page.status == 403 && page.contains(who), "\(account): \(page.text)")
            }
            #expect(try await three.changes() == before)
            for account in ["an", "shen", "wang"] {
                let page = try await three.post(
                    "/-/admin/people", account, ["name": "新人", "account": "new"], key: 420)
                #expect(page.status == 403 && page.contains("系统管理员"), "\(account)")
            }
            #expect(try await three.person("new") == nil)
        }
    }

    @Test("forms stand only where their reader may send them", arguments: ["xi", "an", "shen"])
    func forms(account: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let page = try await three.get(three.wang, account)
            let forms = ["mail", "password", "disable", "grant", "end-grant"].filter {
                page.contains("action=\"\(three.wang)/\($0)\"")
            }
            let expected = [
                "xi": ["mail", "password", "disable"], "an": ["disable", "grant", "end-grant"], "shen": [],
            ]
            #expect(forms == expected[account])
            let list = try await three.get("/-/admin/people", account)
            #expect(list.contains("method=\"post\" action=\"/-/admin/people\"") == (account == "xi"))
            #expect(page.contains("href=\"/-/admin/ledger?after=") == (account == "shen"))
        }
    }

    @Test("nobody acts on the own account", arguments: ["xi", "an"])
    func own(account: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let person = try #require(try await three.person(account))
            let path = "/-/admin/people/\(person.id)"
            let page = try await three.get(path, account)
            #expect(page.contains("这是您自己的账号") && !page.contains("action=\"\(path)/"))
            let before = try await three.changes()
            let acts = account == "xi" ? ["mail", "password", "disable"] : ["grant", "end-grant", "disable"]
            for (index, act) in acts.enumerated() {
                let fields = ["reason": "test", "role": "caller", "scope": "site", "language": "zh"]
                let refused = try await three.post(
                    "\(path)/\(act)", account, fields, key: UInt64(500 + index))
                #expect(refused.status == 422 && refused.contains("自己的账号由别人管理"), "\(act)")
            }
            #expect(try await three.changes() == before)
        }
    }

    @Test("a form without the session's token, or with a stale key, does nothing")
    func forged() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let before = try await three.changes()
            let fields = ["reason": "test"]
            let path = "\(three.wang)/disable"
            #expect(
                try await three.post(path, "an", fields.merging(["csrf": "x"]) { $1 }, key: 1).status == 403)
            #expect(
                try await three.post(path, "an", fields.merging(["key": "x"]) { $1 }, key: 2).status == 400)
            #expect(try await three.changes() == before)
        }
    }
}

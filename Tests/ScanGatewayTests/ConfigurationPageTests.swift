import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The pages of the configuration and of practice")
struct ConfigurationPageTests {
    private static let rules = "# The head.\n\nurging: on\n\nsupervision: on\n"
    private static let path = "/-/admin/configuration"

    /// `xi` administers the system, `an` security, `shen` audits.
    private static func campus() async throws -> (Campus, SmallKeeper) {
        let keeper = SmallKeeper([.rules: rules])
        let campus = try await Campus(keeper: keeper)
        try await CampusMaker.addStaff(campus, "xi", .systemAdministrator, name: "席系统", number: 110)
        try await CampusMaker.addStaff(campus, "an", .securityAdministrator, name: "安安全", number: 120)
        try await CampusMaker.addStaff(campus, "shen", .auditor, name: "沈审计", number: 130)
        _ = try await keeper.takeOverFiles(act: .byOperator(900))
        return (campus, keeper)
    }

    private static func fields(
        _ campus: Campus, _ csrf: String, _ number: UInt64, _ more: [String: String]
    ) -> [String: String] {
        ["csrf": csrf, "key": campus.key(number), "section": "urging", "based": "1"].merging(more) { $1 }
    }

    @Test("shows versions to the three administrators, a form to the system's only, and nothing to others")
    func rights() async throws {
        let (campus, _) = try await Self.campus()
        try await campus.browse { browser in
            for account in ["an", "shen", "xi"] {
                let session = try await browser.signIn(account).headers
                let page = try await browser.get("\(Self.path)/rules?section=urging", session)
                #expect(page.status == 200 && page.contains("第 1 版") && page.contains("服务器操作员"), "\(account)")
                #expect(page.contains("id=\"edit\"") == (account == "xi"), "\(account)")
                #expect(page.contains("\(Self.path)/rules?section=urging") == (account == "xi"), "\(account)")
            }
            let (wang, _) = try await browser.signIn()
            for path in [Self.path, "\(Self.path)/rules", "/-/admin/practice"] {
                #expect(try await browser.get(path, wang).status == 403)
                #expect(try await browser.get(path).location == "/-/sign-in")
            }
            let (shen, csrf) = try await browser.signIn("shen")
            let put = Self.fields(campus, csrf, 1, ["text": "urging: off", "reason": "x", "do": "put"])
            #expect(try await browser.post("\(Self.path)/rules", put, shen).status == 403)
            #expect(try await browser.post(Self.path, put, shen).status == 403)
            #expect(
                try await browser.post("/-/admin/practice", put.merging(["mode": "on"]) { $1 }, shen).status
                    == 403
            )
            #expect(try await browser.get("\(Self.path)/calendar", shen).status == 404)
            #expect(!campus.desk.policy.isPractice)
        }
    }

    @Test("checks a part, shows what changes, asks why, and puts it into force with who and why")
    func change() async throws {
        let (campus, keeper) = try await Self.campus()
        try await campus.browse { browser in
            let (xi, csrf) = try await browser.signIn("xi")
            let subject = "\(Self.path)/rules"
            func send(_ number: UInt64, _ more: [String: String]) async throws -> Page {
                try await browser.multipart(subject, Self.fields(campus, csrf, number, more), xi)
            }
            let faulty = try await send(1, ["text": "# <b>\nurging: wrong", "do": "check"])
            #expect(faulty.status == 422 && faulty.contains("第 2 行 urging：应为true 或 false"))
            #expect(faulty.contains("# &lt;b&gt;\nurging: wrong"))
            let checked = try await send(2, ["text": "urging: off", "do": "check"])
            #expect(checked.status == 200 && checked.contains("<code>urging: off</code>"))
            #expect(checked.contains("<code>urging: on</code>") && !checked.contains("id=\"reason-error\""))
            let silent = try await send(3, ["text": "urging: off", "do": "put"])
            #expect(silent.status == 422 && silent.contains("id=\"reason-error\""))
            let same = try await send(4, ["text": "urging: on", "reason": "x", "do": "put"])
            #expect(same.status == 422 && same.contains("没有不同"))
            let odd = try await send(5, ["text": "urging: odd", "do": "check"])
            #expect(odd.status == 200 && odd.contains("生效时会略去"))
            #expect(await keeper.fileText(.rules) == Self.rules)
            let done = try await send(6, ["text": "urging: off", "reason": "<i>更快</i>", "do": "put"])
            #expect(done.status == 303 && done.location == subject + "?done=2&version=2")
            #expect(await keeper.fileText(.rules) == Self.rules.replacing("urging: on", with: "urging: off"))
            let shown = try await browser.get(done.location, xi)
            #expect(shown.contains("第 2 版已生效") && shown.contains("席系统"))
            #expect(shown.contains("&lt;i&gt;更快&lt;/i&gt;"))
            #expect(try await browser.get(Self.path, xi).contains("第 2 版"))
            let ledger = try await browser.get("/-/admin/ledger", try await browser.signIn("shen").headers)
            #expect(ledger.contains("\(subject)?version=2#shown") && ledger.contains("rules"))
            // Pressed again under the same key it changes nothing.
            let again = try await send(6, ["text": "urging: off", "reason": "<i>更快</i>", "do": "put"])
            #expect(again.status == 422 && again.contains("没有不同"))
            let back = try await browser.get("\(subject)?section=*&from=1", xi)
            #expect(back.contains("# The head.\n\nurging: on\n\nsupervision: on\n</textarea>"))
        }
    }

    @Test("tells the second of two, and takes the change on top where the first changed something else")
    func two() async throws {
        let (campus, keeper) = try await Self.campus()
        try await campus.browse { browser in
            let (xi, csrf) = try await browser.signIn("xi")
            let subject = "\(Self.path)/rules"
            let first = Self.fields(
                campus, csrf, 1,
                ["section": "supervision", "text": "supervision: off", "reason": "a", "do": "put"])
            #expect(try await browser.multipart(subject, first, xi).status == 303)
            var second = Self.fields(campus, csrf, 2, ["text": "urging: off", "reason": "b", "do": "put"])
            let told = try await browser.multipart(subject, second, xi)
            #expect(told.status == 422 && told.contains("席系统刚才改过，已是第 2 版"))
            #expect(told.contains("urging: off\n</textarea>") && told.contains("value=\"b\""))
            #expect(told.contains("name=\"based\" value=\"2\""))
            (second["based"], second["key"]) = ("2", campus.key(3))
            #expect(try await browser.multipart(subject, second, xi).status == 303)
            #expect(await keeper.fileText(.rules) == "# The head.\n\nurging: off\n\nsupervision: off\n")
            // The same part: nothing goes on top of what nobody has seen.
            let third = Self.fields(campus, csrf, 4, ["text": "urging: maybe", "reason": "c", "do": "put"])
            let kept = try await browser.multipart(subject, third, xi)
            #expect(kept.status == 422 && kept.contains("name=\"based\" value=\"1\""))
            await keeper.edit(.rules, "by hand\n")
            let differs = Self.fields(
                campus, csrf, 5, ["text": "urging: maybe", "reason": "c", "do": "put", "based": "3"])
            let refused = try await browser.multipart(subject, differs, xi)
            #expect(refused.status == 422 && refused.contains("服务器上的文件有人改过"))
            #expect(await keeper.fileText(.rules) == "by hand\n")
            #expect(try await browser.get(Self.path, xi).contains("文件已改，未生效"))
            await keeper.edit(.rules, "wrong\n")
            let take = ["csrf": csrf, "key": campus.key(6)]
            let faulty = try await browser.post(Self.path, take, xi)
            #expect(faulty.status == 422 && faulty.contains("第 1 行"))
            await keeper.edit(.rules, "right\n")
            let taken = ["csrf": csrf, "key": campus.key(7)]
            #expect(try await browser.post(Self.path, taken, xi).status == 303)
            #expect(try await !browser.get(Self.path, xi).contains("文件已改，未生效"))
        }
    }

    @Test("refuses a form that is old, a stranger's, or too long, and keeps what is in force")
    func limits() async throws {
        let (campus, keeper) = try await Self.campus()
        try await campus.browse { browser in
            let (xi, csrf) = try await browser.signIn("xi")
            let text = ["text": "urging: off", "reason": "x", "do": "put"]
            let foreign = Self.fields(campus, "guess", 1, text)
            #expect(try await browser.multipart("\(Self.path)/rules", foreign, xi).status == 403)
            var stale = Self.fields(campus, csrf, 1, text)
            stale["key"] = "none"
            #expect(try await browser.multipart("\(Self.path)/rules", stale, xi).status == 400)
            let long = Self.fields(
                campus, csrf, 2, text.merging(["reason": String(repeating: "长", count: 300)]) { $1 })
            let refused = try await browser.multipart("\(Self.path)/rules", long, xi)
            #expect(refused.status == 422 && refused.contains("原因最多 200 个字"))
            let huge = Self.fields(
                campus, csrf, 3, text.merging(["text": String(repeating: "x", count: 2 << 20)]) { $1 })
            #expect(try await browser.multipart("\(Self.path)/rules", huge, xi).status >= 400)
            let gone = Self.fields(campus, csrf, 4, text.merging(["section": "gone"]) { $1 })
            let missing = try await browser.multipart("\(Self.path)/rules", gone, xi)
            #expect(missing.status == 422 && missing.contains("没有“gone”这一部分"))
            #expect(await keeper.fileText(.rules) == Self.rules)
        }
    }

    @Test("begins and ends practice with a reason, and says so on every page")
    func practice() async throws {
        let (campus, _) = try await Self.campus()
        try await campus.browse { browser in
            let (xi, csrf) = try await browser.signIn("xi")
            func send(_ number: UInt64, _ more: [String: String]) async throws -> Page {
                try await browser.post(
                    "/-/admin/practice", ["csrf": csrf, "key": campus.key(number)].merging(more) { $1 }, xi)
            }
            #expect(try await !browser.get("/\(campus.room)").contains("正在演练"))
            _ = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(90), "category": "network.outage"])
            let silent = try await send(1, ["mode": "on", "based": "0"])
            #expect(
                silent.status == 422 && silent.contains("id=\"reason-error\"")
                    && !campus.desk.policy.isPractice)
            #expect(try await send(2, ["mode": "maybe", "reason": "x"]).status == 404)
            let begun = try await send(3, ["mode": "on", "reason": "培训", "based": "0"])
            #expect(begun.location == "/-/admin/practice?done=on")
            let said = "role=\"status\" tabindex=\"-1\" data-focus>"
            #expect(try await browser.get(begun.location, xi).contains(said + "演练已开始。"))
            // Of an address out of the browser's history.
            #expect(try await !browser.get("/-/admin/practice?done=off", xi).contains("演练已结束"))
            #expect(campus.desk.policy.isPractice)
            for path in ["/\(campus.room)", "/-/sign-in", "/"] {
                let page = try await browser.get(path)
                #expect(page.contains("正在演练：这里的报修没有人去修") && page.contains("data-practice=\"演练\""), "\(path)")
            }
            // What is real isn't offered to be joined in practice.
            let real = campus.gateway.number(of: TicketID(1)).description
            #expect(try await !browser.get("/\(campus.room)").contains(real))
            let fields = ["key": campus.key(91), "category": "network.outage", "words": "演练"]
            #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
            let practised = campus.gateway.number(of: TicketID(2)).description
            #expect(try await browser.get("/\(campus.room)").contains(practised))
            let (wang, _) = try await browser.signIn()
            #expect(try await browser.get("/-/desk/\(practised)", wang).contains("这是演练工单"))
            #expect(try await !browser.get("/-/desk/\(real)", wang).contains("这是演练工单"))
            // Whoever hasn't seen that it is on doesn't end it.
            #expect(try await send(4, ["mode": "off", "reason": "x", "based": "0"]).status == 303)
            #expect(campus.desk.policy.isPractice)
            let ended = try await send(5, ["mode": "off", "reason": "完了", "based": "1"])
            #expect(try await browser.get(ended.location, xi).contains(said + "演练已结束。"))
            #expect(!campus.desk.policy.isPractice)
            let page = try await browser.get("/-/admin/practice", xi)
            #expect(page.contains("没有在演练") && page.contains("完了") && !page.contains("data-practice"))
        }
    }
}

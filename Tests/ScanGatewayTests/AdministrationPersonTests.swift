import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The page of a person")
struct AdministrationPersonTests {
    @Test("gives a role until a date, shows it in words, and takes it away again")
    func grant() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let fields = [
                "role": "dutyStudent", "scope": "place", "place": "XQ-E", "from": "2026-09-01T08:00",
                "until": "2026-12-02T18:00",
            ]
            let given = try await three.post("\(three.wang)/grant", "an", fields, key: 1)
            #expect(given.location == "\(three.wang)?done=grant", "\(given.text)")
            let page = try await three.get(given.location, "an")
            let words = "值班学生（主楼群E座 XQ-E），2026-09-01 08:00 起，到 2026-12-02 18:00 为止"
            #expect(page.contains("已授权。") && page.contains("<span>\(words)</span>"), "\(page.text)")
            #expect(page.contains("还没开始") && page.contains("授权：\(words)"))
            let person = try #require(try await three.person("wang"))
            #expect(person.grants.last?.until == Instant(rfc3339: "2026-12-02T18:00:00+08:00"))

            let form = try #require(page.forms.last { $0["grant"]?.contains("dutyStudent") == true })
            let grant = try #require(form["grant"]).replacing("&quot;", with: "\"")
            let ended = try await three.post("\(three.wang)/end-grant", "an", ["grant": grant], key: 2)
            #expect(ended.location == "\(three.wang)?done=endGrant")
            let after = try await three.get(three.wang, "an")
            #expect(after.contains("<span>\(words)；2026-08-29 18:40 收回</span>") && after.contains("已结束"))
            #expect(after.contains("收回授权：\(words)") && !after.contains("还没开始"))
            // Sent again under its key it is what it was; under another there is nothing to take.
            let again = try await three.post("\(three.wang)/end-grant", "an", ["grant": grant], key: 2)
            #expect(again.location == "\(three.wang)?done=endGrant")
            let none = try await three.post("\(three.wang)/end-grant", "an", ["grant": grant], key: 3)
            #expect(none.status == 422 && none.contains("这项授权已经不在了"))
        }
    }

    /// What is typed, and the field and the words of the refusal.
    private static let refusals: [([String: String], String, String)] = [
        (["role": ""], "role", "请选择角色"), (["role": "reporter"], "role", "请选择角色"),
        (["role": "technician", "scope": "team:network"], "role", "已经授予过同样的维修人员"),
        (["scope": "team:none"], "scope", "请选择范围"), (["scope": "place", "place": ""], "place", "请填位置的编号"),
        (["scope": "place", "place": "no such"], "place", "没有找到“no such”"),
        (["scope": "place", "place": "AP-17"], "place", "没有找到“AP-17”"),
        (["scope": "organisation:carrier", "place": "XQ-E"], "place", "却填了位置“XQ-E”"),
        (["scope": "site", "place": "no such"], "place", "却填了位置“no such”"),
        (["until": "2026-08-29T18:40"], "until", "结束时间要晚于开始时间"),
        (
            ["from": "2026-10-02T08:00", "until": "2026-10-02T08:00"], "until",
            "从 2026-10-02 08:00 到 2026-10-02 08:00"
        ),
        (["until": "soon"], "until", "现在是“soon”"),
        (["from": "2026-13-01T08:00"], "from", "现在是“2026-13-01T08:00”"),
    ]

    @Test("refuses a grant at the field, and keeps what was typed", arguments: refusals)
    func refused(changed: [String: String], field: String, words: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let before = try await three.changes()
            let typed = ["role": "caller", "scope": "site"].merging(changed) { $1 }
            let page = try await three.post("\(three.wang)/grant", "an", typed, key: 10)
            #expect(
                page.status == 422 && page.contains("href=\"#\(field)\"") && page.contains(words),
                "\(page.text)")
            #expect(field == "scope" || page.contains("id=\"\(field)-error\""))
            for name in ["place", "from", "until"] {
                #expect(page.contains("name=\"\(name)\" value=\"\(typed[name] ?? "")\""), "\(name)")
            }
            #expect(try await three.changes() == before)
        }
    }

    @Test("offers the places that words may mean, and grants at the one that is chosen")
    func choose() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let fields = ["role": "caller", "scope": "place", "place": "主楼群"]
            let page = try await three.post("\(three.wang)/grant", "an", fields, key: 20)
            #expect(page.status == 422 && page.contains("请选择一处再授权"), "\(page.text)")
            #expect(page.contains("name=\"chosen\" value=\"XQ-E\"") && page.contains("兴庆校区 · 主楼群E座 (XQ-E)"))
            let chosen = fields.merging(["searched": "主楼群", "chosen": "XQ-E"]) { $1 }
            // The choice is of the words that were looked for, and of no others.
            let other = chosen.merging(["place": "no such"]) { $1 }
            #expect(try await three.post("\(three.wang)/grant", "an", other, key: 21).status == 422)
            #expect(try await three.post("\(three.wang)/grant", "an", chosen, key: 22).status == 303)
            let house = try #require(try await campus.storage.target(reference: "XQ-E"))
            let scope = try #require(try await three.person("wang")?.grants.last?.scope)
            guard case .place(let id) = house else { return }
            #expect(scope == .subtree(id))
        }
    }

    @Test("keeps the three powers apart, those to come too")
    func separation() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let shen = try #require(try await three.person("shen"))
            let path = "/-/admin/people/\(shen.id)/grant"
            let page = try await three.post(
                path, "an", ["role": "systemAdministrator", "scope": "site"], key: 30)
            #expect(page.status == 422 && page.contains("这个账号是审计管理员，不能再当系统管理员"))
            #expect(
                page.contains("id=\"role-error\"") && page.contains("value=\"systemAdministrator\" selected"))
            let english = try await three.post(
                path + "?lang=en", "an", ["role": "securityAdministrator", "scope": "site"], key: 31)
            #expect(english.contains("This account is auditor and can’t be security administrator too"))
            let later = ["role": "auditor", "scope": "site", "from": "2027-01-01T00:00"]
            #expect(try await three.post("\(three.wang)/grant", "an", later, key: 32).status == 303)
            let now = ["role": "systemAdministrator", "scope": "site"]
            #expect(try await three.post("\(three.wang)/grant", "an", now, key: 33).status == 422)
        }
    }

    @Test("a new password is shown once and ends the old one and its sessions")
    func password() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let (wang, _) = try await browser.signIn("wang")
            #expect(try await browser.get("/-/desk", wang).status == 200)
            let page = try await three.post("\(three.wang)/password", "xi", key: 40)
            let match = try #require(page.text.firstMatch(of: /id="password">([0-9a-z]{16})</))
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
            #expect(try await browser.get("/-/desk", wang).location == "/-/sign-in")
            func signIn(_ password: String) async throws -> Int {
                try await browser.post("/-/sign-in", ["account": "wang", "password": password]).status
            }
            #expect(try await signIn(Campus.password) == 422)
            #expect(try await signIn(String(match.1)) == 303)
            let again = try await three.post("\(three.wang)/password", "xi", key: 40)
            #expect(again.location == "\(three.wang)?done=shownBefore")
            #expect(try await signIn(String(match.1)) == 303)
            #expect(try await three.get(three.wang, "xi").contains("设了新密码"))
        }
    }

    @Test("sets the address masked, refuses what isn't one, and takes it away")
    func mail() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let path = "\(three.wang)/mail"
            let bad = try await three.post(path, "xi", ["mail": "a@b", "language": "en"], key: 50)
            #expect(bad.status == 422 && bad.contains("id=\"mail-error\"") && bad.contains("value=\"a@b\""))
            let language = try await three.post(path, "xi", ["mail": "", "language": "x1"], key: 51)
            #expect(language.status == 422 && language.contains("href=\"#language\""))
            let good = ["mail": "wang@example.edu", "language": "en"]
            #expect(try await three.post(path, "xi", good, key: 52).location == "\(three.wang)?done=mail")
            let page = try await three.get(three.wang, "xi")
            #expect(page.contains("w•••@example.edu") && !page.contains("wang@example.edu"))
            #expect(page.contains("设了邮箱，消息用英语"))
            #expect(try await three.post(path, "xi", ["mail": "", "language": "zh"], key: 53).status == 303)
            var person = try #require(try await three.person("wang"))
            #expect(person.mail?.value == "wang@example.edu" && person.language == "zh")
            let gone = ["mail": "", "language": "zh", "gone": "1"]
            #expect(try await three.post(path, "xi", gone, key: 54).status == 303)
            person = try #require(try await three.person("wang"))
            #expect(person.mail == nil)
        }
    }

    @Test("switches off for a reason; then nothing can be done any more", arguments: ["xi", "an"])
    func disable(account: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let (wang, _) = try await browser.signIn("wang")
            let path = "\(three.wang)/disable"
            let wordless = try await three.post(path, account, ["reason": " "], key: 60)
            #expect(wordless.status == 422 && wordless.contains("id=\"reason-error\""))
            let long = String(repeating: "长", count: 1_000)
            #expect(try await three.post(path, account, ["reason": long], key: 61).status == 422)
            let off = try await three.post(path, account, ["reason": "<i>调走</i>"], key: 62)
            #expect(off.location == "\(three.wang)?done=disable")
            #expect(try await browser.get("/-/desk", wang).location == "/-/sign-in")
            let page = try await three.get(three.wang, account)
            #expect(page.contains("停用账号：&lt;i&gt;调走&lt;/i&gt;") && page.contains("已停用"))
            #expect(!page.contains("action=\"\(three.wang)/"))
            let refused = try await three.post(path, account, ["reason": "twice"], key: 63)
            #expect(refused.status == 422 && refused.contains("这个账号已停用，不能再改"))
            for (act, other) in [("password", "xi"), ("mail", "xi"), ("grant", "an")] {
                let fields = ["mail": "", "language": "zh", "role": "caller", "scope": "site"]
                let late = try await three.post("\(three.wang)/\(act)", other, fields, key: 64)
                #expect(late.status == 422 && late.contains("不能再改"), "\(act)")
            }
        }
    }

    @Test("tells what happened, with sign-ins counted instead of listed")
    func history() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            #expect(try await three.get(three.wang, "xi").contains("还没有登录过"))
            _ = try await browser.signIn("wang")
            campus.advance(seconds: 3_600)
            _ = try await browser.signIn("wang")
            let page = try await three.get(three.wang, "shen")
            #expect(page.contains("2026-08-29 19:40（共 2 次）"), "\(page.text)")
            let lines = page.text.matches(of: /<li id="e(\d+)"><p>([^<]+)</).map { "\($0.1) \($0.2)" }
            #expect(lines == ["2 授权：维修人员（网络运维组）", "1 开账号，登录名 wang"])
            let english = try await three.get(three.wang + "?lang=en", "shen")
            #expect(english.contains("role given: technician (Network team)"))
            #expect(english.contains("Mendmark (test)") && english.contains("(2 times in all)"))
        }
    }
}

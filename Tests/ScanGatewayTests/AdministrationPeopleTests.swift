import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The pages of people")
struct AdministrationPeopleTests {
    @Test("open an account whose password is shown once, kept nowhere in clear, and signs in")
    func add() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let fields = [
                "name": "<b>钱小二</b>", "account": "qian", "mail": "qian@example.edu", "language": "en",
            ]
            let page = try await three.post("/-/admin/people", "xi", fields, key: 600)
            #expect(page.status == 200 && page.contains("&lt;b&gt;钱小二&lt;/b&gt;"))
            #expect(page.headers[.cacheControl] == "no-store" && page.location == "")
            let match = try #require(page.text.firstMatch(of: /id="password">([0-9a-z]{16})</))
            let password = String(match.1)
            let person = try #require(try await three.person("qian"))
            #expect(
                person.mail?.value == "qian@example.edu" && person.language == "en" && person.grants.isEmpty)

            let signedIn = try await browser.post("/-/sign-in", ["account": "qian", "password": password])
            #expect(signedIn.status == 303)
            let events = try await campus.storage.envelopes(after: .start, limit: 10_000)
            let clear = events.filter { String(decoding: $0.payload, as: UTF8.self).contains(password) }
            #expect(clear.isEmpty)

            // The same form again: no second account, and no second password that would end the first.
            let again = try await three.post("/-/admin/people", "xi", fields, key: 600)
            #expect(again.location == "/-/admin/people/\(person.id)?done=shownBefore")
            #expect(
                try await browser.post("/-/sign-in", ["account": "qian", "password": password]).status == 303)
            let told = try await three.get(again.location, "xi")
            #expect(told.contains("密码已显示过一次") && !told.contains(password))
        }
    }

    /// What is typed, and the field and the words of the refusal.
    private static let refusals: [([String: String], String, String)] = [
        (["name": ""], "name", "请填姓名"), (["name": String(repeating: "长", count: 65)], "name", "1 到 64 个字符"),
        (["account": ""], "account", "请填登录名"), (["account": "two words"], "account", "现在是“two words”"),
        (["account": String(repeating: "a", count: 65)], "account", "1 到 64 个字符"),
        (["account": "wang"], "account", "“wang”已有人用"), (["mail": "nowhere"], "mail", "现在是“nowhere”"),
    ]

    @Test("refuse at the field what can't be, and keep what was typed", arguments: refusals)
    func refused(changed: [String: String], field: String, words: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let before = try await three.changes()
            let typed = ["name": "钱小二", "account": "qian", "mail": "qian@example.edu", "language": "en"]
                .merging(changed) { $1 }
            let page = try await three.post("/-/admin/people", "xi", typed, key: 610)
            #expect(page.status == 422 && page.contains("href=\"#\(field)\""), "\(page.text)")
            #expect(page.text.contains(try Regex("id=\"\(field)-error\">[^<]*\(words)")))
            #expect(page.contains("value=\"\(typed["mail"] ?? "")\"") && page.contains("<details open>"))
            #expect(page.contains("<option value=\"en\" selected>"))
            #expect(try await three.changes() == before)
        }
    }

    @Test("find by name, by sign-in name, by initials, by role and by state")
    func find() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            _ = try await Register(store: campus.storage).disable(
                try #require(try await three.person("shen")).id, reason: "left", act: .byOperator(700))
            func names(_ query: String) async throws -> [String] {
                let page = try await three.get("/-/admin/people" + query, "xi")
                return ["王师傅", "习管理", "安管理", "沈审计"].filter { page.contains(">\($0)</a>") }
            }
            #expect(try await names("") == ["王师傅", "习管理", "安管理", "沈审计"])
            #expect(try await names("?q=\(encoded("管理"))") == ["习管理", "安管理"])
            #expect(try await names("?q=WANG") == ["王师傅"])
            #expect(try await names("?q=\(encoded("管理"))+xi") == ["习管理"])
            #expect(try await names("?q=wsf") == ["王师傅"])
            #expect(try await names("?role=securityAdministrator") == ["安管理"])
            #expect(try await names("?off=1") == ["沈审计"])
            #expect(try await names("?q=nobody").isEmpty)
            #expect(try await names("?show=unreachable") == ["王师傅", "习管理", "安管理"])
            let none = try await three.get("/-/admin/people?q=%3Cb%3E", "xi")
            #expect(none.contains("没有符合的账号") && none.contains("value=\"&lt;b&gt;\""))
            let english = try await three.get("/-/admin/people?lang=en", "xi")
            #expect(english.contains("technician (Network team)") && english.contains("Switched off"))
        }
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    @Test("show at most 200, and say so; mail addresses are masked")
    func many() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let register = Register(store: campus.storage)
            for number in 0..<199 {
                _ = try await register.addPerson(
                    name: "人\(number)", identities: [.password("p\(number)")],
                    act: .byOperator(UInt64(1_000 + number)))
            }
            _ = try await register.setMail(
                MailAddress("wang@example.edu"), language: "zh", of: campus.technician,
                act: .byOperator(2_000))
            let page = try await three.get("/-/admin/people", "xi")
            #expect(page.contains("找到 203 个账号。只列出前 200 个"))
            #expect(page.text.matches(of: /<a href="\/-\/admin\/people\/\d+">/).count == 200)
            #expect(page.contains("w•••@example.edu") && !page.contains("wang@example.edu"))
        }
    }

    @Test(
        "the start page counts, says who does the rest, names what nobody holds, and lists the newest changes"
    )
    func start() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let register = Register(store: campus.storage)
            let ending = Grant(
                role: .caller, scope: .site, until: Campus.start + .seconds(14 * 86_400))
            _ = try await register.grant(ending, to: campus.technician, act: .byOperator(800))
            let later = Grant(
                role: .dispatcher, scope: .site, until: Campus.start + .seconds(14 * 86_400 + 1))
            _ = try await register.grant(later, to: campus.technician, act: .byOperator(801))
            let page = try await three.get("/-/admin", "xi")
            let figures = page.text.matches(of: /<dt>([^<]+)<\/dt><dd><a href="[^"]*"><b>(\d+)</)
                .map { "\($0.1) \($0.2)" }
            #expect(figures == ["账号 4", "14 天内到期的授权 1", "已停用 0", "没有邮箱 4"])
            #expect(page.contains("系统管理员：开账号") && page.contains("授权：安全管理员（安管理）"))
            #expect(page.contains("审计日志：审计管理员（沈审计）") && !page.contains("没有人担任"))
            #expect(page.contains("授权：派单员（全校），到 2026-09-12 18:40 为止"), "\(page.text)")
            #expect(page.contains("系统（test）"))
            let shen = try #require(try await three.person("shen"))
            _ = try await register.disable(shen.id, reason: "调走了", act: .byOperator(802))
            let vacant = try await three.get("/-/admin", "xi")
            #expect(vacant.contains("没有人担任审计管理员") && vacant.contains("停用账号：调走了"))
            #expect(vacant.contains("审计管理员（没有人）"))
            #expect(try await three.get("/-/admin?lang=en", "an").contains("Nobody is auditor"))
        }
    }
}

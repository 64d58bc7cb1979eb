import Facility
import HTTPTypes
import Ledger
import Testing

@testable import ScanGateway

@Suite("What doesn't open")
struct ProblemPageTests {
    @Test("has five different friendly pages with their status and the hotline, in both languages")
    func fivePages() async throws {
        let campus = try await Campus()
        let mistyped = campus.room.compact.dropLast() + (campus.room.compact.last == "0" ? "1" : "0")

        try await campus.browse { browser in
            let pages: [(String, Int, String, String)] = [
                ("/\(mistyped)", 404, "编号好像输错了", "The code seems mistyped"),
                ("/ABC", 404, "编号应有 12 位，现在是 3 位", "this one has 3"),
                ("/\(campus.replaced)", 410, "这张标签已换成新的", "This label has been replaced"),
                ("/\(campus.revoked)", 410, "这张标签已停用", "This label is no longer valid"),
                ("/\(campus.blank)", 404, "这张标签还没有启用", "This label isn’t in use yet"),
                ("/https%3A%2F%2Fevil.example%2F7F3K", 404, "这不是我们的标签", "This isn’t one of our labels"),
                ("/?code=https://evil.example/7F3K", 404, "这不是我们的标签", "This isn’t one of our labels"),
            ]
            for (path, status, chinese, english) in pages {
                let page = try await browser.get(path, [.acceptLanguage: "zh"])
                #expect(page.status == status && page.contains(chinese), "\(path)")
                #expect(page.contains("tel:02988880110"), "\(path)")
                let other = try await browser.get(path, [.acceptLanguage: "en"])
                #expect(other.status == status && other.contains(english), "\(path)")
            }

        }
    }

    @Test("offers every role whose page is refused a link that opens")
    func refusedRoles() async throws {
        let campus = try await Campus()
        let roles = Role.allCases.filter { $0 != .reporter }
        for (number, role) in roles.enumerated() {
            try await CampusMaker.addStaff(campus, role.rawValue, role, number: UInt64(300 + 10 * number))
        }
        let paths: [Route] = [
            .start, .desk, .board, .intake, .calls, .supervision, .wallboard, .periodReport, .facilities,
            .admin, .adminPeople, .adminLedger, .account, .configuration, .practice, .notices, .deadMessages,
        ]
        try await campus.browse { browser in
            for role in roles {
                let (session, _) = try await browser.signIn(role.rawValue)
                var refused = 0
                for route in paths {
                    let page = try await browser.get(route.path, session)
                    guard page.status == 403 else { continue }
                    refused += 1
                    let link = page.text.firstMatch(of: /<a class="button primary wide" href="([^"]+)"/)
                    let address = String(try #require(link, "\(role) \(route.path)").1)
                    let next = try await browser.get(address, session)
                    #expect(next.status == 200, "\(role) \(route.path): \(address)")
                    #expect(role != .display || address == Route.wallboard.path)
                }
                #expect(refused > 0, "\(role)")
            }
        }
    }

    @Test("escapes what was typed into it")
    func escaped() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.get("/?code=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
            #expect(!page.contains("<script>alert"))
            let query = try await browser.get("/?q=%22%3E%3Cimg%20src%3Dx%3E")
            #expect(!query.contains("<img src=x>"))
        }
    }

    @Test("doesn't put a line end of the address into a header")
    func headerInjection() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.get("/-/sign-in?code=A%0D%0ASet-Cookie:%20x=1")
            #expect(page.headers[.setCookie] == nil)
            let start = try await browser.get("/?code=\(campus.room)%0D%0AX-Evil:%201")
            #expect(!start.headers.contains { $0.name.rawName.lowercased() == "x-evil" })
        }
    }

    @Test("says 429 with the time to wait to whoever tries codes")
    func guessing() async throws {
        let campus = try await Campus()
        let codes = (1...20).compactMap { LabelCodes.valid($0) }
        try await campus.browse { browser in
            var statuses: [Int] = []
            for code in codes { statuses.append(try await browser.get("/\(code)").status) }
            #expect(
                statuses.prefix(8).allSatisfy { $0 == 404 } && statuses.dropFirst(8).allSatisfy { $0 == 429 })
            let refused = try await browser.get("/\(codes[0])")
            #expect(refused.status == 429 && refused.headers[.retryAfter] == "2")
            #expect(try await browser.get("/\(campus.room)").status == 200)
            campus.advance(seconds: 3)
            #expect(try await browser.get("/\(codes[0])").status == 404)
        }
    }

    @Test(
        "carries strict headers on every answer, found or not",
        arguments: ["/", "/nothing-here", "/healthz", "/-/s/mendmark.css"])
    func headers(path: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.get(path)
            #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(!page.contains("style=\"") && !page.contains("onclick"))
        }
    }
}

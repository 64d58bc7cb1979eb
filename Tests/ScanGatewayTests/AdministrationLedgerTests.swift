import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The page of the ledger")
struct AdministrationLedgerTests {
    /// Positions of the events on a page, in its order.
    private static func positions(_ page: Page) -> [Int] {
        page.text.matches(of: /<tr id="p(\d+)">/).compactMap { Int($0.1) }
    }

    @Test("lists events newest first with who did them, leads to the person, and opens nothing personal")
    func list() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let mail = ["mail": "secret@example.edu", "language": "zh"]
            #expect(try await three.post("\(three.wang)/mail", "xi", mail, key: 1).status == 303)
            let grant = ["role": "caller", "scope": "site", "until": "2026-12-02T18:00"]
            #expect(try await three.post("\(three.wang)/grant", "an", grant, key: 2).status == 303)
            let words = [
                "key": campus.key(3), "category": "wifi", "words": "床头<b>没有</b>信号", "phone": "13800138000",
            ]
            #expect(try await browser.multipart("/\(campus.room)", words).status == 303)
            let page = try await three.get("/-/admin/ledger", "shen")
            let positions = Self.positions(page)
            #expect(positions == positions.sorted(by: >) && positions.last == 1)
            #expect(positions.count == positions.first)
            for said in ["安管理", "授权：回访员（全校），到 2026-12-02 18:00 为止", "person.granted", "工作台", "报修人 "] {
                #expect(page.contains(said), "\(said)")
            }
            for hidden in ["secret@", "没有</b>", "没有&lt;", "13800138000"] {
                #expect(!page.contains(hidden), "\(hidden)")
            }
            #expect(page.headers[.cacheControl] == "no-store")
            let link = try #require(
                page.text.firstMatch(of: /person\.granted<\/span><\/td><td[^>]*><a href="([^"]+)"/))
            let parts = String(link.1).split(separator: "#").map(String.init)
            try #require(parts.count == 2)
            let person = try await three.get(parts[0], "shen")
            #expect(person.contains("<li id=\"\(parts[1])\"><p>授权：回访员（全校）"))
            let english = try await three.get("/-/admin/ledger?lang=en", "shen")
            #expect(english.contains("role given: follow-up caller (whole site), until 2026-12-02 18:00"))
        }
    }

    @Test("filters by sort, by who and by day")
    func filter() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            _ = try await browser.signIn("wang")
            campus.advance(seconds: 86_400)
            let off = ["reason": "left"]
            #expect(try await three.post("\(three.wang)/disable", "an", off, key: 1).status == 303)
            func kinds(_ query: String) async throws -> Set<String> {
                let page = try await three.get("/-/admin/ledger\(query)", "shen")
                #expect(page.status == 200)
                return Set(
                    page.text.matches(of: /<span class="small">([a-z]+\.[A-Za-z]+)</).map { String($0.1) })
            }
            #expect(try await kinds("?kind=signIns") == ["person.signedIn"])
            #expect(try await kinds("?kind=people") == ["person.added", "person.granted", "person.disabled"])
            #expect(try await kinds("?kind=reveals").isEmpty)
            #expect(try await kinds("?kind=people&person=an") == ["person.disabled"])
            #expect(try await kinds("?kind=people&person=xi").isEmpty)
            #expect(try await kinds("?kind=people&since=2026-08-30") == ["person.disabled"])
            #expect(try await kinds("?kind=people&until=2026-08-29") == ["person.added", "person.granted"])
            #expect(try await kinds("?kind=people&since=2026-08-31").isEmpty)
            #expect(try await kinds("?person=wang&kind=signIns") == ["person.signedIn"])
            let wrong: [(String, String, String)] = [
                ("?person=nobody", "person", "“nobody”"), ("?since=yesterday", "since", "“yesterday”"),
                ("?since=2026-09-02&until=2026-09-01", "until", "早于"),
            ]
            for (query, field, words) in wrong {
                let page = try await three.get("/-/admin/ledger\(query)", "shen")
                #expect(page.status == 422 && page.contains("id=\"\(field)-error\"") && page.contains(words))
                #expect(Self.positions(page).isEmpty)
            }
        }
    }

    @Test("turns a page after 100 events, without a gap and without a double")
    func paging() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await Administrators(campus, browser)
            let register = Register(store: campus.storage)
            for number in 0..<240 {
                _ = try await register.recordSignIn(
                    campus.technician, provider: "password", act: .byOperator(UInt64(1_000 + number)))
            }
            let (shen, _) = try await browser.signIn("shen")
            let head = Int(try await campus.storage.head().rawValue)
            var (seen, path): ([Int], String?) = ([], "/-/admin/ledger")
            var sizes: [Int] = []
            while let here = path, sizes.count < 10 {
                let page = try await browser.get(here, shen)
                seen += Self.positions(page)
                sizes.append(Self.positions(page).count)
                let older = page.text.firstMatch(of: /id="older" href="([^"]+)"/).map { String($0.1) }
                path = older?.replacing("&amp;", with: "&")
            }
            #expect(seen == Array((1...head).reversed()))
            #expect(sizes.dropLast().allSatisfy { $0 == 100 } && sizes.count == (head + 99) / 100)
        }
    }

    @Test("gives what is filtered as a table that no spreadsheet takes for formulas")
    func file() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            _ = try await Register(store: campus.storage).addPerson(
                name: "=HYPERLINK(1)", identities: [.password("evil")], act: .byOperator(800))
            let file = try await three.get("/-/admin/ledger.csv?kind=people", "shen")
            #expect(file.status == 200 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            let rows = file.text.components(separatedBy: "\r\n").dropLast()
            #expect(rows.count == 1 + (try await three.changes()))
            #expect(file.contains(",'=HYPERLINK(1),") && !file.contains(",=HYPERLINK"))
            #expect(rows.dropFirst().allSatisfy { $0.contains("person.") })
            let newest = try await campus.storage.envelopes(after: .start, limit: 1_000)
                .last(where: LedgerSort.people.holds)
            let hash = (newest?.hash ?? []).map { String(format: "%02x", $0) }.joined()
            #expect(rows.dropFirst().first?.hasSuffix(hash) == true)
            #expect(try await three.get("/-/admin/ledger.csv?person=nobody", "shen").status == 422)
        }
    }

    @Test("names who took which file along, and as of which event; what was refused isn't there")
    func exports() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            try await CampusMaker.addStaff(campus, "hao", .head, name: "郝主任", number: 300)
            let (hao, _) = try await browser.signIn("hao")
            let head = try await campus.storage.head().rawValue
            for file in ["report.csv?period=2026-08", "report.json?period=2026-W35"] {
                #expect(try await browser.get("/-/desk/\(file)", hao).status == 200)
            }
            #expect(try await browser.get("/-/desk/report.csv?period=sometime", hao).status == 404)
            #expect(try await three.get("/-/admin/ledger.csv?person=nobody", "shen").status == 422)
            #expect(try await three.get("/-/admin/ledger.csv?kind=people", "shen").status == 200)
            let page = try await three.get("/-/admin/ledger?kind=exports", "shen")
            #expect(Self.positions(page).count == 3, "\(page.text)")
            for said in ["郝主任", "导出报表 CSV：2026-08，截至第 ", "导出报表 JSON：2026-W35", "导出审计日志 CSV：kind=people"] {
                #expect(page.contains(said), "\(said)")
            }
            #expect(page.contains("截至第 \(head) 号事件"))
            let others = try await three.get("/-/admin/ledger?kind=people", "shen")
            #expect(!others.contains("导出报表"))
        }
    }

    @Test("offers no check of the chain where nobody can check it")
    func unverified() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let three = try await Administrators(campus, browser)
            let page = try await three.get("/-/admin/ledger?verify=1", "shen")
            #expect(page.status == 200 && !page.contains("verify=1\"") && !page.contains("role=\"status\""))
        }
    }

    @Test("says to which position the chain holds, or where it breaks")
    func verified() async throws {
        for (fault, words) in [(nil, "已核对到第 12 号"), ("gap", "第 12 号为止相符，之后不符：gap")] {
            let campus = try await Campus(verifyChain: { (12, fault) })
            try await campus.browse { browser in
                let three = try await Administrators(campus, browser)
                let plain = try await three.get("/-/admin/ledger", "shen")
                #expect(plain.contains("href=\"/-/admin/ledger?verify=1\"") && !plain.contains(words))
                let page = try await three.get("/-/admin/ledger?verify=1", "shen")
                #expect(page.status == 200 && page.contains(words))
            }
        }
    }
}

@Suite("The walk back through the ledger")
struct LedgerWalkTests {
    @Test("reads no more than a page needs, however long the ledger is")
    func cheap() async throws {
        let ledger = LongLedger(count: 1_000_000)
        let stretch = try await LedgerWalk(source: ledger).events(before: Position(.max), limit: 100) { _ in
            true
        }
        #expect(stretch.events.map(\.position.rawValue) == Array((999_901...1_000_000).reversed()))
        #expect(stretch.next == Position(999_901) && ledger.read == 100)
    }

    @Test("looks at 20,000 events for one request, and goes on where it left off")
    func bounded() async throws {
        let ledger = LongLedger(count: 50_010)
        let walk = LedgerWalk(source: ledger)
        var (top, found, reads): (Position?, [Int64], [Int]) = (Position(.max), [], [])
        while let here = top, reads.count < 9 {
            let before = ledger.read
            let stretch = try await walk.events(before: here, limit: 100) {
                $0.position.rawValue % 10_000 == 5
            }
            reads.append(ledger.read - before)
            found += stretch.events.map(\.position.rawValue)
            #expect(stretch.looked?.count == reads.last)
            top = stretch.next
        }
        #expect(found == [50_005, 40_005, 30_005, 20_005, 10_005, 5])
        #expect(reads == [20_000, 20_000, 10_010])
    }

    @Test("stops at the first event that is too old, and finds a moment by halving")
    func moments() async throws {
        let ledger = LongLedger(count: 1_000_000)
        let walk = LedgerWalk(source: ledger)
        #expect(try await walk.position(at: Instant(seconds: 700_000)) == Position(700_000))
        #expect(ledger.read <= 21)
        #expect(try await walk.position(at: Instant(seconds: 2_000_000)) == Position(1_000_001))
        #expect(try await walk.position(at: Instant(seconds: 0)) == Position(1))
        let stretch = try await walk.events(
            before: Position(700_000), since: Instant(seconds: 699_990), limit: 100
        ) { _ in true }
        #expect(stretch.events.map(\.position.rawValue) == Array((699_990...699_999).reversed()))
        #expect(stretch.next == nil && stretch.looked == 699_990...699_999)
    }

    @Test("finds nothing in an empty ledger")
    func empty() async throws {
        let stretch = try await LedgerWalk(source: LongLedger(count: 0))
            .events(before: Position(.max), limit: 100) { _ in true }
        #expect(stretch.events.isEmpty && stretch.next == nil && stretch.looked == nil)
    }
}

import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("A print job of the facilities pages")
struct PrintJobTests {
    private func campus(_ prints: PrintLimits = PrintLimits()) async throws -> Campus {
        let campus = try await Campus(prints: prints)
        try await CampusMaker.addFacilities(campus, "chen", number: 20)
        try await CampusMaker.addFacilities(campus, "zhao", number: 30)
        return campus
    }

    private struct Chen {
        let campus: Campus
        let browser: Browsing
        let headers: HTTPFields
        let csrf: String

        init(_ campus: Campus, _ browser: Browsing, _ account: String = "chen") async throws {
            self.campus = campus
            self.browser = browser
            (headers, csrf) = try await browser.signIn(account)
        }

        func order(_ key: UInt64, _ more: [String: String] = [:]) async throws -> Page {
            let fields = ["csrf": csrf, "key": campus.key(key), "act": "print", "which": "missing"]
            return try await browser.post("/-/facilities/print", fields.merging(more) { $1 }, headers)
        }

        /// The job's page once it has ended.
        func ended(_ job: String) async throws -> Page {
            while try await browser.get(job + "/state", headers).contains("\"hasEnded\":false") {
                try await Task.sleep(for: .milliseconds(2))
            }
            return try await browser.get(job, headers)
        }
    }

    private func printedCount(_ campus: Campus) async throws -> Int {
        try await campus.storage.snapshot().labels.values.count { !$0.issues.isEmpty }
    }

    @Test("mints, draws and records in the orderer's name, and its PDF holds every code")
    func wholeJob() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            let job = try await chen.order(1).location
            #expect(job.hasPrefix("/-/facilities/jobs/"))
            let page = try await chen.ended(job)
            #expect(page.contains("PDF 做好了") && page.contains("6 张标签，1 页") && page.contains("明天"))
            let file = try await browser.get(job + "/labels.pdf", chen.headers)
            #expect(file.headers[.contentType] == "application/pdf")
            let snapshot = try await campus.storage.snapshot()
            let printed = snapshot.labels.values.filter { !$0.issues.isEmpty }
            #expect(printed.count == 6)
            for label in printed {
                #expect(file.contains(label.code.description) && label.issues[0].level == "Q")
            }
            let events = try await campus.storage.envelopes(after: .start, limit: 10_000)
            let who = Set(events.filter { $0.kind.name == "label.printed" }.map { "\($0.actor)" })
            #expect(who.count == 1 && who.first?.contains("staff") == true)
            let overview = try await browser.get("/-/facilities", chen.headers)
            #expect(overview.contains("6 张未核验") && overview.contains(job))
        }
    }

    @Test("is one for one press, however often the form is sent")
    func onePress() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            let first = try await chen.order(1).location
            let second = try await chen.order(1).location
            #expect(first == second)
            _ = try await chen.ended(first)
            #expect(try await chen.order(1).location == first)
            #expect(campus.printing.jobs(of: campus.technician).isEmpty)
            let batches = try await campus.storage.snapshot().labels.values.flatMap(\.issues).map(\.batch)
            #expect(Set(batches).count == 1 && batches.count == 6)
        }
    }

    @Test("waits its turn, one for each person, and its page asks again without script")
    func queue() async throws {
        let campus = try await campus(PrintLimits(jobsPerSiteMax: 2))
        try await campus.browsePrinting { browser in
            campus.printer.hold()
            let chen = try await Chen(campus, browser)
            let zhao = try await Chen(campus, browser, "zhao")
            let first = try await chen.order(1).location
            campus.advance(seconds: 1)
            let second = try await zhao.order(2, ["which": "all"]).location
            let page = try await browser.get(second, zhao.headers)
            #expect(page.contains("<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>"))
            #expect(page.contains("前面还有 1 份在生成"))
            #expect(try await chen.order(3).location == first + "?busy=1")
            #expect(try await browser.get(first + "?busy=1", chen.headers).contains("您已有一份 PDF 在生成"))
            campus.printer.release()
            #expect(try await chen.ended(first).contains("http-equiv=\"refresh\"") == false)
            #expect(try await zhao.ended(second).contains("PDF 做好了"))
        }
    }

    @Test("beyond the site's or a job's limit isn't taken, and says so")
    func limits() async throws {
        let campus = try await campus(PrintLimits(jobsPerSiteMax: 1, labelsMax: 5))
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            let many = try await chen.order(1)
            #expect(many.status == 422 && many.contains("一次最多 5 张标签，这里有 6 张"))
            campus.printer.hold()
            let taken = try await chen.order(2, ["rooms": "1", "chosen": "1"])
            #expect(taken.status == 303)
            let zhao = try await Chen(campus, browser, "zhao")
            let full = try await zhao.order(3, ["rooms": "1", "chosen": "1"])
            #expect(full.status == 422 && full.contains("现在有 1 份 PDF 在排队"))
            campus.printer.release()
            _ = try await chen.ended(taken.location)
        }
    }

    @Test("that fails says why in the reader's language, leaves no file, and nothing counts as printed")
    func failure() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            campus.printer.hold()
            let job = try await chen.order(1).location
            campus.printer.fail(with: .file("No space left on device"))
            campus.printer.release()
            let page = try await chen.ended(job)
            #expect(page.contains("没有做成") && page.contains("可能是磁盘满了") && page.contains("没有任何标签算作已打印"))
            #expect(!page.contains("No space left"))
            #expect(try await browser.get(job + "?lang=en", chen.headers).contains("the disk may be full"))
            #expect(try await browser.get(job + "/labels.pdf", chen.headers).status == 404)
            #expect(try await printedCount(campus) == 0)
            campus.printer.fail(with: nil)
            let again = try await chen.order(2).location
            #expect(try await chen.ended(again).contains("PDF 做好了"))
        }
    }

    @Test("says before and after whether phones open what is printed, in the reader's language")
    func hostWarning() async throws {
        let campus = try await campus()
        campus.printer.find([
            .redirect(host: "FIX.EXAMPLE.EDU", address: "192.0.2.1"),
            .noAnswer(host: "FIX.EXAMPLE.EDU", address: "2001:db8::1", detail: "IOError"),
        ])
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            let page = try await browser.get("/-/facilities/print?which=missing", chen.headers)
            #expect(page.status == 200 && page.contains("手机可能打不开这些标签。FIX.EXAMPLE.EDU（192.0.2.1）回应的是跳转"))
            #expect(page.contains("FIX.EXAMPLE.EDU（2001:db8::1）没有回应（IOError）。"))
            let job = try await chen.order(1).location
            let done = try await chen.ended(job)
            #expect(done.contains("PDF 做好了") && done.contains("手机可能打不开这些标签"))
            let english = try await browser.get(job + "?lang=en", chen.headers)
            #expect(
                english.contains(
                    "phones may not open these labels. FIX.EXAMPLE.EDU at 192.0.2.1 answers by a"))
        }
    }

    @Test(
        "isn't kept waiting by a host that never answers, and says nothing of one that is well",
        .timeLimit(.minutes(5)))
    func silentHost() async throws {
        let campus = try await campus(PrintLimits(hostWait: .milliseconds(200)))
        campus.printer.find(nil)
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            let began = ContinuousClock.now
            let page = try await browser.get("/-/facilities/print?which=missing", chen.headers)
            let waited = ContinuousClock.now - began
            #expect(page.status == 200 && page.contains("preview.png") && !page.contains("手机可能打不开"))
            #expect(waited > .milliseconds(200), "\(waited)")
            #expect(try await chen.ended(try await chen.order(1).location).contains("PDF 做好了"))
        }
        let well = try await self.campus()
        try await well.browsePrinting { browser in
            let chen = try await Chen(well, browser)
            let page = try await browser.get("/-/facilities/print?which=missing", chen.headers)
            #expect(page.status == 200 && !page.contains("手机可能打不开"))
        }
    }

    @Test("is fetched by its owner, for a day; then its file is gone and the page says so")
    func removal() async throws {
        let campus = try await campus()
        try await CampusMaker.addFacilities(campus, "sun", below: "XQ-D", number: 40)
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            let job = try await chen.order(1).location
            _ = try await chen.ended(job)
            let sun = try await Chen(campus, browser, "sun")
            for path in [job, job + "/state", job + "/labels.pdf"] {
                #expect(try await browser.get(path, sun.headers).status == 404)
            }
            campus.advance(seconds: 86_399)
            campus.printing.removeExpired()
            let (later, _) = try await browser.signIn("chen")
            #expect(try await browser.get(job + "/labels.pdf", later).status == 200)
            campus.advance(seconds: 1)
            campus.printing.removeExpired()
            #expect(try await browser.get(job + "/labels.pdf", later).status == 404)
            #expect(try await browser.get(job, later).contains("文件已过保留期"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: campus.printing.shelf.folder).isEmpty)
        }
    }

    @Test("is not begun by a form without the session's own token")
    func csrf() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await Chen(campus, browser)
            let page = try await chen.order(1, ["csrf": "guess"])
            #expect(page.status == 403 && page.contains("页面过期了"))
            #expect(try await printedCount(campus) == 0)
        }
    }
}

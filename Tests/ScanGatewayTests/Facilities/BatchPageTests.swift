import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The pages of print runs, part-used sheets and label problems")
struct BatchPageTests {
    private func campus() async throws -> Campus {
        let campus = try await Campus()
        try await CampusMaker.addFacilities(campus, "chen", number: 20)
        return campus
    }

    /// Orders a print and waits for its end; the job's page.
    private func printed(
        _ browser: Browsing, _ campus: Campus, _ session: (headers: HTTPFields, csrf: String), _ key: UInt64,
        _ fields: [String: String]
    ) async throws -> Page {
        let all = ["csrf": session.csrf, "key": campus.key(key), "act": "print"].merging(fields) { $1 }
        let job = try await browser.post("/-/facilities/print", all, session.headers).location
        while try await browser.get(job + "/state", session.headers).contains("\"hasEnded\":false") {
            try await Task.sleep(for: .milliseconds(2))
        }
        return try await browser.get(job, session.headers)
    }

    @Test("a sheet that isn't full is remembered by number, and the next print begins on it")
    func wallet() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await browser.signIn("chen")
            let first = try await printed(browser, campus, chen, 1, ["rooms": "1", "chosen": "1"])
            #expect(first.contains("纸边印有 S1"))
            let wallet = try await browser.get("/-/facilities/wallet", chen.headers)
            #expect(wallet.contains("<h2>S1</h2>") && wallet.contains("还有 17 格"))
            let next = try await browser.get("/-/facilities/print?which=missing", chen.headers)
            #expect(next.contains("先用剩纸 S1，还有 17 格"))
            let second = try await printed(browser, campus, chen, 2, ["which": "missing"])
            #expect(second.contains("用剩纸 S1 打印，不用新纸"))
            #expect(try await campus.storage.wallet().map(\.free) == [Array(7...21)])

            let fields = ["csrf": chen.csrf, "key": campus.key(3), "place20": "1", "place21": "1"]
            let corrected = try await browser.post("/-/facilities/wallet/1/correct", fields, chen.headers)
            #expect(corrected.location == "/-/facilities/wallet")
            #expect(try await campus.storage.wallet().map(\.free) == [[20, 21]])
            let gone = ["csrf": chen.csrf, "key": campus.key(4), "reason": ""]
            let refused = try await browser.post("/-/facilities/wallet/1/discard", gone, chen.headers)
            #expect(refused.status == 422 && refused.contains("请写原因"))
            _ = try await browser.post(
                "/-/facilities/wallet/1/discard",
                gone.merging(["key": campus.key(5), "reason": "皱了"]) { $1 },
                chen.headers)
            #expect(try await browser.get("/-/facilities/wallet", chen.headers).contains("没有剩下的标签纸"))
        }
    }

    @Test("a run shows its sheets and labels; a spoiled one is printed again with the same code")
    func spoiling() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await browser.signIn("chen")
            _ = try await printed(browser, campus, chen, 1, ["which": "missing"])
            let list = try await browser.get("/-/facilities/batches", chen.headers)
            #expect(
                list.contains("/-/facilities/batches/1") && list.contains("6 张标签") && list.contains("陈总务"))
            let page = try await browser.get("/-/facilities/batches/1", chen.headers)
            #expect(page.contains("6 张已打印") && page.contains("6 张还没看到") && page.contains("第 1 张 · S1"))
            let batch = try #require(try await campus.storage.batch(BatchID(1)))
            for item in batch.items { #expect(page.contains(item.code.description)) }

            func spoil(_ place: String, _ key: UInt64) async throws -> Page {
                try await browser.post(
                    "/-/facilities/batches/1/spoil",
                    [
                        "csrf": chen.csrf, "key": campus.key(key), "sheet": "1", "place": place,
                        "reason": "卡纸",
                    ],
                    chen.headers)
            }
            let none = try await spoil("9", 2)
            #expect(none.status == 422 && none.contains("第 1 张纸的第“9”格没有这一批的标签"))
            #expect(none.contains("value=\"9\"") && none.contains("value=\"卡纸\""))
            #expect(try await spoil("2", 3).status == 303)
            let spoiled = try await browser.get("/-/facilities/batches/1", chen.headers)
            #expect(spoiled.contains("1 张废标") && spoiled.contains("1 张标签作废：卡纸"))
            #expect(spoiled.contains("接着打印（1 张）") && spoiled.contains("?batch=1&amp;spoiled=1"))
            let offered = try await browser.get("/-/facilities/print?batch=1&spoiled=1", chen.headers)
            #expect(offered.contains("1 张标签，1 页") && offered.contains("接着打印："))
            let again = try await printed(browser, campus, chen, 4, ["batch": "1", "spoiled": "1"])
            #expect(again.contains("PDF 做好了"))
            let after = try #require(try await campus.storage.batch(BatchID(1)))
            #expect(after.items.map(\.code) == batch.items.map(\.code))
            #expect(after.items[1].sheet == 2 && after.items.allSatisfy { $0.state == .printed })
            #expect(try await campus.storage.wallet().first?.free.contains(2) == false)
        }
    }

    @Test("a run goes on after a sheet on other stock with the same codes, and can be declared void")
    func resuming() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await browser.signIn("chen")
            _ = try await printed(browser, campus, chen, 1, ["which": "missing"])
            let codes = try #require(try await campus.storage.batch(BatchID(1))).items.map(\.code)
            let page = try await printed(
                browser, campus, chen, 2, ["batch": "1", "after": "0", "stock": "roll", "design": "strip"])
            #expect(page.contains("6 张标签"))
            let batch = try #require(try await campus.storage.batch(BatchID(1)))
            #expect(batch.items.map(\.code) == codes && batch.runs.map(\.stock) == ["a4-21", "roll"])
            #expect(batch.lastSheet == 6)
            let void = ["csrf": chen.csrf, "key": campus.key(3), "reason": "印错了"]
            _ = try await browser.post("/-/facilities/batches/1/void", void, chen.headers)
            let voided = try await browser.get("/-/facilities/batches/1", chen.headers)
            #expect(voided.contains("整批作废：") && voided.contains("印错了") && !voided.contains("/void\""))
            let nothing = try await browser.get("/-/facilities/print?batch=1&after=0", chen.headers)
            #expect(nothing.contains("没有要接着打印的标签") && !nothing.contains("生成 PDF"))
        }
    }

    @Test("blank labels are printed by number, and a refused press leaves a void run and no pending label")
    func blanks() async throws {
        let campus = try await campus()
        try await campus.browsePrinting { browser in
            let chen = try await browser.signIn("chen")
            let page = try await browser.get("/-/facilities/print?blank=5", chen.headers)
            #expect(page.contains("打印空白标签") && page.contains("5 张标签，1 页"))
            #expect(try await printed(browser, campus, chen, 1, ["blank": "5"]).contains("PDF 做好了"))
            let blanks = try await campus.storage.snapshot().labels.values.filter {
                $0.target == .blank && !$0.issues.isEmpty
            }
            #expect(blanks.count == 5)
            campus.printer.fail(with: .other("no ink"))
            #expect(try await printed(browser, campus, chen, 2, ["which": "missing"]).contains("没有做成"))
            #expect(try await campus.storage.batch(BatchID(2))?.voided?.reason.contains("no ink") == true)
        }
    }

    @Test(
        "a run of somebody else isn't shown to whoever has only a building, and its walk finds strange labels"
    )
    func rights() async throws {
        let campus = try await campus()
        try await CampusMaker.addFacilities(campus, "sun", below: "XQ-D", number: 40)
        try await campus.browsePrinting { browser in
            let chen = try await browser.signIn("chen")
            _ = try await printed(browser, campus, chen, 1, ["rooms": "1", "chosen": "1"])
            let sun = try await browser.signIn("sun")
            #expect(try await browser.get("/-/facilities/batches/1", sun.headers).status == 404)
            #expect(!(try await browser.get("/-/facilities/batches", sun.headers).contains("/batches/1")))
            #expect(try await browser.get("/-/facilities/wallet", sun.headers).status == 403)
            #expect(try await browser.get("/-/facilities/walk?in=batch-1", sun.headers).status == 404)
            let void = ["csrf": sun.csrf, "key": campus.key(2), "reason": "x"]
            #expect(try await browser.post("/-/facilities/batches/1/void", void, sun.headers).status == 404)
            let walk = try await browser.get("/-/facilities/walk?in=batch-1", chen.headers)
            #expect(walk.contains("已看过 0 张，共 4 张"))
            var walking = chen.headers
            walking[.cookie] = (chen.headers[.cookie] ?? "") + "; mendmark-walk=batch-1"
            #expect(try await browser.get("/\(campus.device)", walking).contains("不在"))
        }
    }

    @Test("what somebody said is wrong with a label is a task that is taken and settled")
    func tasks() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let (chen, csrf) = try await browser.signIn("chen")
            #expect(try await browser.get("/-/facilities/tasks", chen).contains("没有待处理的标签问题"))
            _ = try await Register(store: campus.storage).reportProblem(
                .covered, with: campus.room, act: .byOperator(50))
            let page = try await browser.get("/-/facilities/tasks", chen)
            #expect(page.contains("被别的码盖住") && page.contains("二层弱电间 2-E-03") && page.contains("待处理"))
            func move(_ state: String, _ key: UInt64) async throws -> Page {
                try await browser.post(
                    "/-/facilities/tasks/\(campus.room.compact)/1",
                    ["csrf": csrf, "key": campus.key(key), "state": state, "note": "撕掉了"], chen)
            }
            #expect(try await move("taken", 1).location == "/-/facilities/tasks")
            #expect(try await browser.get("/-/facilities/tasks", chen).contains("处理中"))
            #expect(try await move("settled", 2).status == 303)
            #expect(try await browser.get("/-/facilities/tasks", chen).contains("没有待处理的标签问题"))
            #expect(try await move("open", 3).status == 409)
        }
    }
}

import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("The facilities pages")
struct FacilitiesTests {
    private func campus(_ prints: PrintLimits = PrintLimits(), below reference: String? = nil) async throws
        -> Campus
    {
        let campus = try await Campus(prints: prints)
        try await CampusMaker.addFacilities(campus, "chen", below: reference, number: 20)
        return campus
    }

    @Test("offer the sign-in to a stranger, and refuse everybody else in words that say who may")
    func refusal() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let offered = try await browser.get("/-/facilities")
            #expect(offered.status == 303 && offered.location == "/-/sign-in")
            let (wang, _) = try await browser.signIn()
            for path in [
                "/-/facilities", "/-/facilities/at/1", "/-/facilities/print", "/-/facilities/preview.png",
            ] {
                let page = try await browser.get(path, wang)
                #expect(page.status == 403 && page.contains("您没有这项权限") && page.contains("总务"), "\(path)")
            }
            let ordered = try await browser.post("/-/facilities/print", ["act": "print"], wang)
            #expect(ordered.status == 403)
            #expect(try await browser.get("/-/desk", wang).contains("href=\"/-/facilities\"") == false)
        }
    }

    @Test("open on the labels for whoever only looks after them, and show what each building lacks")
    func overview() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let signedIn = try await browser.post(
                "/-/sign-in", ["account": "chen", "password": Campus.password])
            #expect(signedIn.location == "/-/facilities")
            let (chen, _) = try await browser.signIn("chen")
            let page = try await browser.get("/-/facilities", chen)
            #expect(page.status == 200 && page.contains("共 6 处要贴标签：6 处还没有标签。"))
            #expect(page.contains("兴庆校区") && page.contains("主楼群E座") && page.contains("3 / 3"))
            let english = try await browser.get("/-/facilities?lang=en", chen)
            #expect(english.contains("6 in all: 6 without a label.") && english.contains("Main Building E"))
            #expect(try await browser.get("/-/facilities/at/999", chen).status == 404)
        }
    }

    @Test("show somebody whose right ends at a building that building alone")
    func subtree() async throws {
        let campus = try await campus(below: "XQ-D")
        try await campus.browse { browser in
            let (chen, _) = try await browser.signIn("chen")
            let page = try await browser.get("/-/facilities", chen)
            #expect(page.contains("共 1 处要贴标签") && page.contains("东三舍") && !page.contains("主楼群E座"))
            #expect(!page.contains("打印全校的标签") && !page.contains("/-/facilities/wallet"))
            let own = try #require(try await campus.storage.target(reference: "XQ-D"))
            let other = try #require(try await campus.storage.target(reference: "XQ-E"))
            guard case .place(let mine) = own, case .place(let foreign) = other else {
                Issue.record("expected two places, found \(own) and \(other)")
                return
            }
            #expect(try await browser.get("/-/facilities/at/\(mine)", chen).contains("D3-512"))
            #expect(try await browser.get("/-/facilities/at/\(foreign)", chen).status == 403)
            #expect(try await browser.get("/-/facilities/print?place=\(foreign)", chen).status == 403)
            #expect(try await browser.get("/-/facilities/preview.png", chen).status == 403)
        }
    }

    @Test("let one choose what to print, and say what it comes to")
    func choosing() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let (chen, csrf) = try await browser.signIn("chen")
            let page = try await browser.get("/-/facilities/print?which=missing", chen)
            #expect(page.contains("6 张标签，1 页") && page.contains("生成 PDF（6 张标签）"))
            #expect(page.contains("“一个很长的名字”太长") && page.contains("/-/facilities/preview.png?which=missing"))
            // The other language shows the same choice.
            #expect(
                page.contains("/-/facilities/print?which=missing&amp;rooms=1")
                    && page.contains("&amp;lang=en"))
            let rooms = try await browser.get("/-/facilities/print?which=missing&rooms=1&chosen=1", chen)
            #expect(rooms.contains("4 张标签，1 页"))
            let late = try await browser.get("/-/facilities/print?which=missing&start=18&stock=a4-21", chen)
            #expect(late.contains("6 张标签，2 页"))
            let none = try await browser.get("/-/facilities/print?which=outdated", chen)
            #expect(none.contains("这里没有文字过期的标签") && !none.contains("生成 PDF"))
            let far = try await browser.get("/-/facilities/print?start=22", chen)
            #expect(far.contains("起始格应为 1 到 21，现在是“22”。"))
            let roll = try await browser.get("/-/facilities/print?stock=roll&design=door", chen)
            #expect(roll.contains("已换成“长条”"))
            #expect(page.contains("symbol落在打印机印不到的边上") && page.contains("长条（不合所选标签纸）"))
            #expect(page.contains("<optgroup label=\"其他标签纸（会换版式）\"><option value=\"roll\">卷纸 · 62 × 29 mm"))
            let gone = try await browser.get("/-/facilities/print?stock=gone", chen)
            #expect(gone.status == 404)
            let preview = try await browser.get("/-/facilities/preview.png?which=missing&start=18", chen)
            #expect(preview.headers[.contentType] == "image/png" && preview.text == "PNG of 4")
            let back = try await browser.post(
                "/-/facilities/print",
                ["csrf": csrf, "chosen": "1", "rooms": "1", "which": "all", "act": "preview", "start": "2"],
                chen)
            #expect(back.location == "/-/facilities/print?which=all&rooms=1&chosen=1&start=2")
            campus.printer.fail(with: .unprintable(character: "𰻝", text: "𰻝𰻝面", reference: "2-E-05"))
            let bad = try await browser.get("/-/facilities/print", chen)
            #expect(bad.contains("2-E-05 的“𰻝𰻝面”里有字体中没有的字符“𰻝”"))
        }
    }

    @Test("look at no more first sheets at once than the limit says, as previews do")
    func checksAtOnce() async throws {
        let campus = try await campus(PrintLimits(checksMax: 0))
        try await campus.browse { browser in
            let (chen, _) = try await browser.signIn("chen")
            let page = try await browser.get("/-/facilities/print?which=missing", chen)
            #expect(page.contains("现在同时预览的人较多，请几秒钟后再试。") && !page.contains("preview.png"))
        }
    }
}

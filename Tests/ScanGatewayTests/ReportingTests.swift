import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing

@testable import ScanGateway

@Suite("Reporting at a label")
struct ReportingTests {
    @Test("shows place, code, categories and the privacy notice in either language, under 60 KB")
    func page() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let chinese = try await browser.get("/\(campus.room)", [.acceptLanguage: "zh-CN"])
            #expect(chinese.status == 200)
            for words in ["二层弱电间 2-E-03", "主楼群E座", "\(campus.room)", "上不了网", "不是这里", "029-8888 0110"] {
                #expect(chinese.contains(words), "\(words)")
            }
            #expect(chinese.text.utf8.count < 20_000)
            let english = try await browser.get("/\(campus.room.compact.lowercased())?lang=en")
            #expect(english.contains("Telecom closet 2-E-03") && english.contains("Not this place"))
            #expect(english.headers[.setCookie]?.hasPrefix("mendmark-language=en") == true)
        }
    }

    @Test("leads to the private tracking page, kept from search engines and other sites")
    func report() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let form = try await browser.get("/\(campus.room)")
            let sent = try await browser.multipart(
                "/\(campus.room)",
                ["key": form.field("key"), "category": "network.outage", "words": "<b>断网</b>"])
            #expect(sent.status == 303)
            #expect(sent.location.hasPrefix("/-/t/"))
            let page = try await browser.get(sent.location)
            #expect(page.status == 200)
            #expect(
                page.contains("已收到") && page.contains("网络运维组将在") && page.contains("&lt;b&gt;断网&lt;/b&gt;"))
            #expect(page.headers[.referrerPolicy] == "no-referrer")
            #expect(page.headers[.robots] == "noindex, nofollow")
            #expect(page.headers[.cacheControl] == "no-store")
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test("makes one ticket of two presses and of a repeat after a cut connection")
    func twice() async throws {
        let campus = try await Campus()
        let fields = ["key": campus.key(1), "category": "network.outage", "words": "断网"]
        try await campus.browse { browser in
            let first = try await browser.multipart("/\(campus.room)", fields)
            let second = try await browser.multipart("/\(campus.room)", fields)
            #expect(first.status == 303 && second.location == first.location)
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test("shows the first report and offers other words as a comment where the same key comes again")
    func otherWords() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let first = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "network.outage", "words": "断网"])
            let again = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "network.outage", "words": "整层都断"])
            #expect(again.status == 409)
            #expect(again.contains("没有重复登记") && again.contains("整层都断</textarea>"))
            let track = first.location.replacing("?sent=1", with: "")
            let comment = try await browser.post("\(track)/comment", ["key": campus.key(2), "words": "整层都断"])
            #expect(comment.status == 303 && comment.location.hasPrefix(track))
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test("keeps every word where something is missing, says what, and takes the same key then")
    func missing() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "phone": "12", "name": "李\"老师", "door": "305"])
            #expect(page.status == 422)
            #expect(page.contains("请选一个问题") && page.contains("电话应为 5 到 20 位数字，现在是 2 位"))
            #expect(
                page.contains("李&quot;老师") && page.contains("value=\"305\"") && page.contains("data-focus"))
            #expect(page.field("key") == campus.key(1))
        }
        #expect(try await campus.ticketCount == 0)
    }

    @Test("keeps every word where the storage fails, and the next press succeeds")
    func serverError() async throws {
        let campus = try await Campus()
        campus.desk.failNext(CommitFailure.unavailable("disk full"))
        let fields = ["key": campus.key(1), "category": "wifi", "words": "信号弱", "phone": "13800000000"]
        try await campus.browse { browser in
            let page = try await browser.multipart("/\(campus.room)", fields)
            #expect(page.status == 503)
            #expect(
                page.contains("信号弱</textarea>") && page.contains("13800000000") && page.contains("重复提交只算一次"))
            #expect(page.contains("value=\"wifi\" checked") && page.field("key") == campus.key(1))
            #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test("refuses what is no photo, keeps every word and stores nothing")
    func badPhoto() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let page = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "wifi", "words": "看照片"],
                photos: [Array("GIF89a not a photo".utf8)])
            #expect(page.status == 415)
            #expect(page.contains("第 1 张是 GIF 格式，收不了") && page.contains("看照片</textarea>"))
            // The first input was left empty: the photo is still the one of the second.
            let second = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(2), "category": "wifi"],
                photos: [[], Array("GIF89a not a photo".utf8)])
            #expect(second.contains("第 2 张是 GIF 格式，收不了"))
        }
        #expect(try await campus.ticketCount == 0)
        #expect(campus.storage.photoCount == 0)
    }

    @Test("lists open faults to strangers by category, state and age only; one tap joins")
    func meToo() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await browser.multipart(
                "/\(campus.room)",
                ["key": campus.key(1), "category": "wifi", "words": "私人的话", "phone": "13800000000"])
            let page = try await browser.get("/\(campus.room)")
            #expect(page.contains("这里已报的故障") && page.contains("已派单") && page.contains("无线信号差"))
            #expect(!page.contains("私人的话") && !page.contains("13800000000"))
            let fields = ["intent": "join", "key": campus.key(2), "ticket": page.field("ticket")]
            let joined = try await browser.post("/\(campus.room)", fields)
            #expect(joined.status == 303)
            #expect(try await browser.post("/\(campus.room)", fields).location == joined.location)
            let track = try await browser.get(joined.location)
            #expect(!track.contains("私人的话"))
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test("tells strangers at a dormitory room only how many faults are open")
    func dormitory() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await browser.multipart(
                "/\(campus.dormitory)", ["key": campus.key(1), "category": "wifi"])
            let page = try await browser.get("/\(campus.dormitory)")
            #expect(page.contains("这里有 1 个故障已在处理中") && !page.contains("我也遇到<"))
        }
    }

    @Test("offers what is open on the building above, with how far above; one tap joins")
    func meTooAbove() async throws {
        let campus = try await Campus()
        guard case .place(let building)? = try await campus.storage.target(reference: "XQ-E") else {
            Issue.record("expected the building XQ-E, found none")
            return
        }
        try await campus.browse { browser in
            _ = try await browser.multipart(
                "/-/at/\(building)", ["key": campus.key(1), "category": "wifi", "words": "私人的话"])
            let page = try await browser.get("/\(campus.room)")
            #expect(page.contains("主楼群E座的故障（往上 2 级）") && !page.contains("私人的话"))
            let fields = ["intent": "join", "key": campus.key(2), "ticket": page.field("ticket")]
            #expect(try await browser.post("/\(campus.room)", fields).status == 303)
            let elsewhere = try await browser.get("/\(campus.dormitory)")
            #expect(!elsewhere.contains("主楼群E座的故障"))
            let foreign = ["intent": "join", "key": campus.key(3), "ticket": page.field("ticket")]
            #expect(try await browser.post("/\(campus.dormitory)", foreign).status == 409)
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test("tells a dormitory room of its building's open faults, and strangers never of a count-only place's")
    func dormitoryAbove() async throws {
        let campus = try await Campus()
        guard case .place(let building)? = try await campus.storage.target(reference: "XQ-D") else {
            Issue.record("expected the building XQ-D, found none")
            return
        }
        try await campus.browse { browser in
            _ = try await browser.multipart(
                "/-/at/\(building)", ["key": campus.key(1), "category": "wifi"])
            _ = try await browser.multipart(
                "/\(campus.dormitory)", ["key": campus.key(2), "category": "wifi"])
            let page = try await browser.get("/\(campus.dormitory)")
            #expect(page.contains("东三舍的故障（往上 1 级）") && page.contains("这里有 1 个故障已在处理中"))
            #expect(page.text.ranges(of: "name=\"ticket\"").count == 1)
        }
    }

    @Test("takes a report where the place is only described")
    func elsewhere() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let empty = try await browser.multipart(
                "/-/elsewhere", ["key": campus.key(1), "category": "wifi"])
            #expect(empty.status == 422 && empty.contains("请写一下在哪里"))
            let sent = try await browser.multipart(
                "/-/elsewhere", ["key": campus.key(1), "category": "wifi", "door": "三教那个大教室"])
            #expect(sent.status == 303)
            #expect(try await browser.get(sent.location).contains("正在核对位置"))
        }
    }
}

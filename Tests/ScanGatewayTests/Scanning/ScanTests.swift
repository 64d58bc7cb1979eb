import Facility
import Foundation
import HTTPTypes
import LabelScanning
import Testing

@testable import ScanGateway

@Suite("A photo of a label")
struct ScanTests {
    private let photos = SetPhotos()
    private static let json: HTTPFields = [.accept: "application/json"]

    private func post(
        _ browser: Browsing, _ headers: HTTPFields = [:], to path: String = "/-/scan"
    ) async throws -> Page {
        try await browser.multipart(path, [:], photos: [[1]], headers)
    }

    private func reply(_ page: Page) throws -> ScanReply {
        try JSONDecoder().decode(ScanReply.self, from: Data(page.text.utf8))
    }

    @Test("tells a script where each label is, in the order in which one reads, and what it leads to")
    func frame() async throws {
        let campus = try await Campus(photoService: photos)
        photos.set([
            SetPhotos.label(campus.dormitory, x: 700, y: 300), SetPhotos.foreign(x: 10, y: 10),
            SetPhotos.label(campus.room, x: 200, y: 310), SetPhotos.label(campus.room, x: 200, y: 310),
        ])
        try await campus.browse { browser in
            let page = try await post(browser, [.accept: "application/json", .acceptLanguage: "en"])
            #expect(page.status == 200)
            #expect(page.headers[.contentType] == "application/json")
            let told = try reply(page)
            #expect(told.width == 1280 && told.height == 720 && told.sentence == nil)
            #expect(
                told.labels.map(\.name) == ["Telecom closet 2-E-03", "Room 512 D3-512"])
            #expect(told.labels[0].path == "Xingqing Campus · Main Building E · Floor 2 East")
            #expect(told.labels[0].code == campus.room.description)
            #expect(told.labels[0].link == "/\(campus.room.compact)")
            #expect(told.labels[0].corners == [[200, 310], [300, 310], [300, 410], [200, 410]])
            #expect(told.labels[0].reading == "decoded" && told.labels[0].isSure)
            #expect(told.labels[0].lead == nil)
        }
    }

    @Test("of a live picture is looked at for a moment, and a form's for as long as it takes")
    func times() async throws {
        let campus = try await Campus(photoService: photos)
        try await campus.browse { browser in
            for look in ["glance", "long"] {
                _ = try await browser.multipart("/-/scan", ["look": look], photos: [[1]], Self.json)
            }
            _ = try await post(browser)
            _ = try await browser.send("/api/v1/scan", [1], [:])
        }
        #expect(photos.asked.map(\.time) == [.milliseconds(100), .milliseconds(700), nil, nil])
        // What stands beside the label is looked for where somebody chose the photo.
        let beside = LabelReader.Effort.labelsBeside(.milliseconds(300))
        #expect(photos.asked.map(\.effort) == [.firstLabel, .firstLabel, beside, beside])
    }

    @Test(
        "that can't be looked at is refused by what is wrong with it, without a word of reports, in both languages"
    )
    func refusals() async throws {
        let campus = try await Campus()
        let files: [([UInt8], Int, String, String)] = [
            (Array("%PDF-1.7".utf8), 415, "<p>这个文件是 PDF 格式", "<p>It is in the PDF format;"),
            ([0xFF, 0xD8, 0xFF, 0xE0], 422, "<p>照片没传完整。", "<p>It arrived incomplete."),
        ]
        try await campus.browse { browser in
            for (bytes, status, chinese, english) in files {
                for (language, said) in [("zh", chinese), ("en", english)] {
                    let page = try await browser.multipart(
                        "/-/scan", [:], photos: [bytes], [.acceptLanguage: language])
                    #expect(page.status == status && page.contains(said), "\(language): \(said)")
                    #expect(!page.contains("没有保存") && !page.contains("wasn’t kept"))
                }
            }
        }
    }

    @Test("says in a sentence why nothing opens")
    func sentences() async throws {
        let campus = try await Campus(photoService: photos)
        try await campus.browse { browser in
            let nothing = try reply(try await post(browser, Self.json))
            #expect(nothing.labels.isEmpty && nothing.sentence == nil)
            photos.set([SetPhotos.foreign(x: 0, y: 0)])
            let foreign = try reply(try await post(browser, Self.json))
            #expect(foreign.sentence == "照片里的二维码不是我们的标签。")
            let unknown = try #require(LabelCodes.valid(1))
            photos.set([SetPhotos.label(unknown, x: 0, y: 0)])
            let told = try reply(try await post(browser, Self.json))
            #expect(told.sentence == "没有这个编号的标签")
            #expect(told.labels.map(\.link) == [nil])
            photos.set([SetPhotos.label(campus.replaced, x: 0, y: 0)])
            let replaced = try reply(try await post(browser, Self.json))
            #expect(replaced.labels.map(\.name) == ["这张标签已换成新的"])
            #expect(replaced.labels.map(\.link) == ["/\(campus.replaced.compact)"])
            let empty = try await browser.multipart("/-/scan", [:], Self.json)
            #expect(empty.status == 400)
            #expect(empty.headers[.contentType] == "application/problem+json")
        }
    }

    @Test("answers 503 with Retry-After where every scanner is taken")
    func busy() async throws {
        let campus = try await Campus(photoService: photos)
        photos.setBusy()
        try await campus.browse { browser in
            let page = try await post(browser, Self.json)
            #expect(page.status == 503)
            #expect(page.headers[.retryAfter] == "5")
            #expect(page.contains("请几秒钟后再试。"))
        }
    }

    @Test("counts as a guess where nobody issued its code, and then nothing is looked up for the guesser")
    func guesses() async throws {
        var limits = GatewayLimits()
        (limits.framesPerSecond, limits.framesAtOnce) = (1000, 1000)
        let campus = try await Campus(limits: limits, photoService: photos)
        try await campus.browse { browser in
            for number in 1...60 {
                photos.set([SetPhotos.label(try #require(LabelCodes.valid(number)), x: 0, y: 0)])
                let status = try await post(browser, Self.json).status
                #expect(status == (number <= 8 ? 200 : 429))
            }
            photos.set([SetPhotos.label(campus.room, x: 0, y: 0)])
            let page = try await post(browser, Self.json)
            #expect(page.status == 429)
            #expect(page.headers[.retryAfter] == "60")
            #expect(!page.contains("弱电间"))
            campus.advance(seconds: 60)
            #expect(try await post(browser, Self.json).status == 200)
        }
    }

    @Test("of one client is looked at eight times a second, with a stock of thirty, before any of it is read")
    func pace() async throws {
        let campus = try await Campus(photoService: photos)
        try await campus.browse { browser in
            var statuses: [Int] = []
            for _ in 1...32 { statuses.append(try await post(browser, Self.json).status) }
            #expect(statuses == Array(repeating: 200, count: 30) + [429, 429])
            let form = try await post(browser)
            #expect(form.status == 429)
            #expect(form.headers[.retryAfter] == "1")
            #expect(form.contains("发来的画面太多"))
            campus.advance(seconds: 1)
            var later: [Int] = []
            for _ in 1...9 { later.append(try await post(browser, Self.json).status) }
            #expect(later == Array(repeating: 200, count: 8) + [429])
            // Somebody signed in has a stock of their own.
            let session = try await browser.signIn().headers
            #expect(try await post(browser, session).status == 422)
        }
    }

    @Test("leads a form to the only label's page, with the way back")
    func oneLabel() async throws {
        let campus = try await Campus(photoService: photos)
        photos.set([SetPhotos.label(campus.room, x: 0, y: 0), SetPhotos.foreign(x: 300, y: 0)])
        try await campus.browse { browser in
            let page = try await post(browser)
            #expect(page.status == 303)
            #expect(page.location == "/\(campus.room.compact)")
            let back = try await post(browser, to: "/-/scan?back=%2F-%2Fdesk")
            #expect(back.location == "/\(campus.room.compact)?back=/-/desk")
            let astray = try await post(browser, to: "/-/scan?back=https%3A%2F%2Fevil.example%2F")
            #expect(astray.location == "/\(campus.room.compact)")
        }
    }

    @Test("of two doors asks a form which of them, with their places in the picture")
    func twoLabels() async throws {
        let campus = try await Campus(photoService: photos)
        photos.set([
            SetPhotos.label(campus.dormitory, x: 700, y: 300), SetPhotos.label(campus.room, x: 200, y: 310),
        ])
        try await campus.browse { browser in
            let page = try await post(browser)
            #expect(page.status == 200)
            #expect(page.contains("<h1>是哪一张？</h1>"))
            #expect(page.contains("href=\"/\(campus.room.compact)\"><b>1 · 二层弱电间 2-E-03</b>"))
            #expect(page.contains("兴庆校区 · 主楼群E座 · 东侧二层"))
            #expect(page.contains("href=\"/\(campus.dormitory.compact)\"><b>2 · 512 寝室 D3-512</b>"))
            #expect(page.contains("<polygon points=\"200,310 300,310 300,410 200,410\" class=\"sure\"/>"))
            #expect(page.contains("<a class=\"button wide\" href=\"/-/scan\">都不是</a>"))
            #expect(!page.contains("不太确定"))
        }
    }

    @Test("that was told by its looks is asked about, never opened unasked")
    func unsure() async throws {
        let campus = try await Campus(photoService: photos)
        photos.set([SetPhotos.label(campus.room, x: 200, y: 310, lead: 4.26)])
        try await campus.browse { browser in
            let told = try reply(try await post(browser, Self.json))
            #expect(told.labels.map(\.reading) == ["recognised"])
            #expect(told.labels.map(\.lead) == [4.3])
            #expect(told.labels.map(\.isSure) == [false])
            let page = try await post(browser, to: "/-/scan?back=%2F-%2Fdesk")
            #expect(page.status == 200)
            #expect(page.contains("<h1>是这里吗？</h1>"))
            #expect(page.contains("<p class=\"door\">二层弱电间 2-E-03</p>"))
            #expect(page.contains("<p class=\"code\">\(campus.room)</p>"))
            let link = "/\(campus.room.compact)?back=/-/desk"
            #expect(page.contains("href=\"\(link)\">是，就是这里</a>"))
            #expect(page.contains("href=\"/-/scan?back=/-/desk\">不是</a>"))
            let api = try await browser.send("/api/v1/scan", [1], [:])
            #expect(api.contains("\"reading\":\"recognised\""))
        }
    }

    @Test("says of several which one was told by its looks")
    func unsureAmongSeveral() async throws {
        let campus = try await Campus(photoService: photos)
        photos.set([
            SetPhotos.label(campus.room, x: 200, y: 310, lead: 3),
            SetPhotos.label(campus.room, x: 200, y: 310),
            SetPhotos.label(campus.device, x: 600, y: 0, lead: 3),
        ])
        try await campus.browse { browser in
            let page = try await post(browser)
            #expect(page.contains("<h1>是哪一张？</h1>"))
            #expect(page.text.components(separatedBy: "不太确定").count == 2)
            #expect(page.contains("\(campus.device)</span><span class=\"mark late\">不太确定</span>"))
        }
    }

    @Test("shows no label that nobody issued among those to choose from")
    func unknownBeside() async throws {
        let campus = try await Campus(photoService: photos)
        let unknown = try #require(LabelCodes.valid(1))
        photos.set([SetPhotos.label(unknown, x: 0, y: 0), SetPhotos.label(campus.room, x: 300, y: 0)])
        try await campus.browse { browser in
            let page = try await post(browser)
            #expect(page.location == "/\(campus.room.compact)")
        }
    }

    @Test("that shows no label leaves the camera page, with the reason and the field for the code")
    func nothing() async throws {
        let campus = try await Campus(photoService: photos)
        try await campus.browse { browser in
            let page = try await post(browser, to: "/-/scan?back=%2F-%2Fdesk")
            #expect(page.status == 422)
            #expect(page.contains("照片里没有找到我们的标签"))
            #expect(page.contains("name=\"back\" value=\"/-/desk\""))
            #expect(page.headers[.permissionsPolicy]?.contains("camera=(self)") == true)
        }
    }
}

import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import LabelScanning
@testable import ScanGateway

@Suite("Photos sent with a report")
struct KeptPhotoTests {
    /// A photo service whose answers are set.
    private struct SetService: PhotoService {
        var answer: @Sendable ([UInt8]) throws -> KeptPhoto

        func labels(in bytes: [UInt8], order: PhotoOrder) async throws -> PhotoAnswer {
            _ = try answer(bytes)
            return PhotoAnswer(labels: [], width: 1, height: 1)
        }
        func kept(_ bytes: [UInt8]) async throws -> KeptPhoto { try answer(bytes) }
        func learn(_ symbols: PrintedSymbols) {}
        var load: PhotoLoad { PhotoLoad(running: 0, waiting: 0) }
        var tally: PhotoTally { PhotoTally() }
    }

    /// Some bytes of a photo of ours with a position and names in it; from the tests of LabelScanning.
    private func photo(_ name: String = "private.jpg") throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: folder.appending(path: "LabelScanningTests/Fixtures/\(name)")))
    }

    private func fields(_ campus: Campus, _ number: UInt64) -> [String: String] {
        ["key": campus.key(number), "category": "wifi", "words": "看照片"]
    }

    @Test("are kept five at most, of all four kinds, and more are declined with every word")
    func keepsFive() async throws {
        let campus = try await Campus()
        let photos = try ["label.jpg", "label.png", "label.webp", "label.heic", "private.jpg"].map(photo)
        try await campus.browse { browser in
            let many = try await browser.multipart(
                "/\(campus.room)", fields(campus, 1), photos: photos + [photos[0]])
            #expect(many.status == 422 && many.contains("最多五张照片") && many.contains("看照片</textarea>"))
            let five = try await browser.multipart("/\(campus.room)", fields(campus, 2), photos: photos)
            #expect(five.status == 303)
        }
        #expect(campus.storage.photoCount == 5)
    }

    @Test("are sealed once where a report is sent twice; other photos under the same key are no repeat")
    func sealedOnce() async throws {
        let campus = try await Campus()
        let (one, other) = (try photo("label.jpg"), try photo("label.png"))
        try await campus.browse { browser in
            let first = try await browser.multipart("/\(campus.room)", fields(campus, 1), photos: [one])
            let second = try await browser.multipart("/\(campus.room)", fields(campus, 1), photos: [one])
            #expect(first.status == 303 && second.status == 303 && second.location == first.location)
            let third = try await browser.multipart("/\(campus.room)", fields(campus, 1), photos: [other])
            #expect(third.status == 409)
        }
        #expect(campus.storage.photoCount == 1)
    }

    @Test("are sealed once where a second press comes while the first is looked at")
    func pressedTwice() async throws {
        let campus = try await Campus()
        let bytes = try photo("label.jpg")
        try await campus.browse { browser in
            let pages = try await withThrowingTaskGroup(of: Page.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await browser.multipart("/\(campus.room)", fields(campus, 1), photos: [bytes])
                    }
                }
                return try await group.reduce(into: [Page]()) { $0.append($1) }
            }
            #expect(pages.allSatisfy { $0.status == 303 && $0.location == pages[0].location })
        }
        #expect(campus.storage.photoCount == 1)
        #expect(try await campus.ticketCount == 1)
    }

    @Test("of an answer are sealed once where a technician presses twice")
    func answeredTwice() async throws {
        let campus = try await Campus()
        let bytes = try photo("label.jpg")
        try await campus.browse { browser in
            #expect(try await browser.multipart("/\(campus.room)", fields(campus, 1)).status == 303)
            let (session, csrf) = try await browser.signIn()
            let address = "/-/desk/\(campus.gateway.number(of: TicketID(1)).description)"
            for (key, act) in [(UInt64(2), "accept"), (3, "arrive")] {
                let fields = ["csrf": csrf, "key": campus.key(key)]
                #expect(try await browser.post("\(address)/\(act)", fields, session).status == 303)
            }
            let answer = ["csrf": csrf, "key": campus.key(4), "words": "已更换", "cause": "port"]
            for _ in 0..<2 {
                let page = try await browser.multipart("\(address)/resolve", answer, photos: [bytes], session)
                #expect(page.status == 303, "\(page.text)")
            }
        }
        #expect(campus.storage.photoCount == 1)
    }

    @Test("that are empty files are named, in both languages, on the camera's page too")
    func emptyFile() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            for (language, said) in [("zh", "第 2 张是空文件"), ("en", "Photo 2 is an empty file")] {
                let page = try await browser.multipart(
                    "/\(campus.room)", fields(campus, 1), photos: [try photo("label.jpg"), []],
                    [.acceptLanguage: language], namesEmpty: true)
                #expect(page.status == 422 && page.contains(said) && page.contains("看照片</textarea>"))
            }
            let scan = try await browser.multipart("/-/scan", [:], photos: [[]], namesEmpty: true)
            #expect(scan.status == 422 && scan.contains("空文件"))
        }
        #expect(campus.storage.photoCount == 0)
    }

    /// What was stored, with the words that mark the original's metadata.
    private func stored(by service: SetService) async throws -> (status: Int, photos: Int, words: Bool) {
        let campus = try await Campus(photoService: service)
        let bytes = try photo()
        let found = try await campus.browse { browser in
            try await browser.multipart("/\(campus.room)", fields(campus, 1), photos: [bytes])
        }
        return (found.status, campus.storage.photoCount, found.contains("看照片</textarea>"))
    }

    @Test("are not stored where they can't be encoded anew; a fallback that stores them raw is noticed")
    func storesNothingRaw() async throws {
        let failing = SetService { _ in throw PhotoRefusal.encodingFailed(reason: "no encoder") }
        let found = try await stored(by: failing)
        #expect(found.status == 422 && found.photos == 0 && found.words)
        // The same check goes red with the mistake that it is for.
        let raw = SetService { KeptPhoto(jpeg: $0, width: 1, height: 1) }
        #expect(try await stored(by: raw).photos == 1)
    }

    @Test("that are beyond the site's quota of a day leave the form with every word, in both languages")
    func quota() async throws {
        var limits = GatewayLimits()
        limits.photoQuota = PhotoQuota(photosMax: 2, bytesMax: 1 << 30)
        let campus = try await Campus(limits: limits)
        let bytes = try photo("label.jpg")
        try await campus.browse { browser in
            let first = try await browser.multipart(
                "/\(campus.room)", fields(campus, 1), photos: [bytes, bytes])
            #expect(first.status == 303)
            let full = try await browser.multipart("/\(campus.room)", fields(campus, 2), photos: [bytes])
            #expect(full.status == 507 && full.contains("今天能收的照片已满"))
            #expect(full.contains("看照片</textarea>"))
            let english = try await browser.multipart(
                "/\(campus.room)", fields(campus, 2), photos: [bytes], [.acceptLanguage: "en"])
            #expect(english.status == 507 && english.contains("as many photos as it may today"))
            #expect(try await browser.multipart("/\(campus.room)", fields(campus, 2)).status == 303)
        }
        #expect(campus.storage.photoCount == 2)
    }

    @Test("are asked for again in a moment where too many are in line, on pages and in the JSON interface")
    func busy() async throws {
        let full = SetService { _ in throw PhotoScannerPool.Busy(waitingMax: 8) }
        let campus = try await Campus(photoService: full)
        let bytes = try photo("label.jpg")
        try await campus.browse { browser in
            for (language, said) in [("zh", "照片处理排队较长"), ("en", "Many photos are in line")] {
                let report = try await browser.multipart(
                    "/\(campus.room)", fields(campus, 1), photos: [bytes], [.acceptLanguage: language])
                #expect(report.status == 503 && report.contains(said) && report.contains("看照片</textarea>"))
                #expect(report.headers[.retryAfter] == "5")
                let scan = try await browser.multipart(
                    "/-/scan", [:], photos: [bytes], [.acceptLanguage: language])
                #expect(scan.status == 503 && scan.contains(said) && scan.headers[.retryAfter] == "5")
            }
            let api = try await browser.send("/api/v1/scan", bytes, [:])
            #expect(api.status == 503 && api.contains("\"code\":\"photosBusy\""))
            #expect(api.headers[.retryAfter] == "5")
        }
        #expect(campus.storage.photoCount == 0)
        #expect(try await campus.ticketCount == 0)
    }

    @Test(
        "that are none say what is wrong with them, in both languages",
        arguments: [
            (PhotoRefusal.empty, "空文件", "is an empty file"),
            (.truncated(.jpeg), "没传完整", "arrived incomplete"),
            (.damaged(.png, reason: "x"), "已损坏", "is damaged"),
            (.tooLarge(found: 9, limit: 20 << 20), "超过 20 MB", "more than 20 MB"),
            (.tooManyPixels(found: 9, limit: 64_000_000), "超过 6400 万像素", "more than 64 million pixels"),
            (.tooManyScans(limit: 1), "太费时间或内存", "too much time or memory"),
            (.endedReader, "太费时间或内存", "too much time"),
            (.tookTooLong(seconds: 9), "太费时间或内存", "too much time"),
            (.notAPhoto(found: .text), "不是 JPEG、PNG、WebP 或 HEIC", "neither JPEG, PNG, WebP nor HEIC"),
            (.notAPhoto(found: .pdf), "是 PDF 格式", "in the PDF format"), (.animated, "是动图", "an animation"),
            (.unsupported(.heic, reason: "x"), "存储方式少见", "in a rare way"),
            (.encodingFailed(reason: "x"), "没能去掉相机写入的信息", "couldn’t be freed"),
        ] as [(PhotoRefusal, String, String)])
    func namesWhatIsWrong(refusal: PhotoRefusal, chinese: String, english: String) async throws {
        let campus = try await Campus(photoService: SetService { _ in throw refusal })
        let bytes = try photo("label.jpg")
        try await campus.browse { browser in
            for (language, said) in [("zh", chinese), ("en", english)] {
                let page = try await browser.multipart(
                    "/\(campus.room)", fields(campus, 1), photos: [bytes], [.acceptLanguage: language])
                #expect((400..<500).contains(page.status) && page.contains(said), "\(language)")
                #expect(page.contains("看照片</textarea>"))
            }
        }
        #expect(campus.storage.photoCount == 0)
    }
}

import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import LabelScanning
@testable import ScanGateway

@Suite("A reporter's own photos")
struct TrackingPhotoTests {
    /// Keeps whatever it is given.
    private struct PlainService: PhotoService {
        func labels(in bytes: [UInt8], order: PhotoOrder) async throws -> PhotoAnswer {
            PhotoAnswer(labels: [], width: 1, height: 1)
        }
        func kept(_ bytes: [UInt8]) async throws -> KeptPhoto {
            KeptPhoto(jpeg: bytes, width: 4, height: 3)
        }
        func learn(_ symbols: PrintedSymbols) {}
        var load: PhotoLoad { PhotoLoad(running: 0, waiting: 0) }
        var tally: PhotoTally { PhotoTally() }
    }

    private func sent(
        _ campus: Campus, _ browser: Browsing, _ number: UInt64, at label: LabelCode, _ photo: [UInt8]
    ) async throws -> String {
        let fields = ["key": campus.key(number), "category": "wifi", "words": "看照片"]
        let page = try await browser.multipart("/\(label)", fields, photos: [photo])
        return page.location.replacing("?sent=1", with: "")
    }

    private func links(_ page: Page) -> [String] {
        page.text.matches(of: /<img src="([^"]+)"/).map { String($0.1) }
    }

    @Test("open behind the own link, and are kept nowhere on the way")
    func own() async throws {
        let campus = try await Campus(photoService: PlainService())
        try await campus.browse { browser in
            let track = try await sent(campus, browser, 1, at: campus.room, [1, 2, 3])
            let page = try await browser.get(track)
            #expect(page.contains("您发的照片（1 张）") && page.contains("loading=\"lazy\""))
            let link = try #require(links(page).first)
            #expect(link.hasPrefix("\(track)/photos/"))
            let photo = try await browser.get(link)
            #expect(photo.status == 200 && photo.bytes == [1, 2, 3])
            #expect(photo.headers[.contentType] == "image/jpeg" && photo.headers[.cacheControl] == "no-store")
            #expect(photo.headers[.referrerPolicy] == "no-referrer")
        }
    }

    @Test("open behind no other link, of another ticket or of the same one")
    func others() async throws {
        let campus = try await Campus(photoService: PlainService())
        try await campus.browse { browser in
            let track = try await sent(campus, browser, 1, at: campus.room, [1, 2, 3])
            let link = try #require(links(try await browser.get(track)).first)
            let name = try #require(link.split(separator: "/").last)
            let other = try await sent(campus, browser, 2, at: campus.plate, [4, 5, 6])
            #expect(try await browser.get("\(other)/photos/\(name)").status == 404)
            let number = try await browser.get("/\(campus.room)").field("ticket")
            let joined = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(3), "ticket": number])
            let mate = joined.location.replacing("?sent=1", with: "")
            let page = try await browser.get(mate)
            #expect(page.status == 200 && links(page).isEmpty)
            #expect(try await browser.get("\(mate)/photos/\(name)").status == 404)
            #expect(try await browser.get("/-/t/x/photos/\(name)").status == 404)
        }
    }

    @Test("are the reporter's alone: what the desk took stands on its own page only")
    func desk() async throws {
        let campus = try await Campus(photoService: PlainService())
        try await campus.browse { browser in
            let track = try await sent(campus, browser, 1, at: campus.room, [1, 2, 3])
            let (session, csrf) = try await browser.signIn()
            let desk = "/-/desk/\(campus.gateway.number(of: TicketID(1)))"
            let fields = ["csrf": csrf, "key": campus.key(4), "words": "柜子里"]
            let noted = try await browser.multipart(
                "\(desk)/photos", fields, photos: [[7, 8, 9]], session)
            #expect(noted.status == 303)
            let names = links(try await browser.get(desk, session)).compactMap {
                $0.split(separator: "/").last
            }
            let own = links(try await browser.get(track))
            #expect(names.count == 2 && own.count == 1)
            var opened: [Int] = []
            for name in names { opened.append(try await browser.get("\(track)/photos/\(name)").status) }
            #expect(opened.sorted() == [200, 404])
        }
    }

    @Test("are gone once their reporter was erased, and the page shows none")
    func erased() async throws {
        let campus = try await Campus(photoService: PlainService())
        try await campus.browse { browser in
            let track = try await sent(campus, browser, 1, at: campus.room, [1, 2, 3])
            let link = try #require(links(try await browser.get(track)).first)
            let row = try #require(try await campus.storage.report(ReportID(1)))
            #expect(try await campus.storage.erase(row.reporter))
            #expect(try await browser.get(link).status == 404)
            let page = try await browser.get(track)
            #expect(page.status == 200 && links(page).isEmpty && !page.contains("您发的照片"))
        }
    }
}

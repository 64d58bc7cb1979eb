import Facility
import Foundation
import HTTPTypes
import LabelScanning
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("What a technician did without a network")
struct ToldLateTests {
    private struct Reply: Decodable {
        var outcome: String
        var sentence: String?
        var standing: String
        var number: String
        var noteAction: String
        var revision: Int64
    }

    private static let json: HTTPFields = [.accept: "application/json"]

    /// Signed in, with one fault that waits. Its number and the form that all acts share.
    private func begin(
        _ campus: Campus, _ browser: Browsing
    ) async throws -> (number: String, session: HTTPFields, csrf: String) {
        let fields = ["key": campus.key(1), "category": "network.outage", "words": "断网"]
        #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
        let (session, csrf) = try await browser.signIn()
        return (campus.gateway.number(of: TicketID(1)).description, session, csrf)
    }

    private func milliseconds(_ campus: Campus) -> Int64 { campus.clock.value / 1000 }

    private func tell(
        _ browser: Browsing, _ path: String, _ fields: [String: String], _ session: HTTPFields
    ) async throws -> (page: Page, reply: Reply) {
        var headers = session
        headers[.accept] = "application/json"
        let page = try await browser.post(path, fields, headers)
        return (page, try JSONDecoder().decode(Reply.self, from: Data(page.text.utf8)))
    }

    private func facts(_ campus: Campus) async throws -> [RecordedEvent<TicketFact>] {
        try await campus.storage.events(of: TicketID(1))
    }

    @Test("counts at the time of the press, once, however often it is sent")
    func once() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (number, session, csrf) = try await begin(campus, browser)
            campus.advance(seconds: 600)
            let pressed = milliseconds(campus)
            let fields = [
                "csrf": csrf, "key": campus.key(2), "told": String(pressed), "based": "9",
                "label": campus.room.compact, "evidence": "typedCode",
            ]
            campus.advance(seconds: 7200)
            let path = "/-/desk/\(number)/arrive"
            let first = try await tell(browser, path, fields, session)
            #expect(first.page.status == 200 && first.reply.outcome == "done")
            #expect(first.reply.standing == "现在：处理中，王师傅。")
            let count = try await campus.eventCount
            let second = try await tell(browser, path, fields, session)
            #expect(second.reply.outcome == "done" && second.reply.revision == first.reply.revision)
            #expect(try await campus.eventCount == count)
            let arrivals = try await facts(campus).filter {
                if case .arrived = $0.fact { true } else { false }
            }
            #expect(arrivals.map(\.envelope.occurredAt) == [Instant(microseconds: pressed * 1000)])
            guard case .arrived(let arrived)? = arrivals.first?.fact else { return }
            #expect(arrived.evidence == .typedCode && arrived.label == campus.room && !arrived.isElsewhere)
        }
    }

    @Test("is refused in words where the press is too long ago, lies ahead, or is no time")
    func times() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (number, session, csrf) = try await begin(campus, browser)
            let begun = milliseconds(campus)
            campus.advance(seconds: 8 * 86_400)
            let tries: [(String, String)] = [
                (String(begun), "超过 7 天"), (String(milliseconds(campus) + 3_600_000), "发生时间不对"),
                ("noon", "不是时间"),
            ]
            for (index, (told, words)) in tries.enumerated() {
                let fields = [
                    "csrf": csrf, "key": campus.key(UInt64(10 + index)), "told": told, "words": "x",
                ]
                // The session is over after eight days.
                let again = try await browser.signIn()
                _ = csrf
                let with = fields.merging(["csrf": again.csrf]) { $1 }
                let (page, reply) = try await tell(browser, "/-/desk/\(number)/accept", with, again.headers)
                #expect(page.status == 422 && reply.outcome == "refused")
                #expect(reply.sentence?.contains(words) == true, "\(reply.sentence ?? "")")
            }
            _ = session
            #expect(
                try await facts(campus).allSatisfy { if case .accepted = $0.fact { false } else { true } })
        }
    }

    @Test("says what happened where somebody else took it meanwhile, and the words can become a note")
    func taken() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (number, session, csrf) = try await begin(campus, browser)
            guard let team = TeamKey("network") else { return }
            try await CampusMaker.addStaff(
                campus, "zhao", .technician, name: "赵师傅", scope: .team(team), number: 120)
            let other = try await browser.signIn("zhao")
            campus.advance(seconds: 60)
            let pressed = String(milliseconds(campus))
            campus.advance(seconds: 60)
            let accept = ["csrf": other.csrf, "key": campus.key(3)]
            #expect(try await browser.post("/-/desk/\(number)/accept", accept, other.headers).status == 303)
            let fields = ["csrf": csrf, "key": campus.key(4), "told": pressed, "based": "2", "words": "已换线"]
            let (page, reply) = try await tell(browser, "/-/desk/\(number)/accept", fields, session)
            #expect(page.status == 409 && reply.outcome == "refused" && reply.standing == "现在：已接单，赵师傅。")
            let solved = try await tell(
                browser, "/-/desk/\(number)/resolve", fields.merging(["key": campus.key(5)]) { $1 }, session)
            #expect(solved.page.status == 200 && solved.reply.outcome == "noted")
            #expect(solved.reply.sentence == "工单在这之前已有变动，这一步作为备注记下了。")
            #expect(try await browser.get("/-/desk/\(number)", session).contains("已换线"))
            let note = ["csrf": csrf, "key": campus.key(6), "words": "补记：已换线", "told": pressed]
            let kept = try await tell(browser, reply.noteAction, note, session)
            #expect(kept.reply.outcome == "done")
        }
    }

    @Test("says that the desk merged the ticket, and leads to the other one")
    func merged() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (number, session, csrf) = try await begin(campus, browser)
            let second = ["key": campus.key(11), "category": "network.wifi", "words": "网慢"]
            #expect(try await browser.multipart("/\(campus.room)", second).status == 303)
            let other = campus.gateway.number(of: TicketID(2)).description
            campus.advance(seconds: 60)
            let pressed = String(milliseconds(campus))
            campus.advance(seconds: 60)
            let now = Instant(microseconds: campus.clock.value)
            try await campus.desk.perform(
                .act(.merge(into: TicketID(2))), on: TicketID(1), basedOn: nil,
                act: Act(
                    by: .system("test"), at: now, channel: .desk, command: CommandID(at: now, random: (5, 5)))
            )
            let fields = ["csrf": csrf, "told": pressed, "words": "交换机也要看", "part": "水晶头"]
            let note = try await tell(
                browser, "/-/desk/\(number)/comment", fields.merging(["key": campus.key(13)]) { $1 }, session)
            #expect(note.reply.outcome == "noted" && note.reply.number == other)
            #expect(note.reply.sentence?.contains("值班台已把这张单并到另一张") == true)
            let part = try await tell(
                browser, "/-/desk/\(number)/parts", fields.merging(["key": campus.key(14)]) { $1 }, session)
            #expect(part.page.status == 409 && part.reply.outcome == "refused")
            #expect(part.reply.sentence == "值班台已把这张单并到另一张，这一步没有办成。")
            #expect(part.reply.standing == "已并入 \(other)。")
            #expect(part.reply.noteAction == "/-/desk/\(other)/comment")
            let page = try await browser.get("/-/desk/\(number)", session)
            #expect(page.contains("<dt>已并入</dt><dd><a class=\"code\" href=\"/-/desk/\(other)\">"))
        }
    }

    @Test("reads a label's photo when it is sent, and says so where there is none in it")
    func photo() async throws {
        let photos = SetPhotos()
        let campus = try await Campus(photoService: photos)
        try await campus.browse { browser in
            let (number, session, csrf) = try await begin(campus, browser)
            campus.advance(seconds: 300)
            var headers = session
            headers[.accept] = "application/json"
            var fields = ["csrf": csrf, "key": campus.key(2), "told": String(milliseconds(campus))]
            let path = "/-/desk/\(number)/arrive"
            let none = try await browser.multipart(path, fields, photos: [[1]], headers)
            #expect(none.status == 422 && none.contains("没有认出本站的标签"))
            photos.set([
                SetPhotos.label(campus.dormitory, x: 1, y: 1), SetPhotos.label(campus.room, x: 9, y: 9),
            ])
            fields["key"] = campus.key(3)
            for _ in 0..<2 {
                #expect(try await browser.multipart(path, fields, photos: [[1]], headers).status == 200)
            }
            let arrivals = try await facts(campus).compactMap { event in
                if case .arrived(let payload) = event.fact { payload } else { nil }
            }
            #expect(arrivals.map(\.evidence) == [.deferredPhoto] && arrivals.map(\.label) == [campus.room])
        }
    }

    @Test("is sent by nobody without a session, nor with another's token")
    func strangers() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (number, session, csrf) = try await begin(campus, browser)
            let fields = ["csrf": csrf, "key": campus.key(2), "told": String(milliseconds(campus))]
            let path = "/-/desk/\(number)/accept"
            #expect(try await browser.post(path, fields, Self.json).status == 401)
            #expect(try await browser.get("/-/desk/who", Self.json).status == 401)
            try await CampusMaker.addStaff(campus, "sun", .technician, name: "孙师傅", number: 120)
            var other = try await browser.signIn("sun").headers
            other[.accept] = "application/json"
            #expect(try await browser.post(path, fields, other).status == 403)
            // Whoever sees nothing of the ticket hears nothing of it by acting on it.
            guard let team = TeamKey("carrier") else { return }
            try await CampusMaker.addStaff(
                campus, "qian", .technician, name: "钱师傅", scope: .team(team), number: 130)
            let blind = try await browser.signIn("qian")
            var asked = blind.headers
            asked[.accept] = "application/json"
            let own = fields.merging(["csrf": blind.csrf]) { $1 }
            let told = try await browser.post(path, own, asked)
            #expect(told.status == 403 && !told.contains("standing"))
            let who = try await browser.get("/-/desk/who", session)
            #expect(who.contains("\"csrf\":\"\(csrf)\"") && who.contains("\"who\":\"\(campus.technician)\""))
        }
    }
}

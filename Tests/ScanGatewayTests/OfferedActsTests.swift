import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

/// Each form that a ticket's page offers, wherever the ticket stands and whoever reads it, is sent as it would be: the page
/// may offer nothing that the core declines.
@Suite("What a ticket's page offers")
struct OfferedActsTests {
    /// Where a ticket stands when its page is opened, and how it came there.
    struct Stage: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var isHazard = false
        var isUnlocated = false
        var reports = 1
        /// How long it has been so.
        var seconds: Int64 = 0
        var orders: @Sendable (_ lead: PersonID, _ report: ReportID) -> [TicketOrder] = { _, _ in [] }
    }

    private static let day = Campus.start + .seconds(2 * 86_400)
    private static let answered = TicketOrder.resolve(
        mode: .onSite, answer: "好了", cause: nil, action: nil, photos: [])

    static let stages = [
        Stage(testDescription: "new"),
        Stage(testDescription: "a danger", isHazard: true),
        Stage(testDescription: "of no exact place", isUnlocated: true),
        Stage(testDescription: "of two reports", reports: 2),
        Stage(testDescription: "taken on") { lead, _ in [.act(.accept(lead))] },
        Stage(testDescription: "a danger taken on", isHazard: true) { lead, _ in [.act(.accept(lead))] },
        Stage(testDescription: "arrived at") { lead, _ in
            [.act(.accept(lead)), .arrive(.typedCode, label: nil)]
        },
        Stage(testDescription: "on hold") { lead, _ in
            [.act(.accept(lead)), .hold(.parts, until: day, words: "等配件")]
        },
        Stage(testDescription: "resumed after a hold") { lead, _ in
            [.act(.accept(lead)), .hold(.parts, until: day, words: "等配件"), .resume]
        },
        Stage(testDescription: "waiting for the reporter") { lead, report in
            [.act(.accept(lead)), .act(.askReporter(report, question: "哪个口？", until: day))]
        },
        Stage(testDescription: "referred") { _, _ in
            OrganisationKey("carrier").map {
                [.act(.refer($0, due: day, reference: nil, words: nil))]
            } ?? []
        },
        Stage(testDescription: "asked more time for") { lead, _ in
            [
                .act(.accept(lead)),
                .act(.requestExtension(until: Campus.start + .seconds(9 * 86_400), words: "等")),
            ]
        },
        Stage(testDescription: "agreed upon") { lead, report in
            [
                .act(.accept(lead)),
                .act(.appoint(report, from: day, until: day + .seconds(3_600), words: nil)),
            ]
        },
        Stage(testDescription: "urged") { _, report in [.urge(report, words: "快点")] },
        Stage(testDescription: "supervised") { lead, _ in
            [.act(.accept(lead)), .act(.supervise(notice: "请说明", due: day))]
        },
        Stage(testDescription: "resolved") { lead, _ in [.act(.accept(lead)), answered] },
        Stage(testDescription: "resolved for two", reports: 2) { lead, _ in
            [.act(.accept(lead)), answered]
        },
        Stage(testDescription: "found well by the reporter") { lead, report in
            [.act(.accept(lead)), answered, .rate(report, isSatisfied: true, words: nil)]
        },
        Stage(testDescription: "late", seconds: 90_000) { lead, _ in [.act(.accept(lead))] },
        Stage(testDescription: "urged again and again", seconds: 90_000) { _, report in
            [.urge(report, words: "快点")]
        },
        Stage(testDescription: "advised and closed") { _, _ in [.act(.adviseAndClose(answer: "请找图书馆"))] },
        Stage(testDescription: "dismissed") { _, _ in [.act(.dismiss(.test, words: nil))] },
        Stage(testDescription: "withdrawn") { _, report in [.withdraw(report, words: nil)] },
    ]

    /// Besides `wang`, who leads what was taken on.
    private static let readers: [(account: String, role: Role)] = [
        ("li", .dispatcher), ("zhang", .technician), ("ban", .teamLead), ("zhao", .supervisor),
        ("hui", .caller), ("men", .buildingKeeper), ("sheng", .dutyStudent), ("head", .head),
    ]

    /// Makes tickets at a stage.
    private struct Maker {
        let campus: Campus
        let stage: Stage
        private var acts: UInt64 = 1_000

        init(_ campus: Campus, _ stage: Stage) {
            self.campus = campus
            self.stage = stage
        }

        private mutating func act() -> Act {
            acts += 1
            let now = Instant(microseconds: campus.clock.value)
            return Act(
                by: Principal(actor: .system("test")), at: now, channel: .commandLine,
                command: CommandID(at: now, random: (acts, 7)))
        }

        private mutating func file(joining ticket: TicketID?) async throws -> ReportRow {
            var statement = Statement(reporter: try await campus.desk.newReporter())
            statement.category = FaultCategoryKey("network.outage")
            statement.isHazard = stage.isHazard
            statement.words = "没网"
            statement.contact = Contact(phone: "13800138000")
            if stage.isUnlocated {
                statement.door = "三教那个大教室"
            } else if case .place(let room)? = try await campus.storage.target(reference: "2-E-03") {
                statement.place = room
            }
            return try await campus.desk.file(statement, joining: ticket, act: act()).row
        }

        /// - Returns: its page's path.
        mutating func ticket() async throws -> String {
            let row = try await file(joining: nil)
            for _ in 1..<stage.reports { _ = try await file(joining: row.ticket) }
            for order in stage.orders(campus.technician, row.id) {
                try await campus.desk.perform(order, on: row.ticket, basedOn: nil, act: act())
            }
            if stage.seconds > 0 {
                campus.advance(seconds: stage.seconds)
                try await campus.desk.sweep(at: Instant(microseconds: campus.clock.value))
            }
            return Route.deskTicket(campus.gateway.number(of: row.ticket).description).path
        }
    }

    /// What somebody would choose or type, but leaves what is chosen where it makes sense.
    private static func typed(into field: PageForm.Field, of act: String, other: String) -> String? {
        switch field.kind {
        case .hidden, .photo: nil
        case .words: act == "amend" ? "" : "试一试"
        case .date: field.value.isEmpty ? field.min : field.value
        case .choice(let options):
            switch field.name {
            case "priority": options.first { $0 != field.value && $0 != "1" }
            case "confirm": "yes"
            case "hazard": ""
            default: field.value.isEmpty ? options.last : field.value
            }
        case .line:
            switch field.name {
            case "place": "2-E-06"
            case "into": other
            case "from": "14:00"
            case "until": "15:00"
            case "phone": "13800138009"
            case "part": "网线"
            case "quantity": "1"
            default: ""
            }
        }
    }

    private static func photo() throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "LabelScanningTests/Fixtures/private.jpg")
        return [UInt8](try Data(contentsOf: file))
    }

    @Test("is taken", arguments: stages)
    func isTaken(stage: Stage) async throws {
        let campus = try await Campus()
        for (index, reader) in Self.readers.enumerated() {
            try await CampusMaker.addStaff(
                campus, reader.account, reader.role, number: UInt64(100 * (index + 1)))
        }
        let photo = try Self.photo()
        try await campus.browse { browser in
            var maker = Maker(campus, stage)
            let other = String(try await maker.ticket().suffix(9))
            var sent = 0
            for account in ["wang"] + Self.readers.map(\.account) {
                var number = 0
                var (session, _) = try await browser.signIn(account)
                while true {
                    let path = try await maker.ticket()
                    // Sessions end meanwhile.
                    if stage.seconds > 0 { (session, _) = try await browser.signIn(account) }
                    let page = try await browser.get(path, session)
                    #expect(page.status == 200, "\(account)")
                    let forms = PageForm.all(of: page, to: path + "/")
                    guard number < forms.count else { break }
                    let form = forms[number]
                    number += 1
                    let act = String(form.action.dropFirst(path.count + 1))
                    let fields = form.filled { Self.typed(into: $0, of: act, other: other) }
                    let answer =
                        form.takesPhotos
                        ? try await browser.multipart(
                            form.action, fields, photos: act == "photos" ? [photo] : [], session)
                        : try await browser.post(form.action, fields, session)
                    let says = answer.text.matches(of: /<li><a href="#([^"]*)">([^<]*)</).map {
                        "\($0.1): \($0.2)"
                    }
                    #expect(
                        answer.status == 303, "\(stage.testDescription), \(account): \(act) \(says) \(fields)"
                    )
                    sent += 1
                }
            }
            #expect(sent > 5, "hardly anything is offered")
        }
    }
}

import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Forms of commands for programs")
struct CommandFormTests {
    /// Commands that no program sends as such, and how they come about instead.
    private static let elsewhere: [TicketCommandName: String] = [
        .report: "POST /api/v1/reports", .joinReport: "POST /api/v1/reports with joins",
        .recordFollowUp: "POST /api/v1/calls/{number}/outcome",
        .revealContact: "POST /api/v1/calls/{number}/dial",
        .chooseFollowUp: "POST /api/v1/calls/samples/{month}",
        .sweep: "by itself, when something comes due",
    ]

    @Test("Every command of the desk is sent by a program, or comes about in another way that is known")
    func complete() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 500)
            for (index, command) in APICommand.allCases.enumerated() {
                var body = command.form.example
                body["command"] = .text(command.rawValue)
                if command == .merge { body["into"] = .text(at.number) }
                if command == .split { body["reports"] = [1] }
                let before = campus.desk.asked.count
                let page = try await at.act(
                    UInt64(600 + index), String(decoding: try JSONEncoder().encode(body), as: UTF8.self))
                // Whether the desk does it depends on where the ticket stands; that it was asked doesn't.
                #expect(campus.desk.asked.count == before + 1, "\(command.rawValue): \(page.text)")
                #expect(page.status != 400 && page.status < 500, "\(command.rawValue): \(page.text)")
            }
            let sent = Set(campus.desk.asked.map(\.name))
            for name in TicketCommandName.allCases {
                #expect(
                    sent.contains(name) != (Self.elsewhere[name] != nil),
                    "\(name.rawValue) has neither a form nor a reason, or both")
            }
        }
    }

    @Test("A ticket is dispatched and ended by a program alone, with all coded lists")
    func wholeWay() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 500)
            let declined = try await at.act(10, #"{"command":"decline","words":"不归我们"}"#)
            #expect(declined.contains(#""state":"reported""#), "\(declined.text)")
            let assigned = try await at.act(11, #"{"command":"assign","team":"network","lead":"wang"}"#)
            #expect(assigned.contains(#""state":"assigned""#), "\(assigned.text)")
            #expect(assigned.contains(#""lead":{"account":"wang","name":"王师傅"}"#), "\(assigned.text)")
            #expect(try await at.act(12, #"{"command":"accept"}"#).status == 200)
            let classified = try await at.act(13, #"{"command":"classify","category":"network.slow"}"#)
            #expect(classified.contains(#""category":"network.slow""#), "\(classified.text)")
            let moved = try await at.act(14, #"{"command":"relocate","place":"2-E-05"}"#)
            #expect(moved.contains("Classroom E205"), "\(moved.text)")
            let list = try await at.act(
                15, #"{"command":"resolve","words":"已换","responsibility":"wear"}"#)
            #expect(list.status == 422 && list.contains("“wear” isn’t on it"), "\(list.text)")
            let resolved = try await at.act(
                16,
                #"{"command":"resolve","words":"已换","mode":"remote","category":"wifi","cause":"cable","action":"replaced"}"#
            )
            #expect(resolved.contains(#""state":"resolved""#), "\(resolved.text)")
            let events = try await campus.storage.events(of: TicketID(1))
            let solutions = events.compactMap {
                if case .resolved(let payload) = $0.fact { payload.resolution } else { nil }
            }
            let solution = try #require(solutions.first)
            #expect(solution.mode == .remote && solution.cause?.rawValue == "cable")
            #expect(solution.category?.rawValue == "wifi" && solution.action?.rawValue == "replaced")
            let reopened = try await at.act(17, #"{"command":"reopen","isReview":true,"words":"还是断"}"#)
            #expect(reopened.status == 200 && !reopened.contains(#""state":"resolved""#), "\(reopened.text)")
            let advised = try await at.act(18, #"{"command":"advise","words":"请找物业"}"#)
            #expect(advised.contains(#""state":"closed""#), "\(advised.text)")
        }
    }

    @Test("A split and a merge say which ticket they made or filled")
    func grouping() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 500)
            _ = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(3), "ticket": at.number])
            let split = try await at.act(10, #"{"command":"split","reports":[2]}"#)
            let new = try #require(split.text.firstMatch(of: /"newTicket":"([^"]+)"/)).1
            #expect(split.status == 200 && split.contains(#""reports":1"#), "\(split.text)")
            let merged = try await at.act(11, #"{"command":"merge","into":"\#(new)"}"#)
            #expect(merged.contains(#""state":"closed""#), "\(merged.text)")
            let other = try await browser.get("/api/v1/tickets/\(new)", at.session)
            #expect(other.contains(#""reports":2"#) && other.contains(#""report":2"#), "\(other.text)")
        }
    }

    @Test(
        "What is malformed is refused with the field, what was expected, and what was found",
        arguments: [
            (#"{"command":"arrive","label":"nonsense"}"#, "label", "the code of a label", "nonsense"),
            (#"{"command":"resolve","words":"x","mode":"magic"}"#, "mode", "one of onSite, remote", "magic"),
            (
                #"{"command":"resolve","words":"x","cause":"A B"}"#, "cause", "a code of the site’s list",
                "A B"
            ),
            (
                #"{"command":"resolve","words":"  "}"#, "words", "a text of 1 to 2000 characters",
                "0 characters"
            ),
            (
                #"{"command":"hold","until":"2026-12-02T10:00:00Z"}"#, "reason", "one of reporter, parts",
                "nothing"
            ),
            (#"{"command":"hold","reason":"parts","until":"soon"}"#, "until", "a time such as", "soon"),
            (#"{"command":"remote","report":"first"}"#, "report", "none of that name", "first"),
            (#"{"command":"urge","report":"first"}"#, "report", "a whole number from 1 to 500", "first"),
            (#"{"command":"urge","report":1.5}"#, "report", "a whole number from 1 to 500", "1.5"),
            (#"{"command":"urge","occurredAt":7}"#, "occurredAt", "a time such as", "7"),
            (#"{"command":"amend","phone":""}"#, "phone", "a phone number of 5 to 20 digits", "0 characters"),
            (#"{"command":"amend","name":"何"}"#, "phone", "one of phone, mail", "nothing"),
            (#"{"command":"assign","team":"Network!"}"#, "team", "a team’s key", "Network!"),
            (
                #"{"command":"assign","team":"network","lead":"nobody"}"#, "lead", "sign-in name of somebody",
                "nobody"
            ),
            (#"{"command":"relocate","place":"NOPE"}"#, "place", "reference of a place in force", "NOPE"),
            (#"{"command":"merge","into":"1234-5678"}"#, "into", "a ticket’s number such as", "1234-5678"),
            (#"{"command":"split","reports":[]}"#, "reports", "a list of 1 to 500", "a list of 0"),
            (#"{"command":"split","reports":[1,0]}"#, "reports[1]", "a whole number from 1 to 500", "0"),
            (#"{"command":"reprioritise","priority":5}"#, "priority", "a whole number from 1 to 4", "5"),
            (#"{"command":"dismiss","reason":"bored"}"#, "reason", "one of abuse, test, empty", "bored"),
            (#"{"command":"comment","words":"x","isPublic":"yes"}"#, "isPublic", "true or false", "yes"),
            (#"{"words":"x"}"#, "command", "one of accept, claim", "nothing"),
            (#"[]"#, "body", "JSON as /api/v1/openapi.json", "2 characters"),
        ])
    func malformed(body: String, field: String, expected: String, found: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            let before = campus.desk.asked.count
            let page = try await at.act(10, body)
            #expect(page.status == 400 && campus.desk.asked.count == before, "\(page.text)")
            let problem = try JSONDecoder().decode(ProblemDocument.self, from: Data(page.text.utf8))
            #expect(problem.field == field && problem.found == found, "\(page.text)")
            #expect(problem.expected?.contains(expected) == true, "\(page.text)")
            #expect(problem.detail.hasPrefix("\(field): expected "), "\(page.text)")
            let chinese = try await at.act(10, body, language: "zh")
            #expect(chinese.status == 400 && chinese.contains("\(field)：应为"), "\(chinese.text)")
            #expect(!chinese.contains("传输中断"))
        }
    }

    @Test("More names than a ticket takes are refused, not left out")
    func manyNames() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            let names = Array(repeating: #""wang""#, count: 21).joined(separator: ",")
            let page = try await at.act(10, #"{"command":"assist","add":[\#(names)]}"#)
            #expect(
                page.status == 400 && page.contains("add: expected a list of 0 to 20; found a list of 21"))
        }
    }
}

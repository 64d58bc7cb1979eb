import Foundation
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Numbers that no program should send")
struct HostileNumberTests {
    static let numbers = [Int64.min, Int64.min + 1, -1, 0, Int64.max - 1, Int64.max]

    @Test(
        "are refused in a command, and the gateway goes on",
        arguments: [
            #""command":"urge","report":N"#, #""command":"appoint","report":N,"from":"F","until":"U""#,
            #""command":"mineDiffers","report":N"#, #""command":"redact","report":N,"words":"x""#,
            #""command":"redact","event":N,"words":"x""#, #""command":"amendEntry","event":N,"words":"x""#,
            #""command":"parts","part":"RJ45","quantity":N"#, #""command":"readSupervision","supervision":N"#,
            #""command":"answerSupervision","supervision":N,"words":"x""#,
        ])
    func commands(body: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 500)
            let asked = body.replacing("\"F\"", with: "\"\(at.time(7_200))\"")
                .replacing("\"U\"", with: "\"\(at.time(10_800))\"")
            for (index, number) in Self.numbers.enumerated() {
                let page = try await at.act(
                    UInt64(10 + index), "{\(asked.replacing("N", with: String(number)))}")
                #expect((400..<500).contains(page.status), "\(number): \(page.text)")
                #expect(page.contains("\(number)"), "\(number): \(page.text)")
            }
            #expect(try await browser.get("/api/v1/tickets/\(at.number)", at.session).status == 200)
        }
    }

    @Test("tell what a sender has seen, whatever they are", arguments: numbers)
    func basedOn(number: Int64) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            let page = try await at.act(10, #"{"command":"remote","basedOn":\#(number)}"#)
            guard number >= 0 else {
                #expect(page.status == 400 && page.contains("basedOn: expected a whole number from 0"))
                return
            }
            #expect(page.status == 200, "\(page.text)")
            let late = try await at.act(11, #"{"command":"transfer","words":"x","basedOn":\#(number)}"#)
            #expect(late.status == (number > 100 ? 200 : 409), "\(late.text)")
        }
    }

    @Test("are refused in calls, rates, samples and notices", arguments: numbers)
    func overviews(number: Int64) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 500)
            let rounds = try await browser.get("/api/v1/calls?round=\(number)", at.session)
            #expect(rounds.status == 400 && rounds.contains("\(number)"), "\(rounds.text)")
            if number != 0 {
                let rates = try await browser.get("/api/v1/rates?asOf=\(number)", at.session)
                #expect(rates.status == (number < 0 ? 400 : 422), "\(rates.text)")
                #expect(rates.contains("\(number)"), "\(rates.text)")
            }
            let notice = try await browser.get("/api/v1/notices?place=XQ&number=\(number)", at.session)
            #expect(notice.status == 400, "\(notice.text)")
            var headers = at.session
            headers[.contentType] = "application/json"
            headers[.csrfToken] = at.csrf
            for (index, path) in ["dial", "outcome"].enumerated() {
                for (place, field) in ["report", "round"].enumerated() {
                    headers[.idempotencyKey] = campus.key(UInt64(20 + 2 * index + place))
                    let body = #"{"outcome":"busy","\#(field)":\#(number)}"#
                    let page = try await browser.send(
                        "/api/v1/calls/\(at.number)/\(path)", Array(body.utf8), headers)
                    #expect((400..<500).contains(page.status), "\(path) \(field): \(page.text)")
                }
            }
            headers[.idempotencyKey] = campus.key(30)
            let body = #"{"seed":\#(number),"dryRun":true}"#
            let sample = try await browser.send(
                "/api/v1/calls/samples/2026-08", Array(body.utf8), headers)
            #expect(sample.status == 200 && sample.contains(#""seed":\#(number)"#), "\(sample.text)")
        }
    }

    @Test(
        "are refused in times, which end with the year 9999",
        arguments: ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "0000-01-01T00:00:00Z"])
    func times(text: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 500)
            let bodies = [
                #""command":"hold","reason":"parts","until":"T""#,
                #""command":"extend","until":"T","words":"x""#,
                #""command":"acknowledge","until":"T""#, #""command":"supervise","until":"T","words":"x""#,
                #""command":"appoint","from":"T","until":"T""#, #""command":"ask","until":"T","words":"x""#,
                #""command":"remote","occurredAt":"T""#,
            ]
            for (index, body) in bodies.enumerated() {
                let page = try await at.act(
                    UInt64(10 + index), "{\(body.replacing("\"T\"", with: "\"\(text)\""))}")
                #expect((400..<500).contains(page.status), "\(body): \(page.text)")
            }
            for query in ["from=\(text)", "until=\(text)", "from=\(text)&until=\(text)&by=month"] {
                let page = try await browser.get("/api/v1/rates?\(query)", at.session)
                #expect((200..<500).contains(page.status), "\(query): \(page.text)")
            }
        }
    }
}

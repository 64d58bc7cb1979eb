import Facility
import Foundation
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Answers as the description of the JSON interface says them")
struct AnswerSchemaTests {
    /// The description as it is served, by which real answers are looked at.
    private struct Described {
        var schemas: [String: APIValue]
        var paths: [String: APIValue]

        init(_ browser: Browsing) async throws {
            let text = try await browser.get("/api/v1/openapi.json").text
            guard case .object(let document) = try Self.value(text),
                case .object(let components) = document["components"],
                case .object(let schemas) = components["schemas"], case .object(let paths) = document["paths"]
            else {
                throw DecodingError.valueNotFound(String.self, .init(codingPath: [], debugDescription: text))
            }
            (self.schemas, self.paths) = (schemas.mapValues(Self.closed), paths)
        }

        static func value(_ text: String) throws -> APIValue {
            try JSONDecoder().decode(APIValue.self, from: Data(text.utf8))
        }

        /// A member that isn't described is a fault here, whatever programs put up with.
        private static func closed(_ schema: APIValue) -> APIValue {
            switch schema {
            case .object(var members):
                members = members.mapValues(closed)
                if members["properties"] != nil { members["additionalProperties"] = false }
                return .object(members)
            case .list(let items): return .list(items.map(closed))
            default: return schema
            }
        }

        /// What is wrong with an answer to a method of a path; empty: nothing.
        func faults(_ page: Page, _ method: String, _ path: String) throws -> [String] {
            guard case .object(let methods) = paths[path], case .object(let operation) = methods[method],
                case .object(let replies) = operation["responses"],
                case .object(let reply) = replies[String(page.status)] ?? replies["default"],
                case .object(let content) = reply["content"],
                case .object(let media) = content[page.headers[.contentType] ?? ""],
                let schema = media["schema"]
            else { return ["\(method) \(path) \(page.status) isn't described"] }
            return SchemaCheck(schemas: schemas).faults(try Self.value(page.text), schema)
        }
    }

    @Test("a ticket, its lists, commands, reports, labels, notices and problems are of the described form")
    func tickets() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let described = try await Described(browser)
            let at = try await CommandTests.Accepted(campus, browser, isHazard: true)
            try await CampusMaker.grantAll(campus, number: 720)
            func check(_ page: Page, _ method: String, _ path: String, _ status: Int) throws {
                #expect(page.status == status, "\(method) \(path): \(page.text)")
                #expect(try described.faults(page, method, path) == [], "\(page.text)")
            }
            let commands = "/api/v1/tickets/{number}/commands"
            for (key, body) in [
                (20, #"{"command":"supervise","words":"请说明原因"}"#),
                (21, #"{"command":"comment","words":"已联系楼管"}"#),
                (22, #"{"command":"assist","add":["wang"]}"#),
                (23, #"{"command":"resolve","words":"已修复","cause":"cable"}"#),
            ] as [(UInt64, String)] {
                let page = try await at.act(key, body)
                #expect(try described.faults(page, "post", commands) == [], "\(page.text)")
            }
            try check(try await at.act(24, #"{"command":"accept"}"#), "post", commands, 409)
            try check(try await at.act(25, #"{"command":"nonsense"}"#), "post", commands, 400)
            let number = "/api/v1/tickets/{number}"
            try check(try await browser.get("/api/v1/tickets/\(at.number)", at.session), "get", number, 200)
            try check(try await browser.get("/api/v1/tickets/\(at.number)"), "get", number, 401)
            try check(
                try await browser.get("/api/v1/tickets/0000-0000", at.session), "get", number, 404)
            _ = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(30), "category": "wifi", "words": "又断"])
            try check(
                try await browser.get("/api/v1/tickets?view=all", at.session), "get", "/api/v1/tickets", 200)
            try check(
                try await browser.get("/api/v1/labels/\(campus.room)"), "get", "/api/v1/labels/{code}", 200)
            try check(
                try await browser.get("/api/v1/reports/\(at.track.split(separator: "/").last ?? "")"),
                "get", "/api/v1/reports/{token}", 200)
            try check(
                try await browser.get("/api/v1/rates?by=team", at.session), "get", "/api/v1/rates", 200)
            try check(try await browser.get("/api/v1/calls", at.session), "get", "/api/v1/calls", 200)
            var headers = at.session
            headers[.contentType] = "application/json"
            headers[.idempotencyKey] = campus.key(40)
            headers[.csrfToken] = at.csrf
            let sample = "/api/v1/calls/samples/{month}"
            try check(
                try await browser.send(
                    "/api/v1/calls/samples/2026-08", Array(#"{"dryRun":true}"#.utf8), headers),
                "post", sample, 200)
            try check(
                try await browser.get("/api/v1/calls/samples/2026-08", at.session), "get", sample, 200)
            headers[.idempotencyKey] = campus.key(41)
            let posted = try await browser.send(
                "/api/v1/notices", Array(#"{"place":"XQ","words":{"zh":"今晚停网"}}"#.utf8), headers)
            try check(posted, "post", "/api/v1/notices", 201)
            try check(
                try await browser.get("/api/v1/notices?place=XQ", at.session), "get", "/api/v1/notices", 200)
        }
    }

    @Test("every answer has a schema with members, and names what may be left out")
    func everyAnswer() throws {
        for answer in APIAnswer.allCases {
            guard case .object(let schema)? = APIAnswer.schemas[answer.rawValue],
                case .object(let members)? = schema["properties"]
            else {
                Issue.record("\(answer) has none")
                continue
            }
            #expect(!members.isEmpty, "\(answer)")
        }
        guard case .object(let ticket)? = APIAnswer.schemas[APIAnswer.ticket.rawValue],
            case .list(let required)? = ticket["required"], case .object(let members)? = ticket["properties"]
        else { return }
        #expect(required.contains("number") && !required.contains("lead"))
        #expect(members["priority"] == ["type": "integer"] && members["isHazard"] == ["type": "boolean"])
        guard case .object(let statements)? = members["statements"] else { return }
        #expect(statements["type"] == "array")
    }
}

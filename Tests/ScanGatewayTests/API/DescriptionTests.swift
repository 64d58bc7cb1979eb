import Foundation
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The description of the JSON interface")
struct DescriptionTests {
    private struct Described {
        var document: [String: APIValue]
        var check: SchemaCheck

        init(_ browser: Browsing) async throws {
            let text = try await browser.get("/api/v1/openapi.json").text
            let value = try JSONDecoder().decode(APIValue.self, from: Data(text.utf8))
            guard case .object(let document) = value,
                case .object(let components) = document["components"],
                case .object(let schemas) = components["schemas"]
            else {
                throw DecodingError.valueNotFound(String.self, .init(codingPath: [], debugDescription: text))
            }
            self.document = document
            check = SchemaCheck(schemas: schemas)
        }

        func faults(_ body: [String: APIValue], _ name: String) -> [String] {
            check.faults(.object(body), check.schemas[name] ?? .nothing)
        }
    }

    private static func body(_ command: APICommand) -> [String: APIValue] {
        command.form.example.merging(["command": .text(command.rawValue)]) { $1 }
    }

    @Test("takes each command's own body, as the gateway does, and no other", arguments: APICommand.allCases)
    func commands(_ command: APICommand) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let described = try await Described(browser)
            let body = Self.body(command)
            #expect(described.faults(body, "Command") == [])
            try command.form.check(command.form.example)
            for field in command.form.fields {
                for (wrong, why) in Self.wrong(field.type) {
                    let bad = body.merging([field.name: wrong]) { $1 }
                    #expect(!described.faults(bad, "Command").isEmpty, "\(field.name): \(why)")
                    var members = bad
                    members["command"] = nil
                    #expect(throws: GatewayError.self, "\(field.name): \(why)") {
                        try command.form.check(members)
                    }
                }
            }
            for field in command.form.required {
                var short = body
                short[field.name] = nil
                #expect(!described.faults(short, "Command").isEmpty, "without \(field.name)")
                short["command"] = nil
                #expect(throws: GatewayError.self) { try command.form.check(short) }
            }
            var more = body
            more["nonsense"] = 1
            #expect(!described.faults(more, "Command").isEmpty)
        }
    }

    /// Values that a field of a type can't have, as far as a schema can say so.
    private static func wrong(_ type: APIType) -> [(APIValue, String)] {
        var wrong: [(APIValue, String)] = [(["a": 1], "an object")]
        switch type {
        case .text(let range):
            wrong += [
                (7, "a number"), (.text(String(repeating: "x", count: range.upperBound + 1)), "too long"),
            ]
        case .whole(let range):
            wrong += [("one", "a text"), (.number(1.5), "a fraction")]
            if range.lowerBound > .min { wrong.append((.whole(range.lowerBound - 1), "too low")) }
            if range.upperBound < .max { wrong.append((.whole(range.upperBound + 1), "too high")) }
        case .list(_, let range):
            let many = APIValue.list(Array(repeating: 1, count: range.upperBound + 1))
            wrong += [("one", "a text"), (many, "too many")]
        case .choice: wrong += [("nonsense", "no such word")]
        case .key, .label, .ticket, .time: wrong += [("!", "no such form"), (7, "a number")]
        case .truth, .phone, .mail, .object: wrong += [(7, "a number")]
        }
        return wrong
    }

    @Test("takes the bodies of reports, calls, samples and notices")
    func others() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let described = try await Described(browser)
            for form in [
                APIForms.report, APIForms.dial, APIForms.outcome, APIForms.sample, APIForms.notices,
            ] {
                #expect(!form.example.isEmpty && described.faults(form.example, form.name) == [])
                try form.check(form.example)
                #expect(!described.faults(form.example.merging(["nonsense": 1]) { $1 }, form.name).isEmpty)
            }
            #expect(!described.faults(["where": "走廊"], APIForms.report.name).isEmpty)
            #expect(throws: GatewayError.self) { try APIForms.report.check(["where": "走廊"]) }
        }
    }

    @Test("names the query of each address, with types and limits, and every reference in it leads somewhere")
    func queries() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let text = try await browser.get("/api/v1/openapi.json").text
            for said in [
                #""name":"view""#, #""name":"round""#, #""name":"asOf""#, #""name":"by""#,
                #""enum":["team","building","category","month"]"#, #""name":"X-CSRF-Token""#,
            ] {
                #expect(text.contains(said), "\(said)")
            }
            let described = try await Described(browser)
            let references = text.matches(of: /#\/components\/schemas\/([A-Za-z_]+)/).map { String($0.1) }
            #expect(Set(references).count > APICommand.allCases.count)
            for name in references { #expect(described.check.schemas[name] != nil, "\(name)") }
            let odd = try await browser.get("/api/v1/rates?from=2026-08-29&bye=team", [:])
            #expect(odd.status == 401)
        }
    }
}

import Foundation
import HTTPTypes
import Testing

@testable import ScanGateway

@Suite("The JSON interface")
struct APITests {
    private func post(_ browser: Browsing, _ body: String, key: String?, path: String = "/api/v1/reports")
        async throws -> Page
    {
        var headers: HTTPFields = [.contentType: "application/json", .acceptLanguage: "en"]
        if let key { headers[.idempotencyKey] = key }
        return try await browser.send(path, Array(body.utf8), headers)
    }

    @Test("takes a report once under its key and refuses the key for other content")
    func report() async throws {
        let campus = try await Campus()
        let body = #"{"label":"\#(campus.room)","category":"wifi","words":"weak"}"#
        try await campus.browse { browser in
            let first = try await post(browser, body, key: campus.key(1))
            #expect(first.status == 201 && first.location.hasPrefix("/api/v1/reports/"))
            let again = try await post(browser, body, key: campus.key(1))
            #expect(again.text == first.text)
            let other = try await post(browser, body.replacing("weak", with: "gone"), key: campus.key(1))
            #expect(other.status == 409)
            #expect(other.headers[.contentType] == "application/problem+json")
            #expect(other.contains("commit.keyReused") && other.contains("This report was already received"))
        }
        #expect(try await campus.ticketCount == 1)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("{}", "expected one of label, place, where; found nothing"), ("not json", "openapi.json"),
            (#"{"where":"x"}"#, "one of category, words, hazard, joins"),
            (#"{"where":"x","category":"nonsense"}"#, "a category"),
        ])
    func expectations(body: String, expected: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let answer = try await post(browser, body, key: campus.key(1))
            #expect(answer.status == 400 && answer.contains(expected))
            #expect(try await post(browser, body, key: nil).contains("Idempotency-Key"))
        }
    }

    @Test("describes every route it has, and only those")
    func description() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let answer = try await browser.get("/api/v1/openapi.json")
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            let described = Set(
                paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
            let registered = Set(
                Endpoint.all.filter { $0.route.path.hasPrefix("/api/") }
                    .map { "\($0.method.rawValue) \(OpenAPI.template($0.route))" })
            #expect(described == registered && described.count == 16)
        }
    }

    @Test("answers staff routes to nobody without a session")
    func staffOnly() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let answer = try await browser.get("/api/v1/tickets", [.acceptLanguage: "en"])
            #expect(answer.status == 401 && answer.headers[.contentType] == "application/problem+json")
        }
    }
}

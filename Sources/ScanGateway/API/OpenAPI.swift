import Facility
import HTTPTypes
import Wording

/// The description of the JSON interface (OpenAPI 3.1): what exists, made from the list of routes.
enum OpenAPI {
    struct Document: Encodable, Sendable {
        var openapi = "3.1.0"
        var info: Info
        var servers: [Server]
        /// Path with parameters in braces, then method in small letters.
        var paths: [String: [String: Operation]]
        var components = Components()
    }

    struct Info: Encodable, Sendable {
        var title: String
        var version = "1"
    }

    struct Server: Encodable, Sendable { var url: String }

    struct Operation: Encodable, Sendable {
        var operationId: String
        var summary: String
        var parameters: [Parameter]
        var requestBody: Body?
        var responses: [String: Reply]
        var security: [[String: [String]]]?
    }

    struct Parameter: Encodable, Sendable {
        var name: String
        var `in`: String
        var required: Bool
        var description: String?
        var schema: APIValue
    }

    struct Body: Encodable, Sendable {
        var required = true
        /// By media type: `schema`.
        var content: [String: [String: APIValue]]
    }

    struct Reply: Encodable, Sendable {
        var description: String
        /// By media type: `schema`; nil: nothing is said of it.
        var content: [String: [String: APIValue]]?
    }

    struct Components: Encodable, Sendable {
        var securitySchemes = [
            "session": ["type": "apiKey", "in": "cookie", "name": SessionToken.cookie]
        ]
        var schemas = OpenAPI.schemas
    }

    static func document(_ settings: GatewaySettings, language: Language) -> Document {
        var paths: [String: [String: Operation]] = [:]
        for endpoint in Endpoint.all {
            guard let operation = operation(endpoint) else { continue }
            paths[template(endpoint.route), default: [:]][endpoint.method.rawValue.lowercased()] = operation
        }
        let scheme = settings.isSecure ? "https://" : "http://"
        return Document(
            info: Info(title: "Mendmark · " + settings.siteName.text(in: language.rawValue)),
            servers: [Server(url: scheme + settings.host)], paths: paths)
    }

    /// `/labels/:code` as `/labels/{code}`.
    static func template(_ route: Route) -> String {
        route.path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            .reduce(into: "") { $0 += "/" + $1 }
    }

    /// nil for pages.
    private static func operation(_ endpoint: Endpoint) -> Operation? {
        switch endpoint.route {
        case .apiLabel:
            make(
                endpoint, "label",
                "A label: its place, the categories, those that suit it first, and what is open there",
                answer: .label)
        case .apiReports:
            make(
                endpoint, "report", "Report a fault; the same Idempotency-Key counts once",
                body: APIForms.report.name, key: true, success: ["201"], answer: .tracked)
        case .apiReport: make(endpoint, "tracked", "One report by its tracking token", answer: .tracked)
        case .apiTickets:
            make(
                endpoint, "tickets", "The tickets of a view that whoever asks may see, the most urgent first",
                query: APIQueries.tickets, staff: true, answer: .tickets)
        case .apiTicket: make(endpoint, "ticket", "One ticket with its steps", staff: true, answer: .ticket)
        case .apiCommands:
            make(
                endpoint, "command",
                "A command on a ticket; what came too late is refused or kept as a note, never overwrites",
                body: "Command", key: true, staff: true, answer: .ticket)
        case .apiScan:
            make(
                endpoint, "scan", "Find the labels in a JPEG, PNG, WebP or HEIC photo", photo: true,
                answer: .scan)
        case .apiCalls:
            make(
                endpoint, "calls", "Calls that are due, without numbers", query: APIQueries.calls,
                staff: true,
                answer: .calls)
        case .apiDial:
            make(
                endpoint, "dial", "Show one number for one open call; that it was shown is recorded",
                body: APIForms.dial.name, key: true, staff: true, answer: .dialed)
        case .apiOutcome:
            make(
                endpoint, "outcome", "Record what came of a call", body: APIForms.outcome.name, key: true,
                staff: true, answer: .recorded)
        case .apiSample where endpoint.method == .get:
            make(
                endpoint, "sample", "A month's sample for round 3, as recorded and drawn again", staff: true,
                answer: .samples)
        case .apiSample:
            make(
                endpoint, "drawSample", "Draw a month's sample for round 3, and mark its reports",
                body: APIForms.sample.name, key: true, staff: true, answer: .sample)
        case .apiRates:
            make(
                endpoint, "rates",
                "The seven rates; while others' are counted 503, with Retry-After", query: APIQueries.rates,
                staff: true, answer: .rates)
        case .apiNotices where endpoint.method == .get:
            make(
                endpoint, "notices",
                "Notices that nobody ended", query: APIQueries.notices, staff: true,
                answer: .notices)
        case .apiNotices:
            make(
                endpoint, "notice", "Post a notice at a place; with its number change it, or end it",
                body: APIForms.notices.name, key: true, staff: true, success: ["200", "201"], answer: .notices
            )
        case .apiDescription: make(endpoint, "description", "This document", answer: nil)
        default: nil
        }
    }
}

import Facility
import Hummingbird
import Ledger
import TicketTracking

/// What requests name: things of the site by their references, people by their sign-in names, times by RFC 3339.
extension Gateway {
    /// - Parameter ordinal: any number that somebody sent; nil: the ticket's only report.
    func report(
        _ ordinal: Int?, on ticket: Ticket, field: String = "report"
    ) throws(GatewayError) -> ReportID {
        let reports = ticket.reports.map(\.report.id)
        let asked = ordinal ?? (reports.count == 1 ? 1 : 0)
        guard asked >= 1, asked <= reports.count else {
            throw .badRequest(
                Misfit(
                    field: field, expected: .whole(1...Int64(max(1, reports.count))),
                    found: ordinal.map { .value(String($0)) } ?? .nothing))
        }
        return reports[asked - 1]
    }

    func device(_ reference: String, _ field: String) async throws -> DeviceID {
        guard case .device(let id)? = try await store.target(reference: reference) else {
            throw GatewayError.badRequest(
                Misfit(field: field, expected: .named("device"), found: .value(reference)))
        }
        return id
    }

    func place(_ reference: String, _ field: String) async throws -> PlaceID {
        guard case .place(let id)? = try await store.target(reference: reference) else {
            throw GatewayError.badRequest(
                Misfit(field: field, expected: .named("place"), found: .value(reference)))
        }
        return id
    }

    func knownTeam(_ text: String, _ field: String) throws(GatewayError) -> TeamKey {
        guard let key = TeamKey(text), policy.team(key) != nil else {
            throw .badRequest(Misfit(field: field, expected: .named("team"), found: .value(text)))
        }
        return key
    }

    func lead(_ asked: APICommandRequest) async throws -> PersonID? {
        try await people([asked.lead].compactMap { $0 }, "lead").first
    }

    /// - Parameter signInNames: as many as the form lets through.
    func people(_ signInNames: [String]?, _ field: String) async throws -> [PersonID] {
        var people: [PersonID] = []
        for name in signInNames ?? [] {
            let identity = Identity(provider: "password", subject: name)
            guard let person = try await store.person(identity: identity) else {
                throw GatewayError.badRequest(
                    Misfit(field: field, expected: .named("person"), found: .value(name)))
            }
            people.append(person.id)
        }
        return people
    }

    /// - Returns: nil where nothing was said.
    func moment(_ text: String?, _ field: String) throws(GatewayError) -> Instant? {
        guard let text else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw .badRequest(Misfit(field: field, expected: .named("time"), found: .value(text)))
        }
        return instant
    }

    func required(_ text: String?, _ field: String) throws(GatewayError) -> Instant {
        guard let instant = try moment(text, field) else { throw .missing(field, .named("time")) }
        return instant
    }
}

extension GatewayError {
    static func missing(_ field: String, _ expected: Expectation) -> GatewayError {
        .badRequest(Misfit(field: field, expected: expected, found: .nothing))
    }
}

extension APICommandRequest {
    func someWords() throws(GatewayError) -> String {
        guard let words else { throw .missing("words", .text(1...ReportLimits.wordsMax)) }
        return words
    }

    var isHazardConfirmed: Bool { confirmsHazard ?? false }
}

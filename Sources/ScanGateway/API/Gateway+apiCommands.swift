import Facility
import Foundation
import Ledger
import TicketTracking

/// What programs can do beside what a technician does by a form.
enum APICommand: String, CaseIterable, Sendable {
    /// `add` and `remove`: sign-in names.
    case assist
    /// `team`, perhaps `lead`, `words`.
    case reassign
    /// Perhaps `team` and `lead`, `words`.
    case transfer
    /// `from`, `until`, perhaps `report` and `words`.
    case appoint
    /// `words` (the question), `until`, perhaps `report`, `workaround` and `confirmsHazard`.
    case ask
    /// `words` (the answer), perhaps `report`.
    case answer
    /// `until`, `words`.
    case extend
    /// `isGranted`, perhaps `words`.
    case decideExtension
    /// `part`, perhaps `quantity` and `serial`.
    case parts
    /// `new`, `words`, perhaps `old` and `retiresOld`.
    case replaceDevice
    /// Perhaps `words`: somebody of the house finds the work done.
    case signOff
    /// `event`, `words`, perhaps `category`.
    case amendEntry
    /// `event` or `report`, `words`.
    case redact
    /// Perhaps `until` and `words`.
    case acknowledge
    /// `words` (what was said), perhaps `report`.
    case urge
    /// `words` (the answer), perhaps `report`.
    case answerUrge
    /// `words` (the notice), perhaps `until`.
    case supervise
    /// Perhaps `supervision`, its number on the ticket.
    case readSupervision
    /// `words` (the answer), perhaps `supervision`.
    case answerSupervision
    /// 群障: yes, it is one.
    case acceptIncident
    /// Perhaps `words`.
    case refuseIncident
    /// Perhaps `report` and `words`: it is no part of the incident.
    case mineDiffers
    /// Perhaps `report` and `words`: the agreed visit is off.
    case cancelAppointment
    /// `words`: why its dues are to be counted anew.
    case recalculate
    /// `words`: how what comes back was seen to.
    case closeFinding
}

extension APICommandRequest {
    func someWords() throws(GatewayError) -> String {
        guard let words, !words.isEmpty, words.count <= ReportLimits.wordsMax else {
            throw .badRequest(expected: "words of 1 to \(ReportLimits.wordsMax) characters", found: "other")
        }
        return words
    }
}

extension Gateway {
    func command(
        _ command: APICommand, _ asked: APICommandRequest, on ticket: Ticket
    ) async throws -> TicketCommand {
        switch command {
        case .assist:
            return .assist(try await people(asked.add ?? []), removing: try await people(asked.remove ?? []))
        case .reassign:
            guard let team = asked.team.flatMap({ TeamKey($0) }) else {
                throw GatewayError.badRequest(expected: "team: a team's key", found: "other")
            }
            return .reassign(team, lead: try await lead(asked), words: try asked.someWords())
        case .transfer:
            return .transfer(
                asked.team.flatMap { TeamKey($0) }, lead: try await lead(asked), words: try asked.someWords())
        case .appoint:
            return .appoint(
                try report(asked, on: ticket), from: try required(asked.from, "from"),
                until: try required(asked.until, "until"), words: asked.words)
        case .ask:
            return .askReporter(
                try report(asked, on: ticket), question: try asked.someWords(),
                until: try required(asked.until, "until"), workaround: asked.workaround,
                confirmsHazard: asked.confirmsHazard ?? false)
        case .answer: return .answerDesk(try report(asked, on: ticket), answer: try asked.someWords())
        case .extend:
            return .requestExtension(
                until: try required(asked.until, "until"), words: try asked.someWords())
        case .decideExtension:
            guard let isGranted = asked.isGranted else {
                throw GatewayError.badRequest(expected: "isGranted: true or false", found: "nothing")
            }
            return .decideExtension(isGranted: isGranted, words: asked.words)
        case .parts, .replaceDevice, .signOff, .amendEntry, .redact:
            return try await proving(command, asked, on: ticket)
        case .acknowledge:
            return .acknowledge(until: try moment(asked.until, "until"), words: asked.words)
        case .urge: return .urge(try report(asked, on: ticket), words: asked.words)
        case .answerUrge: return .answerUrge(try report(asked, on: ticket), answer: try asked.someWords())
        case .supervise:
            return .supervise(notice: try asked.someWords(), due: try moment(asked.until, "until"))
        case .readSupervision: return .readSupervision(asked.supervision ?? 1)
        case .answerSupervision:
            return .answerSupervision(asked.supervision ?? 1, answer: try asked.someWords())
        case .acceptIncident: return .acceptIncident
        case .refuseIncident: return .refuseIncident(words: asked.words)
        case .mineDiffers: return .mineDiffers(try report(asked, on: ticket), words: asked.words)
        case .cancelAppointment:
            return .cancelAppointment(try report(asked, on: ticket), words: asked.words)
        case .recalculate: return .recalculate(words: try asked.someWords())
        case .closeFinding: return .closeFinding(words: try asked.someWords())
        }
    }

    private func proving(
        _ command: APICommand, _ asked: APICommandRequest, on ticket: Ticket
    ) async throws -> TicketCommand {
        switch command {
        case .parts:
            return .recordParts(asked.part ?? "", quantity: asked.quantity ?? 1, serial: asked.serial)
        case .replaceDevice:
            var faulty: DeviceID?
            if let old = asked.old { faulty = try await device(old) }
            return .replaceDevice(
                faulty, by: try await device(asked.new ?? ""), retiresOld: asked.retiresOld ?? false,
                words: try asked.someWords())
        case .amendEntry:
            return .amendEntry(
                asked.event ?? 0, words: asked.words,
                category: asked.category.flatMap { FaultCategoryKey($0) })
        case .redact:
            let target: RedactionTarget =
                if let event = asked.event { .event(event) } else { .report(try report(asked, on: ticket)) }
            return .redact(target, words: try asked.someWords())
        default: return .signOff(nil, words: asked.words)
        }
    }

    private func device(_ reference: String) async throws -> DeviceID {
        guard case .device(let id)? = try await store.target(reference: reference) else {
            throw GatewayError.badRequest(
                expected: "the reference of a device in force", found: String(reference.prefix(40)))
        }
        return id
    }

    /// - Returns: nil where nothing was said.
    func moment(_ text: String?, _ field: String) throws(GatewayError) -> Instant? {
        guard let text else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw .badRequest(expected: "\(field): a time such as 2026-11-29T09:00:00+08:00", found: "other")
        }
        return instant
    }

    private func required(_ text: String?, _ field: String) throws(GatewayError) -> Instant {
        guard let instant = try moment(text, field) else {
            throw .badRequest(expected: "\(field) (RFC 3339)", found: "nothing")
        }
        return instant
    }

    private func lead(_ asked: APICommandRequest) async throws -> PersonID? {
        try await people([asked.lead].compactMap { $0 }).first
    }

    private func people(_ signInNames: [String]) async throws -> [PersonID] {
        var people: [PersonID] = []
        for name in signInNames.prefix(20) {
            let identity = Identity(provider: "password", subject: name)
            guard let person = try await store.person(identity: identity) else {
                throw GatewayError.badRequest(
                    expected: "the sign-in name of somebody", found: String(name.prefix(40)))
            }
            people.append(person.id)
        }
        return people
    }

    func report(_ asked: APICommandRequest, on ticket: Ticket) throws(GatewayError) -> ReportID {
        try report(asked.report, on: ticket)
    }

    /// - Parameter ordinal: any number that somebody sent; nil: the ticket's only report.
    func report(_ ordinal: Int?, on ticket: Ticket) throws(GatewayError) -> ReportID {
        let reports = ticket.reports.map(\.report.id)
        let asked = ordinal ?? (reports.count == 1 ? 1 : 0)
        guard asked >= 1, asked <= reports.count else {
            throw .badRequest(
                expected: "report: 1 to \(reports.count)", found: ordinal.map(String.init) ?? "nothing")
        }
        return reports[asked - 1]
    }
}

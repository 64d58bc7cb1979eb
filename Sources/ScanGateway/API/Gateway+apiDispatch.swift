import Facility
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// Commands of those who dispatch.
    func dispatching(
        _ command: APICommand, _ asked: APICommandRequest, on ticket: Ticket
    ) async throws -> TicketCommand {
        switch command {
        case .assign:
            return .assign(
                try team(asked), lead: try await lead(asked),
                assistants: try await people(asked.assistants, "assistants"))
        case .split:
            return .split(try (asked.reports ?? []).map { try report($0, on: ticket, field: "reports") })
        case .merge:
            return .merge(into: try await otherTicket(asked), confirmsHazard: asked.isHazardConfirmed)
        case .locate: return .locate(try await place(asked.place ?? "", "place"))
        case .relocate: return .relocate(try await place(asked.place ?? "", "place"))
        case .classify:
            return .classify(
                asked.category.flatMap { FaultCategoryKey($0) }, isHazard: asked.hazard,
                confirmsHazard: asked.isHazardConfirmed)
        case .reprioritise:
            guard let priority = asked.priority.flatMap(Priority.init(rawValue:)) else {
                throw GatewayError.missing("priority", .whole(1...4))
            }
            return .reprioritise(priority, words: asked.words, confirmsHazard: asked.isHazardConfirmed)
        case .refer:
            guard let organisation = asked.organisation.flatMap({ OrganisationKey($0) }) else {
                throw GatewayError.missing("organisation", .named("organisation"))
            }
            return .refer(
                organisation, due: try required(asked.due, "due"), reference: asked.reference,
                words: asked.words, confirmsHazard: asked.isHazardConfirmed)
        case .referralAnswer:
            return .answerReferral(try asked.someWords(), isDone: asked.isDone ?? true)
        case .dismiss:
            guard let reason = asked.reason.flatMap(DismissalReason.init(rawValue:)) else {
                throw GatewayError.missing("reason", .choice(DismissalReason.allCases.map(\.rawValue)))
            }
            return .dismiss(reason, words: asked.words, confirmsHazard: asked.isHazardConfirmed)
        default:
            return .adviseAndClose(
                answer: try asked.someWords(), confirmsHazard: asked.isHazardConfirmed)
        }
    }

    /// Commands by which a ticket goes on to somebody, or waits.
    func handing(
        _ command: APICommand, _ asked: APICommandRequest, on ticket: Ticket
    ) async throws -> TicketCommand {
        switch command {
        case .assist:
            return .assist(
                try await people(asked.add, "add"), removing: try await people(asked.remove, "remove"))
        case .reassign:
            return .reassign(try team(asked), lead: try await lead(asked), words: try asked.someWords())
        case .transfer:
            return .transfer(
                asked.team.flatMap { TeamKey($0) }, lead: try await lead(asked), words: try asked.someWords())
        case .appoint:
            return .appoint(
                try report(asked.report, on: ticket), from: try required(asked.from, "from"),
                until: try required(asked.until, "until"), words: asked.words)
        case .cancelAppointment:
            return .cancelAppointment(try report(asked.report, on: ticket), words: asked.words)
        case .ask:
            return .askReporter(
                try report(asked.report, on: ticket), question: try asked.someWords(),
                until: try required(asked.until, "until"), workaround: asked.workaround,
                confirmsHazard: asked.isHazardConfirmed)
        case .answer:
            return .answerDesk(try report(asked.report, on: ticket), answer: try asked.someWords())
        case .extend:
            return .requestExtension(
                until: try required(asked.until, "until"), words: try asked.someWords())
        default:
            guard let isGranted = asked.isGranted else {
                throw GatewayError.missing("isGranted", .named("truth"))
            }
            return .decideExtension(isGranted: isGranted, words: asked.words)
        }
    }

    private func team(_ asked: APICommandRequest) throws(GatewayError) -> TeamKey {
        guard let team = asked.team.flatMap({ TeamKey($0) }) else {
            throw .missing("team", .named("team"))
        }
        return team
    }

    private func otherTicket(_ asked: APICommandRequest) async throws -> TicketID {
        let text = asked.into ?? ""
        guard let number = try? TicketNumber(text) else {
            throw GatewayError.badRequest(
                Misfit(field: "into", expected: .named("ticket"), found: .value(text)))
        }
        let id = number.ticket(under: numbers)
        guard try await tickets.ticketRow(id) != nil else { throw Refusal.unknownTicket(id) }
        return id
    }
}

import Facility
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// What a request comes to; its fields have been checked by the command's form.
    func command(
        _ command: APICommand, _ asked: APICommandRequest, on ticket: Ticket
    ) async throws -> TicketCommand {
        switch command {
        case .accept: .accept(nil)
        case .claim: .claim
        case .decline: .declineAssignment(words: try asked.someWords())
        case .arrive, .remote, .hold, .resume, .resolve, .comment: try working(command, asked)
        case .assign, .split, .merge, .locate, .relocate, .classify, .reprioritise, .refer, .referralAnswer,
            .dismiss, .advise:
            try await dispatching(command, asked, on: ticket)
        case .assist, .reassign, .transfer, .appoint, .cancelAppointment, .ask, .answer, .extend,
            .decideExtension:
            try await handing(command, asked, on: ticket)
        case .reopen, .withdraw, .amend, .contact, .confirm, .close, .urge, .answerUrge, .mineDiffers:
            try answering(command, asked, on: ticket)
        case .parts, .replaceDevice, .signOff, .amendEntry, .redact:
            try await proving(command, asked, on: ticket)
        case .acknowledge, .supervise, .readSupervision, .answerSupervision, .acceptIncident, .refuseIncident,
            .recalculate, .closeFinding:
            try overseeing(command, asked)
        }
    }

    private func working(
        _ command: APICommand, _ asked: APICommandRequest
    ) throws(GatewayError) -> TicketCommand {
        switch command {
        case .arrive:
            let label = asked.label.flatMap { try? LabelCode($0) }
            let said = asked.evidence.flatMap(ArrivalEvidence.init(rawValue:))
            let evidence = said ?? (label == nil ? .none : .typedCode)
            guard label != nil || evidence == .none || evidence == .keeperConfirmed else {
                throw .missing("label", .named("label"))
            }
            return .arrive(evidence, label: label, at: nil)
        case .remote: return .workRemotely
        case .hold:
            guard let reason = asked.reason.flatMap(HoldReason.init(rawValue:)) else {
                throw .missing("reason", .choice(HoldReason.allCases.map(\.rawValue)))
            }
            return .hold(
                reason, until: try required(asked.until, "until"), words: asked.words,
                workaround: asked.workaround, confirmsHazard: asked.isHazardConfirmed)
        case .resume: return .resume
        case .resolve:
            return .resolve(
                Solution(
                    mode: asked.mode.flatMap(ResolutionMode.init(rawValue:)) ?? .onSite,
                    answer: try asked.someWords(),
                    category: asked.category.flatMap { FaultCategoryKey($0) },
                    cause: asked.cause.flatMap { CodeKey($0) }, action: asked.action.flatMap { CodeKey($0) },
                    responsibility: asked.responsibility.flatMap { CodeKey($0) }))
        default:
            return .comment(
                try asked.someWords(), isPublic: asked.isPublic ?? false, photos: [], report: nil)
        }
    }

    /// What reporters say, and what they are told.
    private func answering(
        _ command: APICommand, _ asked: APICommandRequest, on ticket: Ticket
    ) throws(GatewayError) -> TicketCommand {
        switch command {
        case .reopen where asked.isReview ?? false: return .reopen(nil, words: asked.words)
        case .reopen: return .reopen(try report(asked.report, on: ticket), words: asked.words)
        case .withdraw:
            return .withdraw(
                try report(asked.report, on: ticket), words: asked.words,
                confirmsHazard: asked.isHazardConfirmed)
        case .amend:
            return .amend(
                try report(asked.report, on: ticket),
                contact: Contact(
                    name: asked.name.map(Form.tidied), phone: asked.phone.map(Form.tidied),
                    mail: asked.mail.map(Form.tidied)))
        case .contact:
            guard let purpose = asked.purpose.flatMap(ContactPurpose.init(rawValue:)) else {
                throw .missing("purpose", .choice(ContactPurpose.allCases.map(\.rawValue)))
            }
            return .showContact(try report(asked.report, on: ticket), purpose)
        case .confirm:
            guard let isMended = asked.isMended else { throw .missing("isMended", .named("truth")) }
            return .confirmMine(
                try report(asked.report, on: ticket), isMended: isMended, words: asked.words)
        case .close: return .close
        case .urge: return .urge(try report(asked.report, on: ticket), words: asked.words)
        case .answerUrge:
            return .answerUrge(try report(asked.report, on: ticket), answer: try asked.someWords())
        default: return .mineDiffers(try report(asked.report, on: ticket), words: asked.words)
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
            if let old = asked.old { faulty = try await device(old, "old") }
            return .replaceDevice(
                faulty, by: try await device(asked.new ?? "", "new"), retiresOld: asked.retiresOld ?? false,
                words: try asked.someWords())
        case .amendEntry:
            return .amendEntry(
                asked.event ?? 0, words: asked.words,
                category: asked.category.flatMap { FaultCategoryKey($0) })
        case .redact:
            let target: RedactionTarget =
                if let event = asked.event { .event(event) } else {
                    .report(try report(asked.report, on: ticket))
                }
            return .redact(target, words: try asked.someWords())
        default:
            var whose: ReportID?
            if let ordinal = asked.report { whose = try report(ordinal, on: ticket) }
            return .signOff(whose, words: asked.words)
        }
    }

    private func overseeing(
        _ command: APICommand, _ asked: APICommandRequest
    ) throws(GatewayError) -> TicketCommand {
        switch command {
        case .acknowledge: .acknowledge(until: try moment(asked.until, "until"), words: asked.words)
        case .supervise:
            .supervise(notice: try asked.someWords(), due: try moment(asked.until, "until"))
        case .readSupervision: .readSupervision(asked.supervision ?? 1)
        case .answerSupervision:
            .answerSupervision(asked.supervision ?? 1, answer: try asked.someWords())
        case .acceptIncident: .acceptIncident
        case .refuseIncident: .refuseIncident(words: asked.words)
        case .recalculate: .recalculate(words: try asked.someWords())
        default: .closeFinding(words: try asked.someWords())
        }
    }
}

public import Facility
public import Ledger
public import TicketTracking

extension RepairDesk: TicketDesk {
    public func file(_ statement: Statement, joining: TicketID?, act: Act) async throws -> FiledReport {
        try await file(statement.newReport, joining: joining, act: act)
    }

    public func perform(
        _ order: TicketOrder, on ticket: TicketID, basedOn: Int64?, occurredAt: Instant?, act: Act
    ) async throws {
        let request = DeskRequest.act(order.command, on: ticket, basedOn: basedOn, occurredAt: occurredAt)
        _ = try await perform(request, act: act)
    }

    public func dueCalls(
        round: Int?, at instant: Instant, by principal: Principal
    ) async throws -> DueCalls {
        try await dueCalls(
            round: round, at: instant, by: principal, roundsMax: Self.calledTicketsMax)
    }
}

extension Statement {
    fileprivate var newReport: NewReport {
        NewReport(
            reporter: reporter, place: place, placeWords: place == nil ? door : nil,
            notThisPlace: place == nil ? nil : door, device: device, label: label, category: category,
            isHazard: isHazard, words: words, contact: contact, photos: photos, photoDigests: photoDigests,
            language: language, noticeVersion: noticeVersion, group: group)
    }
}

extension TicketOrder {
    fileprivate var command: TicketCommand {
        switch self {
        case .accept: .accept(nil)
        case .arrive(let evidence, let label): .arrive(evidence, label: label, at: nil)
        case .workRemotely: .workRemotely
        case .hold(let reason, let until, let words): .hold(reason, until: until, words: words)
        case .resume: .resume
        case .resolve(let mode, let answer, let cause, let action, let photos):
            .resolve(Solution(mode: mode, answer: answer, cause: cause, action: action, photos: photos))
        case .comment(let words, let isPublic, let photos, let report):
            .comment(words, isPublic: isPublic, photos: photos, report: report)
        case .amend(let report, let contact): .amend(report, contact: contact)
        case .urge(let report, let words): .urge(report, words: words)
        case .withdraw(let report, let words): .withdraw(report, words: words)
        case .reopen(let report, let words): .reopen(report, words: words)
        case .rate(let report, let isSatisfied, let words):
            .recordFollowUp(report, round: 1, isSatisfied ? .satisfied : .dissatisfied, words: words)
        case .act(let command): command
        }
    }
}

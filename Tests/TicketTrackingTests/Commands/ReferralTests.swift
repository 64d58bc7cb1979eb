import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Another organisation's answer")
struct ReferralTests {
    private static let due = SampleDesk.monday + .seconds(3 * 3_600)

    private func referred() async throws -> (SmallDesk, TicketID) {
        let desk = try await SmallDesk()
        let ticket = try await desk.report().ticket
        try await desk.send(.accept(nil), on: ticket)
        try await desk.send(
            .refer(try SampleDesk.key("carrier"), due: Self.due, reference: nil, words: nil), on: ticket)
        return (desk, ticket)
    }

    private func told(_ template: String, _ desk: SmallDesk) async -> [OutboxEntry.Recipient] {
        await desk.tickets.outbox.filter { $0.template == template }.map(\.recipient)
    }

    @Test("When it is late the first contact and the team's lead are told once, and it stays with them")
    func late() async throws {
        let (desk, ticket) = try await referred()
        _ = try await desk.desk.sweep(at: Self.due - .seconds(1)) { 7 }
        #expect(await told("ticket.referralOverdue", desk).isEmpty)
        _ = try await desk.desk.sweep(at: Self.due) { 8 }
        #expect(
            await told("ticket.referralOverdue", desk) == [
                .person(PersonID(900)), .role(.teamLead, TeamKey("network")),
            ])
        _ = try await desk.desk.sweep(at: Self.due + .seconds(86_400)) { 9 }
        #expect(await told("ticket.referralOverdue", desk).count == 2)
        #expect(try await desk.ticket(ticket).state == .referred)
    }

    @Test("Answered, whoever works on it is told")
    func answered() async throws {
        let (desk, ticket) = try await referred()
        try await desk.send(.answerReferral("光缆已修复", isDone: true), on: ticket)
        #expect(await told("ticket.referralAnswered", desk) == [.person(PersonID(900))])
        #expect(
            !(try await desk.ticket(ticket).deadlines(under: desk.desk.policy)).contains {
                $0.kind == .referralEnds
            })
    }
}

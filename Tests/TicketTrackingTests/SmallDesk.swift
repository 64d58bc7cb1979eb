import Facility
import Ledger
import RegisterShelf

@testable import TicketTracking

/// A whole desk over storages in memory, at the sample's places and under its policy or another, for stories of more than
/// one ticket.
final class SmallDesk {
    let tickets = TicketShelf()
    let desk: RepairDesk
    private var keys: UInt64 = 1

    init(_ policy: DeskPolicy? = nil) async throws {
        let register = RegisterShelf()
        let key = CommandID(at: SampleDesk.monday, random: (1, 1))
        let drafts = SampleDesk.places.map { place in
            EventDraft(
                stream: StreamID(.place, place.id.rawValue), number: 1, actor: .system("test"),
                channel: .commandLine, command: key, fact: RegisterFact.placeAdded(place))
        }
        _ = try await register.commit(Commit(command: key, fingerprint: [], drafts: drafts, result: []))
        await tickets.setTaken(.person, 200)
        desk = RepairDesk(tickets: tickets, register: register, policy: try policy ?? SampleDesk.policy())
    }

    /// A new key each time.
    private func act(_ principal: Principal, _ channel: Channel, _ instant: Instant) -> Act {
        keys += 1
        let key = CommandID(at: SampleDesk.monday, random: (keys, keys))
        return Act(by: principal, at: instant, channel: channel, command: key)
    }

    /// A report in room 204 by somebody with a phone; each a person of its own.
    func report(
        _ words: String = "断网了", at place: PlaceID? = PlaceID(3), placeWords: String? = nil,
        joining ticket: TicketID? = nil, phone: String? = nil, at instant: Instant = SampleDesk.monday
    ) async throws -> DeskReceipt {
        let statement = NewReport(
            place: place, placeWords: placeWords, category: FaultCategoryKey("network.outage"), words: words,
            contact: Contact(phone: phone ?? "1380013\(8_000 + keys)"))
        let request: DeskRequest = ticket.map { .joinReport(statement, to: $0) } ?? .report(statement)
        return try await desk.perform(request, act: act(.system("gateway"), .scan, instant))
    }

    @discardableResult
    func send(
        _ command: TicketCommand, on ticket: TicketID, by principal: Principal = SampleDesk.dispatcher,
        at instant: Instant = SampleDesk.monday
    ) async throws -> DeskReceipt {
        try await desk.perform(.act(command, on: ticket), act: act(principal, .desk, instant))
    }

    func ticket(_ id: TicketID) async throws -> Ticket {
        guard let ticket = try await desk.ticket(id) else { throw Refusal.unknownTicket(id) }
        return ticket
    }

    func facts(of id: TicketID) async -> [TicketFact] { await tickets.events(of: id).map(\.fact) }
}

import Facility
import Ledger
import TicketTracking

extension Gateway {
    func lines(_ rows: [TicketRow], _ voice: Voice, _ staff: StaffSession) async throws -> [TicketLine] {
        var lines: [TicketLine] = []
        let supervised = rows.isEmpty ? [] : try await supervised()
        for row in rows { lines.append(try await line(row, voice, staff, supervised)) }
        return lines
    }

    func line(_ row: TicketRow, _ voice: Voice, _ staff: StaffSession) async throws -> TicketLine {
        try await line(row, voice, staff, try await supervised())
    }

    /// Tickets with a supervision that nobody has answered.
    private func supervised() async throws -> Set<TicketID> {
        Set(try await tickets.supervisions(answeredToo: false, limit: Self.supervisionsMarked).map(\.ticket))
    }

    private static let supervisionsMarked = 1_000

    private func marks(of row: TicketRow, _ supervised: Set<TicketID>, _ voice: Voice) -> [String] {
        [
            row.urgedAt == nil ? nil : voice.say("ticket.urgedMark"),
            supervised.contains(row.id) ? voice.say("ticket.supervisedMark") : nil,
        ].compactMap(\.self)
    }

    private func line(
        _ row: TicketRow, _ voice: Voice, _ staff: StaffSession, _ supervised: Set<TicketID>
    ) async throws -> TicketLine {
        let number = number(of: row.id).description
        let due = row.clockDue
        return TicketLine(
            link: Route.deskTicket(number).path, number: number,
            place: try await place(of: row, voice, staff),
            category: category(row.category, voice), isHazard: row.isHazard,
            marks: marks(of: row, supervised, voice),
            reports: row.reportCount > 1 ? voice.count("ticket.reportCount", row.reportCount) : nil,
            state: voice.say("state.\(row.state.rawValue)"), tone: row.state.tone,
            owner: try await personName(row.lead), age: voice.age(row.openedAt),
            exact: voice.exact(row.openedAt),
            exactText: voice.full(row.openedAt), due: due.map { bar($0, from: row.openedAt, voice) },
            isLate: due.map { $0 < voice.now } ?? false, revision: row.revision)
    }

    func personName(_ id: PersonID?) async throws -> String? {
        guard let id else { return nil }
        return try await store.person(id)?.name.value
    }

    private func place(of row: TicketRow, _ voice: Voice, _ staff: StaffSession) async throws -> String {
        guard row.isLocated, let id = row.place else {
            guard sight(of: row, staff) == .whole else { return voice.say("ticket.unlocated") }
            // Few wait to be located; their words stand in their events only, where they are sealed.
            let ticket = try Ticket.folding(try await tickets.events(of: row.id))
            guard let ticket else { return voice.say("ticket.unlocated") }
            return try await staffPlace(ticket, voice)
        }
        return try await store.path(to: id).suffix(3).map { voice.name($0.name) }.joined(separator: " · ")
    }

    private func bar(_ due: Instant, from begin: Instant, _ voice: Voice) -> TicketLine.Due {
        let left = due - voice.now
        let key = left < .zero ? "ticket.late" : "ticket.left"
        let whole = max(1, (due - begin).components.seconds)
        let percent = min(100, max(0, left.components.seconds * 100 / whole))
        return TicketLine.Due(
            text: voice.say(key, ["time": voice.length(left)]), percent: left < .zero ? 100 : Int(percent))
    }
}

import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// Faults shown on a report page; a reporter reads no more.
    private static let faultsMax = 8

    /// Open tickets at a scene: at the place itself, at what lies directly below it, or of the device.
    func openTickets(_ scene: Scene, limit: Int) async throws -> [TicketRow] {
        if let device = scene.device {
            return try await joinable(
                TicketQuery(states: TicketState.open, device: device.id, limit: limit))
        }
        guard let place = scene.place else { return [] }
        let below = try await store.children(of: place.id).map(\.id)
        return try await joinable(
            TicketQuery(states: TicketState.open, places: Set(below + [place.id]), limit: limit))
    }

    /// Without incidents that nobody has said yes to: what they are made of stands beside them. In practice only what was
    /// made for it; else nothing of that is open.
    func joinable(_ query: TicketQuery) async throws -> [TicketRow] {
        let rows = try await tickets.ticketRows(query).filter { $0.grouping != .proposed }
        guard policy.isPractice else { return rows }
        var practised: [TicketRow] = []
        for row in rows where try await isPractice(row) { practised.append(row) }
        return practised
    }

    private func isPractice(_ row: TicketRow) async throws -> Bool {
        try Ticket.folding(try await tickets.events(of: row.id))?.isPractice ?? false
    }

    func show(openFaults scene: Scene, in model: inout ReportPage, _ voice: Voice) async throws {
        let rows = try await openTickets(scene, limit: Self.faultsMax)
        let above = try await openTicketsAbove(scene, limit: Self.faultsMax)
        if scene.privacy == .open {
            model.faults = rows.map { fault($0, scene, voice) }
        } else if !rows.isEmpty {
            model.faultCount = voice.count("report.openCount", rows.count)
        }
        model.faults += above.map { higher in
            var fault = fault(higher.row, scene, voice)
            fault.whereabouts = voice.say(
                "report.above", ["place": voice.name(higher.place.name), "count": String(higher.levels)])
            return fault
        }
        model.hasFaults = !model.faults.isEmpty
    }

    private func fault(_ row: TicketRow, _ scene: Scene, _ voice: Voice) -> ReportPage.Fault {
        let key = newKey(at: voice.now)
        return ReportPage.Fault(
            action: scene.route.path, joinKey: key.description, joinSeal: seal(key, for: scene.route),
            number: number(of: row.id).description, category: category(row.category, voice),
            isHazard: row.isHazard,
            state: voice.say("state.\(row.state.rawValue)"), tone: row.state.tone,
            age: voice.age(row.openedAt),
            exact: voice.exact(row.openedAt), exactText: voice.full(row.openedAt))
    }

    func category(_ key: FaultCategoryKey?, _ voice: Voice) -> String {
        key.flatMap { policy.category($0) }.map { voice.name($0.name) } ?? voice.say("ticket.uncategorised")
    }

    func number(of ticket: TicketID) -> TicketNumber { TicketNumber(of: ticket, under: numbers) }
}

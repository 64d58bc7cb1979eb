import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// Cards with a form and a contact; what comes after them is a table.
    private static let cardsMax = 40
    private static let labelsMax = 12

    /// `GET /-/desk?view=…&from=CODE`: the page of those who walk from fault to fault.
    func workPage(
        _ view: DeskView, _ rows: [TicketRow], isCut: Bool, _ request: Request, _ context: GatewayContext,
        _ staff: StaffSession
    ) async throws -> Response {
        let voice = voice(context)
        let me = staff.person.id
        let now =
            rows.first { $0.lead == me && $0.state == .working }
            ?? rows.first {
                $0.lead == me && $0.state == .accepted
            }
        let open = rows.filter { $0.id != now?.id && ($0.lead == me || $0.lead == nil) }
        let others = rows.filter { $0.lead != nil && $0.lead != me }
        let here = try await standing(request, now: now)
        let order = WalkingOrder(from: here, at: voice.now)
        let walked = order.ordered(try await stops(open, at: voice.now))
        let byID = Dictionary(open.map { ($0.id, $0) }) { first, _ in first }
        var cards: [WorkPage.Card] = []
        for (stop, reason) in walked.prefix(Self.cardsMax) {
            guard let row = byID[stop.ticket] else { continue }
            cards.append(try await card(row, voice.say("walk.\(reason.rawValue)"), voice, staff))
        }
        let rest = walked.dropFirst(Self.cardsMax).compactMap { byID[$0.stop.ticket] } + others
        let lines = try await lines(rest, voice, staff)
        var current: WorkPage.Card?
        if let now { current = try await card(now, nil, voice, staff) }
        let choices = try await choices([current].compactMap(\.self) + cards, byID, now, voice)
        let model = WorkPage(
            tabs: deskTabs(of: staff, view, voice), said: gone(request, voice), now: current, cards: cards,
            from: here.last.map { voice.say("walk.from", ["place": voice.name($0.name)]) },
            tickets: lines, hasTickets: !lines.isEmpty, isEmpty: cards.isEmpty && current == nil,
            cutNote: isCut ? voice.say("desk.cut", ["count": String(Self.queueMax)]) : nil,
            field: fieldBox(ticket: nil, choices, at: voice.now))
        return try page(
            model, "work", context, title: "desk.title", hidden: true, isStaff: true, back: .desk,
            scripts: ["field.js"])
    }

    /// From the campus down to where somebody is: at the label just scanned, else at what is being worked on.
    private func standing(_ request: Request, now: TicketRow?) async throws -> [Place] {
        let asked = request.uri.queryParameters["from"].flatMap { try? LabelCode($0) }
        if let code = asked, let label = try await store.label(code) {
            switch label.target {
            case .place(let place): return try await store.path(to: place)
            case .device(let device):
                guard let place = try await store.device(device)?.installation?.place else { break }
                return try await store.path(to: place)
            case .blank: break
            }
        }
        guard let now, now.isLocated, let place = now.place else { return [] }
        return try await store.path(to: place)
    }

    /// Whoever accepts in time needs no walk for it: a response that isn't late yet doesn't move a ticket ahead, the time to
    /// have it mended does.
    private func stops(_ rows: [TicketRow], at now: Instant) async throws -> [WalkingOrder.Stop] {
        var stops: [WalkingOrder.Stop] = []
        for row in rows {
            let isLate = row.clockDue.map { $0 < now } ?? false
            let isWaiting = row.state == .onHold || row.state == .referred
            let path: [Place] =
                if row.isLocated, let id = row.place { try await store.path(to: id) } else { [] }
            stops.append(
                WalkingOrder.Stop(
                    ticket: row.id, path: path, isHazard: row.isHazard, isWaiting: isWaiting,
                    due: isLate || isWaiting ? row.clockDue : row.resolutionDue, openedAt: row.openedAt))
        }
        return stops
    }

    private func card(
        _ row: TicketRow, _ why: String?, _ voice: Voice, _ staff: StaffSession
    ) async throws -> WorkPage.Card {
        var card = WorkPage.Card(line: try await line(row, voice, staff), why: why)
        let number = card.line.number
        func form(_ act: Route.DeskAct) -> TicketLine.ArriveForm {
            TicketLine.ArriveForm(
                action: Route.deskAct(number, act).path, csrf: staff.csrf,
                key: newKey(at: voice.now).description)
        }
        if row.state == .assigned { card.accept = form(.accept) }
        if row.state == .assigned || row.state == .accepted { card.line.arrive = form(.arrive) }
        if row.lead == staff.person.id, sight(of: row, staff) == .whole {
            card.contact = try await contact(row, number, voice, staff)
        }
        return card
    }

    /// As the ticket's page shows it: masked, until whoever looks has asked for it there.
    private func contact(
        _ row: TicketRow, _ number: String, _ voice: Voice, _ staff: StaffSession
    ) async throws -> WorkPage.Card.Contact? {
        let events = try await tickets.events(of: row.id)
        guard let ticket = try Ticket.folding(events) else { return nil }
        for (index, standing) in ticket.reports.enumerated() {
            let shown = contactCard(
                standing, ordinal: index + 1, on: ticket, number: number, staff, events, voice)
            guard let shown else { continue }
            return WorkPage.Card.Contact(
                text: shown.text, phone: shown.link, page: Route.deskTicket(number).path + "#reports")
        }
        return nil
    }

    /// What an arrival can be about, with the codes that hang there, so that a typed code finds its ticket by itself.
    private func choices(
        _ cards: [WorkPage.Card], _ rows: [TicketID: TicketRow], _ now: TicketRow?, _ voice: Voice
    ) async throws -> [FieldBox.Choice] {
        var choices: [FieldBox.Choice] = []
        for card in cards where card.line.arrive != nil {
            guard let id = (try? TicketNumber(card.line.number))?.ticket(under: numbers),
                let row = rows[id] ?? now
            else { continue }
            choices.append(
                choice(
                    card.line.number, row.revision, "\(card.line.place) · \(card.line.category)",
                    try await codes(at: row)))
        }
        return choices
    }

    func choice(_ number: String, _ revision: Int64, _ name: String, _ labels: [LabelCode]) -> FieldBox.Choice
    {
        FieldBox.Choice(
            number: number, action: Route.deskAct(number, .arrive).path, revision: revision, name: name,
            labels: labels.map(\.compact).joined(separator: " "))
    }

    /// Codes of labels at a ticket's place and device.
    func codes(at row: TicketRow) async throws -> [LabelCode] {
        var labels: [Label] = []
        if let place = row.place, row.isLocated { labels += try await store.labels(on: .place(place)) }
        if let device = row.device { labels += try await store.labels(on: .device(device)) }
        return labels.suffix(Self.labelsMax).map(\.code)
    }

    func fieldBox(ticket: String?, _ choices: [FieldBox.Choice], at now: Instant) -> FieldBox {
        FieldBox(
            who: Route.deskWho.path, served: now.microseconds / 1000, worker: Route.deskWorker.path,
            scope: Route.desk.path, ticket: ticket,
            choices: choices, hasChoices: !choices.isEmpty)
    }
}

extension StaffSession {
    /// Whether somebody walks from fault to fault, and may be where there is no network.
    var walks: Bool { !principal.roles.isDisjoint(with: [.technician, .dutyStudent, .contractor]) }
}

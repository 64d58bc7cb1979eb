import Facility
import Ledger
import TicketTracking

extension Simulation {
    /// Somebody does something: a reporter, or whoever has to do with a ticket.
    func act() async throws {
        if witness.tickets.isEmpty || draws.chance(outage > 0 ? 55 : 18) { return try await report() }
        guard let ticket = pickTicket() else { return }
        if ticket.state.isOpen, draws.chance(10) { return try await join(ticket) }
        guard let command = intention(for: ticket) else { return }
        try await send(command, on: ticket)
    }

    /// Mostly one of the newest, so that some of them get far.
    private func pickTicket() -> Ticket? {
        let ids = witness.tickets.keys.sorted()
        let recent = ids.suffix(6)
        let id = draws.chance(80) ? draws.pick(Array(recent)) : draws.pick(ids)
        return id.flatMap { witness.tickets[$0] }
    }

    private func send(_ command: TicketCommand, on ticket: Ticket) async throws {
        let (principal, channel) = sender(of: command, on: ticket)
        let basedOn = draws.chance(40) ? ticket.revision : nil
        // Some work where there is no network, and send later what they did when.
        let isOffline = depth == 0 && command.isDoneOnSite && draws.chance(25)
        let request = DeskRequest.act(
            command, on: ticket.id, basedOn: basedOn,
            occurredAt: isOffline ? now - .seconds(draws.below(600)) : nil)
        try await send(request, by: principal, channel, after: isOffline ? draws.within(60...43_200) : 0)
    }

    private func sender(of command: TicketCommand, on ticket: Ticket) -> (Principal, Channel) {
        // Anybody tries anything.
        if draws.chance(12), let person = draws.pick(campus.order) { return (principal(person), .desk) }
        if let standing = draws.pick(ticket.reports), command.isReporters, draws.chance(60) {
            return (Principal(actor: .reporter(standing.report.reporter)), .web)
        }
        let person: PersonID? =
            switch command {
            case .recordFollowUp, .confirmMine, .close, .revealContact:
                draws.pick([SimulatedCampus.caller, SimulatedCampus.supervisor])
            case .supervise, .redact, .chooseFollowUp: SimulatedCampus.supervisor
            case .signOff: draws.pick([SimulatedCampus.supervisor, PersonID(34)])
            case .acknowledge: draws.pick([11, 32, 33, 35].map { PersonID($0) })
            case .acceptIncident, .refuseIncident: draws.pick([11, 25].map { PersonID($0) })
            case .accept, .arrive, .workRemotely, .resolve, .transfer, .appoint, .requestExtension, .assist,
                .readSupervision, .answerSupervision, .recordParts, .replaceDevice, .cancelAppointment,
                .answerUrge, .amendEntry, .claim, .showContact, .hold, .askReporter, .resume:
                draws.chance(75) ? ticket.lead ?? worker(ticket) : worker(ticket)
            case .decideExtension: draws.pick([11, 32, 33].map { PersonID($0) })
            case .declineAssignment, .locate, .relocate, .classify, .comment:
                worker(ticket)
            default: draws.pick([11, 11, 12, 32].map { PersonID($0) })
            }
        return (principal(person ?? SimulatedCampus.dispatcher), .desk)
    }

    private func worker(_ ticket: Ticket) -> PersonID? {
        let people: [Int64] =
            switch ticket.team?.rawValue {
            case "network": [21, 22, 23, 25, 28, 32]
            case "repairs": [24, 26, 27, 24]
            case "helpers": [29, 30]
            default: [11, 25, 27]
            }
        return draws.pick(people.map { PersonID($0) })
    }

    private func report() async throws {
        let statement = statement()
        if draws.chance(70) {
            return try await send(.report(statement), by: .system("gateway"), draws.chance(80) ? .scan : .web)
        }
        var known = statement
        let person = draws.chance(50) ? SimulatedCampus.member : SimulatedCampus.dispatcher
        if draws.chance(50) { known.reporter = person }
        try await send(.report(known), by: principal(person), draws.chance(50) ? .phone : .desk)
    }

    private func join(_ ticket: Ticket) async throws {
        var statement = statement()
        if draws.chance(60) { (statement.place, statement.placeWords) = (nil, nil) }
        statement.notThisPlace = nil
        var principal = Principal.system("gateway")
        if draws.chance(20) {
            principal = self.principal(SimulatedCampus.member)
            statement.reporter = SimulatedCampus.member
        }
        try await send(.joinReport(statement, to: ticket.id), by: principal, .scan)
    }

    private func statement() -> NewReport {
        if outage > 0, draws.chance(85) {
            let rooms = [3, 4, 12, 10, 11, 5].map { PlaceID($0) }
            return NewReport(
                place: draws.pick(rooms), words: "断网了",
                contact: draws.chance(75) ? Contact(phone: "1380013800\(draws.below(4))") : nil)
        }
        let words = draws.pick(["断网了", "网很慢", "停电", "插座漏电", "不漏电，就是没电", "offline", ""])
        let place = draws.chance(85) ? draws.pick(SimulatedCampus.reported) : nil
        return NewReport(
            place: place, placeWords: place == nil ? "三教那个大教室" : draws.chance(5) ? "门口" : nil,
            notThisPlace: draws.chance(4) ? "门上写着 305" : nil,
            device: place == PlaceID(3) && draws.chance(30) ? DeviceID(1) : nil,
            category: draws.chance(50) ? FaultCategoryKey("network.slow") : nil, isHazard: draws.chance(4),
            words: words, contact: draws.chance(75) ? Contact(phone: "13800138000") : nil)
    }
}

extension TicketCommand {
    /// Whether a reporter may mean it.
    fileprivate var isReporters: Bool {
        switch self {
        case .urge, .withdraw, .amend, .confirmMine, .reopen, .comment, .answerDesk, .mineDiffers,
            .cancelAppointment:
            true
        case .signOff(let report, _): report != nil
        default: false
        }
    }

    /// Whether a technician may have done it without a network.
    fileprivate var isDoneOnSite: Bool {
        switch self {
        case .arrive, .resolve, .hold, .accept, .workRemotely, .comment: true
        default: false
        }
    }
}

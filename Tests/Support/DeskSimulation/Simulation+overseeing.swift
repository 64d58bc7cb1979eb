import Facility
import Ledger
import TicketTracking

extension Simulation {
    /// What the standing of a ticket calls for before anything else; nil: nothing, or it isn't thought of.
    func special(for ticket: Ticket) -> TicketCommand? {
        if ticket.incident?.stage == .proposed, draws.chance(85) {
            return draws.chance(55) ? .acceptIncident : .refuseIncident(words: "各修各的")
        }
        if ticket.incident?.stage == .accepted, draws.chance(12) {
            return .mineDiffers(anyReport(ticket), words: "只是网线断了")
        }
        if ticket.offer?.how == .pool, draws.chance(50) { return .claim }
        if let agreed = ticket.appointment, draws.chance(15) {
            return .cancelAppointment(draws.chance(90) ? agreed.report : anyReport(ticket), words: "改天")
        }
        if ticket.mayHurt, ticket.state.isOpen, draws.chance(20) {
            return .acknowledge(until: nil, words: "马上到")
        }
        if ticket.oversight.supervisions.contains(where: { $0.answeredAt == nil }), draws.chance(30) {
            return supervision(ticket)
        }
        if let urge = ticket.oversight.urges.first(where: { $0.answeredAt == nil }), draws.chance(15) {
            return .answerUrge(urge.report, answer: "师傅下午到")
        }
        if ticket.state == .resolved, ticket.signedOffAt == nil, draws.chance(8) { return signOff(ticket) }
        if ticket.state == .working, draws.chance(8) { return exchange(ticket) }
        if let finding = ticket.finding, finding.closedAt == nil, draws.chance(20) {
            return .closeFinding(words: "换了整根线")
        }
        return nil
    }

    func oversee(_ ticket: Ticket) -> TicketCommand? {
        switch draws.below(12) {
        case ..<4:
            .acknowledge(
                until: draws.chance(50) ? nil : now + .seconds(draws.within(600...4 * 86_400)), words: "知道了")
        case ..<7: .supervise(notice: "请说明为何未到场", due: draws.chance(50) ? now + .seconds(7_200) : nil)
        case ..<9: supervision(ticket)
        case ..<11: .recalculate(words: "换了作息时间")
        default: .answerUrge(anyReport(ticket), answer: "师傅下午到")
        }
    }

    private func supervision(_ ticket: Ticket) -> TicketCommand {
        let open = ticket.oversight.supervisions.filter { $0.answeredAt == nil }.map(\.number)
        let number = draws.pick(open) ?? 1
        return draws.chance(50)
            ? .readSupervision(number) : .answerSupervision(number, answer: "配件已到，今天修好")
    }

    private func signOff(_ ticket: Ticket) -> TicketCommand {
        .signOff(draws.chance(50) ? anyReport(ticket) : nil, words: "灯都亮了")
    }

    func prove(_ ticket: Ticket) -> TicketCommand? {
        switch draws.below(10) {
        case ..<2: .recordParts("RJ45 模块", quantity: draws.within(1...3), serial: nil)
        case ..<6: exchange(ticket)
        case ..<7: .redact(redacted(ticket), words: "写了别人的电话")
        case ..<8: signOff(ticket)
        default:
            .amendEntry(
                draws.pick(ticket.notes.keys.sorted() + [ticket.answerEvent].compactMap { $0 }) ?? 1,
                words: "已联系楼长", category: draws.chance(20) ? FaultCategoryKey("power") : nil)
        }
    }

    private func redacted(_ ticket: Ticket) -> RedactionTarget {
        draws.chance(50)
            ? .report(anyReport(ticket)) : .event(Int64(draws.within(1...max(1, Int(ticket.revision)))))
    }

    /// Something that hangs somewhere for something in store, mostly.
    private func exchange(_ ticket: Ticket) -> TicketCommand? {
        let devices = vault.read { $0.devices.values.sorted { $0.id < $1.id } }
        let hanging = draws.pick(devices.filter { $0.installation != nil })
        let stored = draws.pick(draws.chance(90) ? devices.filter { $0.installation == nil } : devices)
        return stored.map {
            .replaceDevice(
                draws.chance(20) ? nil : hanging?.id, by: $0.id, retiresOld: draws.chance(10), words: "烧了")
        }
    }

    func dismiss(_ ticket: Ticket) -> TicketCommand? {
        .dismiss(
            draws.pick(DismissalReason.allCases) ?? .test, words: "测试", confirmsHazard: draws.chance(40))
    }
}

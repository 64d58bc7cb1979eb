import Facility
import Ledger
import TicketTracking

extension Simulation {
    /// What somebody might want of a ticket: mostly what suits its state, sometimes anything.
    func intention(for ticket: Ticket) -> TicketCommand? {
        if let command = special(for: ticket) { return command }
        let state = draws.chance(8) ? draws.pick(TicketState.allCases) : ticket.state
        switch state {
        case .reported: return draws.pick(weighted: forReported)?(ticket)
        case .assigned, .accepted, .working: return draws.pick(weighted: forWork)?(ticket)
        case .onHold: return draws.pick(weighted: forHeld)?(ticket)
        case .referred: return draws.pick(weighted: forReferred)?(ticket)
        case .resolved, .closed, .dismissed, nil: return draws.pick(weighted: forEnded)?(ticket)
        }
    }

    typealias Choice = (weight: Int, item: (Ticket) -> TicketCommand?)

    private var forReported: [Choice] {
        [
            (50, assign), (10, locate), (8, classify), (4, dismiss),
            (4, { _ in .adviseAndClose(answer: "请拨运营商客服") }), (6, refer), (4, hold), (6, merge), (8, talk),
            (5, reprioritise),
        ]
    }

    private var forWork: [Choice] {
        [
            (22, { _ in .accept(nil) }), (4, { _ in .accept(PersonID(21)) }),
            (6, { _ in .declineAssignment(words: "不归我们") }), (12, arrive), (5, { _ in .workRemotely }),
            (24, resolve), (8, hold), (5, assign), (3, refer), (4, merge), (5, split), (4, relocate),
            (4, classify), (5, reprioritise), (10, talk), (2, { _ in .adviseAndClose(answer: "请换一个网口") }),
            (2, dismiss), (4, assist), (4, reassign), (4, transfer),
            (5, appoint),
            (5, ask), (6, extend), (8, decide), (8, oversee), (8, prove), (4, show),
        ]
    }

    private var forHeld: [Choice] {
        [
            (40, { _ in .resume }), (15, arrive), (20, answer), (4, reassign), (4, appoint), (3, decide),
            (15, talk), (5, merge),
            (5, dismiss), (6, oversee), (6, prove),
        ]
    }

    private var forReferred: [Choice] {
        [
            (60, { _ in .answerReferral("光缆已修复", isDone: true) }), (20, talk), (10, resolve), (5, merge),
            (5, oversee),
        ]
    }

    private var forEnded: [Choice] {
        [
            (55, call), (12, confirm), (12, reopen), (6, { _ in .close }), (8, talk), (4, split), (10, prove),
            (6, choose), (4, oversee),
        ]
    }

    func anyReport(_ ticket: Ticket) -> ReportID {
        draws.pick(ticket.reports.map(\.report.id)) ?? ReportID(1)
    }

    private func talk(_ ticket: Ticket) -> TicketCommand? {
        let report = anyReport(ticket)
        switch draws.below(10) {
        case ..<4: return .urge(report, words: "还没人来")
        case ..<6: return .comment("已联系楼管", isPublic: draws.chance(50), photos: [], report: nil)
        case ..<7: return .comment("门锁着", isPublic: false, photos: [], report: report)
        case ..<9: return .withdraw(report, words: nil, confirmsHazard: draws.chance(30))
        default: return .amend(report, contact: Contact(phone: "139\(10_000_000 + draws.below(3))"))
        }
    }

    private func assign(_ ticket: Ticket) -> TicketCommand? {
        let (team, people): (String, [Int64]) =
            draws.chance(60) ? ("network", [21, 22, 23, 25]) : ("repairs", [24, 26, 27])
        let lead = draws.chance(50) ? draws.pick(people).map { PersonID($0) } : nil
        return TeamKey(team).map {
            .assign($0, lead: lead, assistants: draws.chance(15) ? [PersonID(22)] : [])
        }
    }

    private func refer(_ ticket: Ticket) -> TicketCommand? {
        OrganisationKey("carrier").map {
            .refer(
                $0, due: now + .seconds(draws.within(600...5 * 86_400)), reference: "A-1", words: nil,
                confirmsHazard: draws.chance(50))
        }
    }

    private func hold(_ ticket: Ticket) -> TicketCommand? {
        let reason = draws.pick(HoldReason.allCases) ?? .parts
        return .hold(
            reason, until: now + .seconds(draws.within(600...6 * 86_400)), words: "等待",
            workaround: draws.chance(60) ? "先用无线" : nil, confirmsHazard: draws.chance(30))
    }

    private func merge(_ ticket: Ticket) -> TicketCommand? {
        draws.pick(Array(witness.tickets.keys.sorted().suffix(8))).map {
            .merge(into: $0, confirmsHazard: draws.chance(50))
        }
    }

    private func split(_ ticket: Ticket) -> TicketCommand? {
        guard ticket.reports.count > 1 else { return nil }
        return .split([anyReport(ticket)])
    }

    private func assist(_ ticket: Ticket) -> TicketCommand? {
        .assist([PersonID(draws.chance(50) ? 21 : 24)], removing: draws.chance(30) ? ticket.assistants : [])
    }

    private func reassign(_ ticket: Ticket) -> TicketCommand? {
        guard case .assign(let team, let lead, _)? = assign(ticket) else { return nil }
        return .reassign(team, lead: lead, words: "改派")
    }

    private func transfer(_ ticket: Ticket) -> TicketCommand? {
        guard case .assign(let team, let lead, _)? = assign(ticket) else { return nil }
        return .transfer(draws.chance(50) ? team : nil, lead: lead, words: "转单")
    }

    private func appoint(_ ticket: Ticket) -> TicketCommand? {
        let from = now + .seconds(draws.within(600...2 * 86_400))
        return .appoint(
            anyReport(ticket), from: from, until: from + .seconds(draws.within(600...7_200)), words: "上门")
    }

    private func ask(_ ticket: Ticket) -> TicketCommand? {
        .askReporter(
            anyReport(ticket), question: "哪个网口？", until: now + .seconds(draws.within(600...3 * 86_400)),
            workaround: draws.chance(70) ? "先用无线" : nil, confirmsHazard: draws.chance(50))
    }

    private func answer(_ ticket: Ticket) -> TicketCommand? { .answerDesk(anyReport(ticket), answer: "左边那个") }

    private func extend(_ ticket: Ticket) -> TicketCommand? {
        // What was asked for is decided mostly, before anything else is asked.
        if ticket.extensionRequest != nil, draws.chance(80) { return decide(ticket) }
        let until = now + .seconds(draws.within(3_600...6 * 86_400))
        return .requestExtension(until: until, words: "等配件")
    }

    private func decide(_ ticket: Ticket) -> TicketCommand? {
        .decideExtension(isGranted: draws.chance(60), words: "可以")
    }

    private func locate(_ ticket: Ticket) -> TicketCommand? {
        draws.pick(SimulatedCampus.reported).map { .locate($0) }
    }
    private func relocate(_ ticket: Ticket) -> TicketCommand? {
        draws.pick(SimulatedCampus.reported).map { .relocate($0) }
    }

    private func classify(_ ticket: Ticket) -> TicketCommand? {
        .classify(
            FaultCategoryKey(draws.chance(50) ? "power" : "network.outage"), isHazard: draws.chance(15),
            confirmsHazard: draws.chance(50))
    }

    private func show(_ ticket: Ticket) -> TicketCommand? {
        draws.pick(ContactPurpose.allCases).map { .showContact(anyReport(ticket), $0) }
    }

    private func reprioritise(_ ticket: Ticket) -> TicketCommand? {
        draws.pick(Priority.allCases).map {
            .reprioritise($0, words: nil, confirmsHazard: draws.chance(50))
        }
    }

    private func arrive(_ ticket: Ticket) -> TicketCommand? {
        if draws.chance(25), let label = draws.pick(SimulatedCampus.labels) {
            return .arrive(.typedCode, label: LabelCode(bits: label.code), at: nil)
        }
        return .arrive(
            draws.pick(ArrivalEvidence.allCases) ?? .none, label: nil,
            at: draws.pick(SimulatedCampus.reported))
    }

    private func resolve(_ ticket: Ticket) -> TicketCommand? {
        .resolve(
            Solution(mode: draws.chance(70) ? .onSite : .remote, answer: "已更换跳线", cause: CodeKey("cable")))
    }

    private func confirm(_ ticket: Ticket) -> TicketCommand? {
        .confirmMine(anyReport(ticket), isMended: draws.chance(60), words: "还是不行")
    }

    private func reopen(_ ticket: Ticket) -> TicketCommand? {
        .reopen(draws.chance(80) ? anyReport(ticket) : nil, words: "又坏了")
    }
}

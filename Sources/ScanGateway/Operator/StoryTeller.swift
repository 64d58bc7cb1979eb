import Facility
import Ledger
import TicketTracking

/// What the events of one ticket say beyond their names, as an operator reads it.
struct StoryTeller {
    let desk: TicketOperator
    let ticket: Ticket

    /// A line each.
    func details(of fact: TicketFact) async -> [String] {
        switch fact {
        case .reported(let payload): details(of: payload.report) + path(payload.path)
        case .joined(let payload): details(of: payload.report)
        case .routed(let payload):
            [
                "to \(payload.team) of \(payload.organisation), priority \(payload.priority.rawValue)",
                "by rule “\(payload.rule)”" + reasons(payload.reason)
                    + ", rules version \(payload.policyVersion)",
                "response due \(desk.local(payload.responseDue)), "
                    + "resolution due \(desk.local(payload.resolutionDue))",
            ]
        case .located(let payload), .relocated(let payload): path(payload.path)
        case .classified(let payload):
            ["\(payload.category?.rawValue ?? "–")\(payload.isHazard ? ", hazard" : "")"]
        case .assigned(let payload): await assigned(payload)
        case .accepted(let payload): await lead(payload.lead)
        case .merged(let payload): ["into ticket \(desk.number(of: payload.into))"]
        case .reportsTaken(let payload): ["from ticket \(desk.number(of: payload.from))"]
        case .reportsReleased(let payload): ["to ticket \(desk.number(of: payload.to))"]
        case .splitOff(let payload): ["from ticket \(desk.number(of: payload.from))"]
        case .arrived(let payload):
            [
                "evidence \(payload.evidence.rawValue)\(payload.label.map { " \($0)" } ?? "")"
                    + (payload.isElsewhere ? ", but the label is of another place" : "")
            ]
        case .held(let payload):
            ["for \(payload.reason.rawValue) until \(desk.local(payload.until))"] + said(payload.words)
        case .resumed(let payload): ["to \(payload.to.rawValue)"]
        case .resolved(let payload): details(of: payload.resolution)
        case .reopened(let payload): ["by \(payload.reason.rawValue)"] + said(payload.words)
        case .referred(let payload):
            ["to \(payload.organisation), answer due \(desk.local(payload.due))"] + said(payload.words)
        case .referralAnswered(let payload): said(payload.answer)
        case .followedUp(let payload):
            [
                "\(desk.name(of: payload.report, on: ticket)), round \(payload.round), attempt \(payload.attempt): "
                    + payload.outcome.rawValue + (payload.isEarly ? " (early)" : "")
            ] + said(payload.words)
        case .reportClosed(let payload):
            ["\(desk.name(of: payload.report, on: ticket)): \(desk.word(for: payload.how))"]
        case .closed(let payload): [desk.word(for: payload.how)] + said(payload.answer)
        case .commented(let payload): said(payload.words)
        case .amended(let payload): payload.contact.value == nil ? ["erased"] : ["a contact was left"]
        case .urged(let payload): said(payload.words)
        case .withdrawn(let payload): said(payload.words)
        case .dismissed(let payload): [payload.reason.rawValue] + said(payload.words)
        case .overdue(let payload): ["\(payload.clock.rawValue) was due \(desk.local(payload.due))"]
        case .lateNoted(let payload): ["\(payload.command) came late"] + said(payload.words)
        case .reprioritised(let payload): ["priority \(payload.priority.rawValue)"] + said(payload.words)
        case .assignmentDeclined(let payload): said(payload.words)
        case .remoteWorkStarted: []
        }
    }

    private func assigned(_ payload: TicketFact.Assigned) async -> [String] {
        var assistants: [String] = []
        for person in payload.assistants { assistants.append(await desk.names.person(person)) }
        return ["to \(payload.team), resolution due \(desk.local(payload.resolutionDue))"]
            + (await lead(payload.lead))
            + (assistants.isEmpty ? [] : ["assisted by \(assistants.joined(separator: ", "))"])
    }

    private func lead(_ person: PersonID?) async -> [String] {
        guard let person else { return [] }
        return ["lead \(await desk.names.person(person))"]
    }

    private func path(_ steps: [PlaceStep]) -> [String] {
        steps.isEmpty ? [] : ["at " + steps.map(\.reference).joined(separator: " › ")]
    }

    private func reasons(_ reasons: [RoutingReason]) -> String {
        reasons.isEmpty
            ? " (the last rule)" : " because of " + reasons.map(\.rawValue).joined(separator: ", ")
    }

    private func said(_ words: Personal<String>?) -> [String] {
        words.map { ["“\($0.value ?? "erased")”"] } ?? []
    }

    private func details(of report: Report) -> [String] {
        let whereabouts: [String] =
            switch report.place {
            case .at: []
            case .within(_, let words), .unknown(let words): said(words)
            }
        let first = "by \(report.channel.rawValue)\(report.category.map { ", \($0)" } ?? "")"
        return [first] + (report.isHazard ? ["hazard"] : []) + whereabouts + said(report.words)
            + said(report.notThisPlace)
    }

    private func details(of resolution: Resolution) -> [String] {
        let codes = [resolution.cause.map { "cause \($0)" }, resolution.action.map { "action \($0)" }]
        let first = ([resolution.mode.rawValue] + codes.compactMap { $0 }).joined(separator: ", ")
        return [first] + said(resolution.answer)
    }
}

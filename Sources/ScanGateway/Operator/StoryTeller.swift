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
                + (await confirmed(payload.confirmedBy))
        case .assigned(let payload): await assigned(payload)
        case .accepted(let payload): await lead(payload.lead)
        case .merged(let payload):
            ["into ticket \(desk.number(of: payload.into))"] + (await confirmed(payload.confirmedBy))
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
                + workaround(payload.workaround) + (await confirmed(payload.confirmedBy))
        case .resumed(let payload):
            ["to \(payload.to.rawValue)" + (payload.endsByItself == true ? ", the hold's date came" : "")]
                + (payload.resolutionDue.map { ["resolution due \(desk.local($0))"] } ?? [])
        case .resolved(let payload): details(of: payload.resolution)
        case .reopened(let payload): ["by \(payload.reason.rawValue)"] + said(payload.words)
        case .referred(let payload):
            ["to \(payload.organisation), answer due \(desk.local(payload.due))"] + said(payload.words)
                + (await confirmed(payload.confirmedBy))
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
        case .reprioritised(let payload):
            ["priority \(payload.priority.rawValue)"] + said(payload.words)
                + (await confirmed(payload.confirmedBy))
        case .assignmentDeclined(let payload): said(payload.words)
        case .remoteWorkStarted: []
        case .assisted(let payload): await assisted(payload)
        case .reassigned(let payload), .transferred(let payload): await handedOver(payload)
        case .appointed(let payload):
            [desk.name(of: payload.report, on: ticket) + ", " + span(payload.from, payload.until)]
                + said(payload.words)
        case .appointmentNear(let payload), .appointmentMissed(let payload):
            [desk.name(of: payload.report, on: ticket) + ", " + span(payload.from, payload.until)]
        case .reporterAsked(let payload):
            [desk.name(of: payload.report, on: ticket)] + said(payload.question)
        case .reporterAnswered(let payload):
            [desk.name(of: payload.report, on: ticket)] + said(payload.answer)
        case .extensionRequested(let payload):
            ["from \(desk.local(payload.due)) to \(desk.local(payload.until))"] + said(payload.words)
        case .extensionDecided(let payload):
            [
                payload.isGranted
                    ? "granted: from \(desk.local(payload.was)) to \(desk.local(payload.until))"
                    : "refused: due \(desk.local(payload.was)) as before"
            ] + said(payload.words)
        case .extensionLapsed(let payload): ["to \(desk.local(payload.until)), undecided"]
        case .incidentProposed(let payload): await proposed(payload)
        case .incidentGrew(let payload): ["by ticket \(desk.number(of: payload.member))"]
        case .incidentAccepted(let payload):
            if let person = payload.person { ["by \(await desk.names.person(person))"] } else { [] }
        case .incidentRefused(let payload):
            [payload.isLapse ? "nobody answered in time" : "each goes its own way"] + said(payload.words)
        case .dispatchFrozen(let payload):
            [
                "by incident \(desk.number(of: payload.incident)), until \(desk.local(payload.until)) at the latest"
            ]
        case .dispatchResumed(let payload):
            [
                "incident \(desk.number(of: payload.incident)) "
                    + (payload.isLapse ? "wasn't answered in time" : "was refused, or this is no part of it")
            ]
        }
    }

    private func proposed(_ payload: TicketFact.IncidentProposed) async -> [String] {
        var first = "\(payload.members.count) reports of \(payload.category), \(payload.grouping.rawValue)"
        if let device = payload.device { first += " " + (await desk.names.device(device)) }
        return [first, "to be answered by \(desk.local(payload.until))"] + path(payload.path)
            + ["tickets " + payload.members.map { desk.number(of: $0) }.joined(separator: ", ")]
    }

    private func assigned(_ payload: TicketFact.Assigned) async -> [String] {
        var assistants: [String] = []
        for person in payload.assistants { assistants.append(await desk.names.person(person)) }
        return ["to \(payload.team), resolution due \(desk.local(payload.resolutionDue))"]
            + (await lead(payload.lead))
            + (assistants.isEmpty ? [] : ["assisted by \(assistants.joined(separator: ", "))"])
    }

    private func assisted(_ payload: TicketFact.Assisted) async -> [String] {
        var lines: [String] = []
        for person in payload.added { lines.append("with " + (await desk.names.person(person))) }
        for person in payload.removed { lines.append("without " + (await desk.names.person(person))) }
        return lines
    }

    private func handedOver(_ payload: TicketFact.HandedOver) async -> [String] {
        func named(_ team: TeamKey?, _ lead: PersonID?) async -> String {
            var names = [team?.rawValue ?? "–"]
            if let lead { names.append(await desk.names.person(lead)) }
            return names.joined(separator: ", ")
        }
        let from = await named(payload.fromTeam, payload.fromLead)
        return ["from \(from) to \(await named(payload.team, payload.lead))"] + said(payload.words)
    }

    private func span(_ from: Instant, _ until: Instant) -> String {
        "\(desk.local(from)) to \(desk.local(until))"
    }

    private func workaround(_ words: Personal<String>?) -> [String] {
        words.map { ["meanwhile “\($0.value ?? "erased")”"] } ?? []
    }

    private func confirmed(_ person: PersonID?) async -> [String] {
        guard let person else { return [] }
        return ["although a hazard, confirmed by \(await desk.names.person(person))"]
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

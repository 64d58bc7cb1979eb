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
        case .reported(let payload):
            await details(of: payload.report) + path(payload.path) + reworks(payload.reworkOf)
        case .joined(let payload): await details(of: payload.report)
        case .routed(let payload):
            [
                "to \(payload.team) of \(payload.organisation), priority \(payload.priority)",
                "by rule “\(payload.rule)”" + reasons(payload.reason)
                    + ", rules version \(payload.policyVersion)",
                "response due \(desk.local(payload.responseDue)), "
                    + (payload.arrivalDue.map { "arrival due \(desk.local($0)), " } ?? "")
                    + "resolution due \(desk.local(payload.resolutionDue))",
            ] + (payload.why.map { [$0.sentence] } ?? [])
        case .located(let payload), .relocated(let payload): path(payload.path)
        case .classified(let payload):
            ["\(payload.category?.rawValue ?? "–")\(payload.isHazard ? ", hazard" : "")"]
                + (await confirmed(payload.confirmedBy))
        case .assigned(let payload): await assigned(payload)
        case .accepted(let payload):
            await lead(payload.lead) + (payload.isClaimed == true ? ["taken from the pool"] : [])
        case .merged(let payload):
            ["into ticket \(desk.number(of: payload.into))"] + (await confirmed(payload.confirmedBy))
        case .reportsTaken(let payload): ["from ticket \(desk.number(of: payload.from))"]
        case .reportsReleased(let payload): ["to ticket \(desk.number(of: payload.to))"]
        case .splitOff(let payload):
            ["from ticket \(desk.number(of: payload.from))"] + reworks(payload.reworkOf)
        case .arrived(let payload):
            [
                "evidence \(payload.evidence.spoken)\(payload.label.map { " \($0)" } ?? "")"
                    + (payload.isElsewhere ? ", but the label is of another place" : "")
            ]
        case .held(let payload):
            ["for \(payload.reason.spoken) until \(desk.local(payload.until))"] + said(payload.words)
                + workaround(payload.workaround) + (await confirmed(payload.confirmedBy))
        case .resumed(let payload):
            ["to \(payload.to.spoken)" + (payload.endsByItself == true ? ", the hold's date came" : "")]
                + (payload.resolutionDue.map { ["resolution due \(desk.local($0))"] } ?? [])
        case .resolved(let payload): details(of: payload.resolution)
        case .reopened(let payload): ["by \(payload.reason.spoken)"] + said(payload.words)
        case .reworked(let payload):
            ["\(desk.name(of: payload.report, on: ticket)) goes on as ticket \(desk.number(of: payload.to))"]
                + said(payload.words)
        case .referred(let payload):
            ["to \(payload.organisation), answer due \(desk.local(payload.due))"] + said(payload.words)
                + (await confirmed(payload.confirmedBy))
        case .referralAnswered(let payload): said(payload.answer)
        case .followedUp(let payload):
            [
                "\(desk.name(of: payload.report, on: ticket)), round \(payload.round), attempt \(payload.attempt): "
                    + outcome(payload.outcome) + (payload.isEarly ? " (early)" : "")
                    + (payload.isRepeated ? " (not counted: too soon after another)" : "")
                    + (payload.isUnasked ? " (unasked)" : "")
            ] + said(payload.words)
        case .reportClosed(let payload):
            ["\(desk.name(of: payload.report, on: ticket)): \(desk.word(for: payload.how))"]
        case .closed(let payload):
            [desk.word(for: payload.how)] + said(payload.answer) + (await confirmed(payload.confirmedBy))
        case .commented(let payload): said(payload.words)
        case .amended(let payload): payload.contact.value == nil ? ["erased"] : ["a contact was left"]
        case .urged(let payload):
            said(payload.words) + (payload.answerDue.map { ["answer due \(desk.local($0))"] } ?? [])
        case .withdrawn(let payload): said(payload.words) + (await confirmed(payload.confirmedBy))
        case .dismissed(let payload):
            [payload.reason.spoken] + said(payload.words) + (await confirmed(payload.confirmedBy))
        case .overdue(let payload): ["\(payload.clock.rawValue) was due \(desk.local(payload.due))"]
        case .lateNoted(let payload): ["\(payload.command) came late"] + said(payload.words)
        case .reprioritised(let payload):
            ["priority \(payload.priority)\(payload.cause.map { ", raised: \($0.spoken)" } ?? "")"]
                + (payload.why.map { [$0.sentence] } ?? []) + said(payload.words)
                + (await confirmed(payload.confirmedBy))
        case .assignmentDeclined(let payload): said(payload.words)
        case .remoteWorkStarted: []
        case .assisted(let payload): await assisted(payload)
        case .reassigned(let payload), .transferred(let payload): await handedOver(payload)
        case .appointed(let payload):
            [desk.name(of: payload.report, on: ticket) + ", " + span(payload.from, payload.until)]
                + said(payload.words)
        case .appointmentCancelled(let payload):
            [
                desk.name(of: payload.report, on: ticket) + ", " + span(payload.from, payload.until)
                    + (payload.isByReporter ? ", by the reporter" : "")
            ] + said(payload.words)
        case .signOffOverdue(let payload): ["due \(desk.local(payload.due)), \(payload.step.spoken)"]
        case .referralOverdue(let payload): ["their answer was due \(desk.local(payload.due))"]
        case .signOffLapsed(let payload): ["was due \(desk.local(payload.due))"]
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
        case .recalculated(let payload): recalculated(payload)
        case .extensionLapsed(let payload): ["to \(desk.local(payload.until)), undecided"]
        case .partsUsed(let payload):
            ["\(payload.quantity) × \(payload.part)" + (payload.serial.map { ", serial \($0)" } ?? "")]
        case .deviceReplaced(let payload): await replaced(payload)
        case .signedOff(let payload):
            (payload.report.map { ["for " + desk.name(of: $0, on: ticket)] } ?? []) + said(payload.words)
        case .entryAmended(let payload):
            ["event \(payload.event)"] + said(payload.words)
                + (payload.category.map { ["category \($0)"] } ?? [])
        case .redacted(let payload):
            switch payload.target {
            case .event(let number): ["event \(number)"] + said(payload.words)
            case .report(let report): [desk.name(of: report, on: ticket)] + said(payload.words)
            }
        case .escalated,
            .listedLate,
            .acknowledged,
            .hazardPassedOn,
            .urgeAnswered,
            .urgeOverdue,
            .supervised,
            .supervisionRead,
            .supervisionAnswered,
            .supervisionOverdue:
            oversight(fact)
        case .offered(let payload): await offered(payload)
        case .followUpMissed(let payload):
            [
                "\(desk.name(of: payload.report, on: ticket)), round \(payload.round): unreached after "
                    + "\(payload.attempts) attempt(s)"
            ]
        case .followUpChosen(let payload):
            [
                "\(desk.name(of: payload.report, on: ticket)), round \(payload.round), \(payload.month), "
                    + "stratum \(payload.stratum.spoken), seed \(payload.seed), "
                    + "population as of event \(payload.population.rawValue)"
            ]
        case .contactRevealed(let payload):
            [
                "\(desk.name(of: payload.report, on: ticket)), round \(payload.round), attempt \(payload.attempt)"
            ]
        case .contactShown(let payload):
            ["\(desk.name(of: payload.report, on: ticket)), for \(payload.purpose.spoken)"]
        case .incidentProposed(let payload): await proposed(payload)
        case .faultRepeated(let payload): await repeated(payload)
        case .findingClosed(let payload): said(payload.words)
        case .incidentWidened(let payload):
            path(payload.path) + payload.members.map { "by ticket \(desk.number(of: $0))" }
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

    private func outcome(_ outcome: FollowUpOutcome) -> String {
        switch outcome {
        case .reached(let isMended, let satisfaction, let reason):
            [
                "reached", isMended.map { $0 ? "mended" : "not mended" }, satisfaction?.spoken,
                reason.map { "for \($0.spoken)" },
            ].compactMap { $0 }.joined(separator: ", ")
        case .callBack(let at): "call back at \(desk.local(at))"
        case .language(let tag): "needs a caller who speaks \(tag)"
        default: outcome.spoken
        }
    }

    private func proposed(_ payload: TicketFact.IncidentProposed) async -> [String] {
        var first = "\(payload.members.count) reports of \(payload.category), \(payload.grouping.spoken)"
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

    private func replaced(_ payload: TicketFact.DeviceReplaced) async -> [String] {
        let (old, new) = (await desk.names.device(payload.old), await desk.names.device(payload.new))
        return ["\(old) by \(new)" + (payload.isOldRetired ? ", out of force" : "")] + said(payload.words)
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
        words.map { ["meanwhile " + ($0.value.map { "“\($0)”" } ?? Self.erased)] } ?? []
    }

    private func confirmed(_ person: PersonID?) async -> [String] {
        guard let person else { return [] }
        return ["although a hazard, confirmed by \(await desk.names.person(person))"]
    }

    private func offered(_ payload: TicketFact.Offered) async -> [String] {
        let taker =
            switch payload.how {
            case .person: await lead(payload.to)
            case .pool: ["to the pool of \(payload.team)"]
            case .dutyDesk: ["to the duty desk \(payload.team), by hand"]
            case .team: ["to \(payload.team) as a whole"]
            }
        var cause = payload.cause.spoken
        if let from = payload.from { cause += " by \(await desk.names.person(from))" }
        let due = payload.acceptDue.map { ", to be accepted by \(desk.local($0))" } ?? ""
        var lines = taker + ["because \(cause)\(due), rota version \(payload.rotaVersion)"]
        for group in payload.passed {
            var people: [String] = []
            for person in group.people.prefix(Self.peopleMax) {
                people.append(await desk.names.person(person))
            }
            let more = group.people.count - people.count
            lines.append(
                "passed over, \(group.why.words): \(people.joined(separator: ", "))"
                    + (more > 0 ? " and \(more) more" : ""))
        }
        return lines
    }

    private static let peopleMax = 12

    private func lead(_ person: PersonID?) async -> [String] {
        guard let person else { return [] }
        return ["lead \(await desk.names.person(person))"]
    }

    private func details(of report: Report) async -> [String] {
        let whereabouts: [String] =
            switch report.place {
            case .at: []
            case .within(_, let words), .unknown(let words): said(words)
            }
        let first = "by \(report.channel.spoken)\(report.category.map { ", \($0)" } ?? "")"
        let device: [String] =
            if let device = report.device { ["device \(await desk.names.device(device))"] } else { [] }
        return [first] + (report.isHazard ? ["hazard"] : []) + device + whereabouts + said(report.words)
            + said(report.notThisPlace)
    }

    private func details(of resolution: Resolution) -> [String] {
        let codes = [resolution.cause.map { "cause \($0)" }, resolution.action.map { "action \($0)" }]
        let first = ([resolution.mode.spoken] + codes.compactMap { $0 }).joined(separator: ", ")
        return [first] + said(resolution.answer)
    }
}

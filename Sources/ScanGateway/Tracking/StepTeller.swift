import Facility
import Ledger
import TicketTracking
import Wording

/// What a step on a timeline says.
struct StepText: Hashable, Sendable {
    var sentence: String
    /// Free words that belong to it; nil: none, or none for this reader.
    var words: String?
}

/// Puts a ticket's events into sentences.
struct StepTeller {
    let voice: Voice
    let policy: DeskPolicy
    /// nil: staff read all; else the one report whose reporter reads.
    let reader: ReportID?
    /// Whether sentences do without what somebody wrote.
    var hidesWords = false

    /// - Parameter actor: who did it; a rating by the reporter is no call.
    /// - Returns: nil for what this reader isn't told.
    func text(of fact: TicketFact, by actor: EventActor) -> StepText? {
        switch fact {
        case .reported(let payload):
            reported(
                payload.report,
                reader == nil || payload.report.id == reader ? "step.reported" : "step.reportedBefore")
        case .joined(let payload):
            reported(payload.report, payload.report.id == reader ? "step.reported" : "step.joined")
        case .routed(let payload): payload.isAssigned ? assigned(payload.team) : nil
        case .assigned(let payload): assigned(payload.team)
        case .merged, .reportsTaken: said("step.merged")
        case .reportsReleased, .splitOff: said("step.split")
        case .located: said("step.located")
        case .relocated: said("step.relocated")
        case .classified(let payload):
            payload.category.flatMap(policy.category).map {
                StepText(sentence: voice.say("step.classified", ["category": voice.name($0.name)]))
            }
        case .reprioritised(let payload): staffOnly("step.reprioritised", payload.words)
        case .accepted(let payload):
            said(reader == nil && payload.isClaimed == true ? "step.claimed" : "step.accepted")
        case .assignmentDeclined(let payload):
            staffOnly(
                "step.declined", nil,
                ["reason": hidesWords ? voice.say("ticket.hidden") : payload.words.value ?? erased])
        case .referred(let payload): referred(payload)
        case .referralAnswered(let payload):
            StepText(
                sentence: voice.say(
                    "step.referralAnswered", ["organisation": voice.say("sentence.elsewhere")]),
                words: payload.answer.value)
        case .arrived: said("step.arrived")
        case .remoteWorkStarted: said("step.workedRemotely")
        case .held(let payload): held(payload)
        case .resumed: said("step.resumed")
        case .resolved(let payload):
            StepText(sentence: voice.say("step.resolved"), words: payload.resolution.answer.value)
        case .reopened(let payload): own("step.reopened", payload.report, payload.words)
        case .reworked(let payload):
            reader == nil || payload.report == reader
                ? own("step.reworked", payload.report, payload.words) : nil
        case .withdrawn(let payload):
            reader == nil || payload.report == reader
                ? own("step.withdrawn", payload.report, payload.words) : nil
        case .dismissed(let payload):
            dismissed(payload)
        case .reportClosed: nil
        case .closed(let payload): StepText(sentence: voice.say("step.closed"), words: payload.answer?.value)
        case .followedUp(let payload):
            reader == nil || payload.report == reader ? followedUp(payload, by: actor) : nil
        case .commented(let payload):
            payload.isPublic || reader == nil || payload.report == reader
                ? StepText(sentence: voice.say("step.commented"), words: payload.words.value) : nil
        case .amended(let payload):
            reader == nil || payload.report == reader ? said("step.contactGiven") : nil
        case .urged(let payload):
            reader == nil || payload.report == reader ? own("step.urged", payload.report, payload.words) : nil
        case .lateNoted(let payload): staffOnly("step.lateNoted", payload.words)
        case .overdue: staffOnly("step.overdue", nil)
        case .assisted: staffOnly("step.assisted", nil)
        case .reassigned(let payload): handedOver("step.reassigned", payload)
        case .transferred(let payload): handedOver("step.transferred", payload)
        case .appointed(let payload): appointed(payload)
        case .appointmentNear: staffOnly("step.appointmentNear", nil)
        case .appointmentMissed(let payload): forOne(payload.report, "step.appointmentMissed", nil)
        case .appointmentCancelled(let payload):
            forOne(payload.report, "step.appointmentCancelled", payload.words)
        case .signOffOverdue: staffOnly("step.signOffOverdue", nil)
        case .referralOverdue: staffOnly("step.referralOverdue", nil)
        case .signOffLapsed: staffOnly("step.signOffLapsed", nil)
        case .reporterAsked(let payload): forOne(payload.report, "step.asked", payload.question)
        case .reporterAnswered(let payload): forOne(payload.report, "step.answered", payload.answer)
        case .extensionRequested(let payload):
            staffOnly("step.extensionRequested", payload.words, ["when": voice.when(payload.until)])
        case .extensionDecided(let payload): extensionDecided(payload)
        case .recalculated(let payload): recalculated(payload)
        case .extensionLapsed: staffOnly("step.extensionLapsed", nil)
        case .partsUsed(let payload):
            reader == nil
                ? StepText(
                    sentence: voice.say(
                        "step.partsUsed",
                        [
                            "part": voice.part(payload.part, in: policy.codes),
                            "count": String(payload.quantity),
                        ]),
                    words: payload.serial) : nil
        case .deviceReplaced(let payload):
            StepText(
                sentence: voice.say("step.deviceReplaced"),
                words: reader == nil ? payload.words.value ?? erased : nil)
        case .signedOff(let payload): own("step.signedOff", payload.report, payload.words)
        // The entry itself shows what was put right.
        case .entryAmended(let payload): reader == nil || payload.isPublic ? said("step.entryAmended") : nil
        case .redacted(let payload): staffOnly("step.redacted", payload.words)
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
        case .offered(let payload): staffOnly("step.offered.\(payload.how.rawValue)", nil)
        case .followUpMissed: staffOnly("step.followUpMissed", nil)
        case .followUpChosen: staffOnly("step.followUpChosen", nil)
        case .contactRevealed: staffOnly("step.contactRevealed", nil)
        case .contactShown(let payload):
            staffOnly("step.contactShown", nil, ["purpose": voice.say("purpose.\(payload.purpose.rawValue)")])
        case .incidentProposed: staffOnly("step.incidentProposed", nil)
        case .incidentGrew: staffOnly("step.incidentGrew", nil)
        case .incidentWidened: staffOnly("step.incidentWidened", nil)
        case .faultRepeated(let payload):
            staffOnly("step.faultRepeated", nil, ["count": String(payload.count)])
        case .findingClosed(let payload): staffOnly("step.findingClosed", payload.words)
        case .incidentAccepted: said("step.incidentAccepted")
        case .incidentRefused(let payload):
            staffOnly(payload.isLapse ? "step.incidentLapsed" : "step.incidentRefused", payload.words)
        case .dispatchFrozen(let payload):
            staffOnly("step.dispatchFrozen", nil, ["when": voice.when(payload.until)])
        case .dispatchResumed: staffOnly("step.dispatchResumed", nil)
        }
    }

    private func held(_ payload: TicketFact.Held) -> StepText {
        let words = [payload.words, payload.workaround].compactMap { $0.map { $0.value ?? erased } }
        return StepText(
            sentence: voice.say("step.held", ["reason": voice.say("hold.\(payload.reason.rawValue)")]),
            // What helps meanwhile helps reporters too.
            words: reader == nil ? words.joined(separator: "\n").nonEmpty : payload.workaround?.value)
    }

    private func handedOver(_ key: String, _ payload: TicketFact.HandedOver) -> StepText {
        let team = policy.team(payload.team).map { voice.name($0.name) } ?? voice.say("sentence.unnamed")
        return StepText(
            sentence: voice.say(key, ["team": team]),
            words: reader == nil ? payload.words.value ?? erased : nil)
    }

    private func appointed(_ payload: TicketFact.Appointed) -> StepText? {
        guard reader == nil || payload.report == reader else { return nil }
        let times = ["from": voice.when(payload.from), "until": voice.when(payload.until)]
        return StepText(
            sentence: voice.say("step.appointed", times), words: payload.words.map { $0.value ?? erased })
    }

    /// The desk reads its own grounds, the reporter what they mean.
    private func dismissed(_ payload: TicketFact.Dismissed) -> StepText {
        let ground = payload.reason.rawValue
        guard reader == nil else {
            return StepText(sentence: voice.say("step.dismissed"), words: voice.say("dismissed.\(ground)"))
        }
        return StepText(
            sentence: voice.say("step.dismissedAs", ["ground": voice.say("staff.dismissal.\(ground)")]),
            words: payload.words.map { $0.value ?? erased })
    }

    private func extensionDecided(_ payload: TicketFact.ExtensionDecided) -> StepText? {
        let key = payload.isGranted ? "step.extensionGranted" : "step.extensionRefused"
        guard reader == nil || payload.isGranted else { return nil }
        return StepText(
            sentence: voice.say(key, ["when": voice.when(payload.until)]),
            words: reader == nil ? payload.words.map { $0.value ?? erased } : nil)
    }

    /// The reason is the desk's own.
    private func recalculated(_ payload: TicketFact.Recalculated) -> StepText? {
        guard reader == nil || payload.isLater, let due = payload.dues.resolution else { return nil }
        return StepText(
            sentence: voice.say("step.recalculated", ["when": voice.when(due)]),
            words: reader == nil ? payload.words.value ?? erased : nil)
    }

    /// What is between the desk and one reporter.
    func forOne(_ report: ReportID, _ key: String, _ words: Personal<String>?) -> StepText? {
        guard reader == nil || report == reader else { return nil }
        return StepText(sentence: voice.say(key), words: words.map { $0.value ?? erased })
    }

    private var erased: String { voice.say("ticket.erased") }

    private func said(_ key: String) -> StepText { StepText(sentence: voice.say(key)) }

    /// What the reporter pressed on the tracking page, or what a caller wrote down.
    private func followedUp(_ payload: TicketFact.FollowedUp, by actor: EventActor) -> StepText {
        guard case .reporter = actor else { return said("step.followedUp") }
        let word = voice.say(
            payload.outcome.satisfaction == .satisfied ? "tracking.satisfied" : "tracking.dissatisfied")
        return StepText(sentence: voice.say("step.rated", ["word": word]))
    }

    func staffOnly(_ key: String, _ words: Personal<String>?, _ values: [String: String] = [:])
        -> StepText?
    {
        reader == nil
            ? StepText(sentence: voice.say(key, values), words: words.map { $0.value ?? erased }) : nil
    }

    /// Words of a reporter go to that reporter and to staff.
    private func own(_ key: String, _ report: ReportID?, _ words: Personal<String>?) -> StepText {
        let isOwn = reader == nil || report == reader
        return StepText(sentence: voice.say(key), words: isOwn ? words.map { $0.value ?? erased } : nil)
    }

    private func reported(_ report: Report, _ key: String) -> StepText { own(key, report.id, report.words) }

    private func assigned(_ team: TeamKey) -> StepText {
        let name = policy.team(team).map { voice.name($0.name) } ?? voice.say("sentence.unnamed")
        return StepText(sentence: voice.say("step.assigned", ["team": name]))
    }

    /// Why, under which number and until when is the desk's.
    private func referred(_ payload: TicketFact.Referred) -> StepText {
        let name = policy.organisation(payload.organisation).map { voice.name($0.name) }
        let details = [
            payload.words.map { $0.value ?? erased },
            payload.reference.map { voice.say("step.referredNumber", ["number": $0]) },
            voice.say("step.referredDue", ["when": voice.when(payload.due)]),
        ]
        return StepText(
            sentence: voice.say(
                "step.referred", ["organisation": name ?? voice.say("sentence.elsewhere")]),
            words: reader == nil ? details.compactMap(\.self).joined(separator: " · ") : nil)
    }
}

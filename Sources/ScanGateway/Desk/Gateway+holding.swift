import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// What a form to put a ticket on hold asks for. Where it lacks something, whatever else the desk would refuse is told
    /// with it.
    ///
    /// - Parameter isRepeat: it was sent before, so the ticket isn't any more as it was then.
    /// - Throws: `DeskProblems`
    func holding(
        _ form: Form, on ticket: Ticket, isRepeat: Bool, _ staff: StaffSession, _ voice: Voice
    ) throws(DeskProblems) -> TicketCommand {
        let workaround = form["workaround"].nonEmpty
        do {
            let (reason, until) = try holdTerms(form, voice)
            return .hold(
                reason, until: until, words: form["words"].nonEmpty, workaround: workaround,
                confirmsHazard: form["confirm"] == "yes")
        } catch {
            guard !isRepeat, workaround == nil || !staff.dispatches else { throw error }
            let until = voice.endOfDay(form["until"]).flatMap { $0 > voice.now ? $0 : nil }
            let grounds = policy.holdGrounds(of: ticket, from: voice.now, until: until)
            throw DeskProblems(
                all: error.all
                    + grounds.map {
                        DeskProblem(field: "workaround", key: "error.refused.\($0.key)", values: $0.values)
                    })
        }
    }

    /// Why it waits and until when, of any form that puts on hold.
    ///
    /// - Throws: `DeskProblems`, of both where both are wrong.
    func holdTerms(_ form: Form, _ voice: Voice) throws(DeskProblems) -> (HoldReason, until: Instant) {
        var problems: [DeskProblem] = []
        let reason = HoldReason(rawValue: form["reason"])
        if reason == nil { problems.append(DeskProblem(field: "reason", key: "problem.reasonNeeded")) }
        let until = voice.endOfDay(form["until"]).flatMap { $0 > voice.now ? $0 : nil }
        let latest = voice.now + policy.limits.holdMax
        if let until, until > latest {
            let moments = ["after": voice.now, "latest": latest, "moment": until].mapValues { voice.full($0) }
            problems.append(DeskProblem(field: "until", key: "error.refused.date", values: moments))
        } else if until == nil {
            problems.append(DeskProblem(field: "until", key: "problem.dateNeeded"))
        }
        guard problems.isEmpty, let reason, let until else { throw DeskProblems(all: problems) }
        return (reason, until)
    }
}

/// All that a form lacks, in the order of its fields.
struct DeskProblems: Error, Hashable {
    var all: [DeskProblem]
}

import Facility
import Ledger
import TicketTracking

/// Which call a card is about, as its address and its forms say it: `7K2M-91QX.1.2` is report 1 in round 2.
struct CallMark: Hashable, Sendable, CustomStringConvertible {
    var number: TicketNumber
    /// By its place on the ticket, from 1.
    var report: Int
    var round: Int

    init(number: TicketNumber, report: Int, round: Int) {
        self.number = number
        self.report = report
        self.round = round
    }

    /// - Returns: nil where the text isn't of that form.
    init?(_ text: String) {
        let parts = text.prefix(40).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let number = try? TicketNumber(String(parts[0])),
            let report = Int(parts[1]), report >= 1, let round = Int(parts[2]),
            (1...FollowUpRules.roundCount).contains(round)
        else { return nil }
        self.init(number: number, report: report, round: round)
    }

    var description: String { "\(number).\(report).\(round)" }
}

/// What a caller typed of a call.
struct CallForm: Hashable, Sendable {
    var outcome: String
    /// `yes`, `no` or "".
    var mended: String
    var satisfaction: String
    var reason: String
    /// As the browser's field for a day and a time has it.
    var callBack: String
    var language: String
    var words: String

    /// In the order of their keys: 1 to 9, then 0.
    static let outcomes = APICallRequest.outcomes
    static let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    static let mendedKeys = ["y", "n"]
    static let satisfactionKeys = ["q", "w", "e"]
    static let reasonKeys = ["z", "x", "c", "v", "b"]

    init(_ form: Form) {
        outcome = form["outcome"]
        mended = form["mended"]
        satisfaction = form["satisfaction"]
        reason = form["reason"]
        callBack = form["callBack"]
        language = form["language"]
        words = form["words"]
    }

    /// What was forgotten, or can't be read; empty: the desk is asked.
    func problems(_ voice: Voice, in zone: ServiceZone) -> [Problem] {
        var found: [Problem] = []
        if !Self.outcomes.contains(outcome) {
            found.append(Problem(field: "outcome-1", sentence: voice.say("calls.outcomeNeeded")))
        }
        if outcome == "callBack", zone.moment(callBack) == nil {
            found.append(Problem(field: "callBack", sentence: voice.say("calls.callBackNeeded")))
        }
        if outcome == "language", language.isEmpty {
            found.append(Problem(field: "language", sentence: voice.say("calls.languageNeeded")))
        }
        if words.count > ReportLimits.wordsMax {
            let values = ["max": String(ReportLimits.wordsMax), "found": String(words.count)]
            found.append(Problem(field: "words", sentence: voice.say("problem.wordsTooLong", values)))
        }
        return found
    }

    /// As a program would send it; only what belongs to the outcome.
    func request(in zone: ServiceZone) -> APICallRequest {
        let isReached = outcome == "reached"
        return APICallRequest(
            outcome: outcome, isMended: isReached ? ["yes": true, "no": false][mended] : nil,
            satisfaction: isReached ? satisfaction.nonEmpty : nil,
            reason: isReached ? reason.nonEmpty : nil,
            callBack: zone.moment(callBack).map { Gateway.text($0) }, language: language.nonEmpty,
            words: words.nonEmpty)
    }
}

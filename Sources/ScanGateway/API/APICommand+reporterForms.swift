import TicketTracking

extension APICommand {
    /// What reporters say, and what they are told.
    var reporterForm: APIForm {
        let said = APIFields.words("What was said.")
        return switch self {
        case .reopen:
            make(
                "Not mended after all (重开): within the reopening window the clock goes on, later new work names the old (返修).",
                optional: [
                    APIFields.report,
                    APIField("isReview", .truth, "A review reopens it, not a reporter."), said,
                ], example: ["report": 1, "words": "还是没信号"])
        case .withdraw:
            make(
                "Take a report back (撤单).",
                optional: [APIFields.report, said, APIFields.confirmsHazard],
                example: ["words": "自己好了"])
        case .amend:
            make(
                "Note how a reporter is reached from now on (更正).",
                optional: [
                    APIFields.report, APIField("name", .name, "The reporter's name; without it as before."),
                    APIField("phone", .phone, "The phone that follow-up calls."),
                    APIField("mail", .mail, "The e-mail address."),
                ], oneOf: [["phone", "mail"]], example: ["phone": "138-0013-8000"])
        case .contact:
            make(
                "Show how a reporter is reached for a while; that it was shown, and what for, is recorded.",
                required: [
                    APIField(
                        "purpose", .choice(ContactPurpose.allCases.map(\.rawValue)), "What it is shown for.")
                ], optional: [APIFields.report],
                example: ["purpose": .text(ContactPurpose.allCases[0].rawValue)])
        case .confirm:
            make(
                "Say whether a report's own fault is gone, once the work is answered; if not, it becomes a ticket again.",
                required: [APIField("isMended", .truth, "Whether it is mended there, too.")],
                optional: [APIFields.report, said], example: ["isMended": true])
        case .close: make("Close it after round 1 (结案).")
        case .urge:
            make(
                "The reporter asks for haste (催单).", optional: [APIFields.report, said],
                example: ["words": "明天考试"])
        case .answerUrge:
            make(
                "Tell a reporter who urged (催单答复).", required: [APIFields.words("The answer.")],
                optional: [APIFields.report], example: ["words": "今天下午到"])
        default:
            make(
                "Take a report off an incident whose reporter says that it is something else.",
                optional: [APIFields.report, said], example: ["words": "只有我这里断"])
        }
    }
}

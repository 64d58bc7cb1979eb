import TicketTracking

extension APICommand {
    private static let names = APIType.list(.reference, 0...20)

    var handingForm: APIForm {
        switch self {
        case .assist:
            make(
                "Say who works beside the lead (协办).",
                optional: [
                    APIField("add", Self.names, "Sign-in names of those who join."),
                    APIField("remove", Self.names, "Sign-in names of those who leave."),
                ], oneOf: [["add", "remove"]], example: ["add": ["wang"]])
        case .reassign:
            make(
                "Give it to another team or person, who is to accept it (改派).",
                required: [APIFields.team, APIFields.words("Why.")], optional: [APIFields.lead],
                example: ["team": "network", "lead": "wang", "words": "换班"])
        case .transfer:
            make(
                "Pass on what you lead to somebody who is to accept it (转单); no clock stops.",
                required: [APIFields.words("Why.")], optional: [APIFields.team, APIFields.lead],
                example: ["words": "我不在校"])
        case .appoint:
            make(
                "Note when somebody comes, as agreed with a reporter (预约).",
                required: [
                    APIField("from", .time, "From when."),
                    APIFields.until("Until when; at most a day later."),
                ], optional: [APIFields.report, APIFields.words("What the reporter is told with it.")],
                example: [
                    "report": 1, "from": "2026-12-02T10:00:00+08:00", "until": "2026-12-02T11:00:00+08:00",
                ])
        case .cancelAppointment:
            make(
                "Call off the visit that was agreed (取消预约).",
                optional: [APIFields.report, APIFields.words("What the reporter is told with it.")],
                example: ["words": "配件没到"])
        default: waitingForm
        }
    }

    private var waitingForm: APIForm {
        switch self {
        case .ask:
            make(
                "Ask a reporter something; the ticket waits for the answer (待用户).",
                required: [
                    APIFields.words("The question, as the reporter reads it."),
                    APIFields.until("Until when it waits."),
                ], optional: [APIFields.report, APIFields.workaround, APIFields.confirmsHazard],
                example: ["words": "插座在哪面墙？", "until": "2026-12-02T10:00:00+08:00"])
        case .answer:
            make(
                "Write down what a reporter answered; the hold ends.",
                required: [APIFields.words("What was answered.")], optional: [APIFields.report],
                example: ["words": "北墙"])
        case .extend:
            make(
                "Ask for more time before the resolution is due (延期).",
                required: [APIFields.until("The new date."), APIFields.words("Why.")],
                example: ["until": "2026-12-02T10:00:00+08:00", "words": "等配件"])
        default:
            make(
                "Grant or refuse the time that was asked for.",
                required: [APIField("isGranted", .truth, "Whether it is granted.")],
                optional: [APIFields.words("Why; needed for a no.")], example: ["isGranted": true])
        }
    }
}

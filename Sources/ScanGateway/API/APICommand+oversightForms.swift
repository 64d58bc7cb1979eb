import TicketTracking

extension APICommand {
    private static let event = APIField(
        "event", .whole(1...(.max)), "The number of the event, as the ticket's steps tell it.")
    private static let supervision = APIField(
        "supervision", .whole(1...1_000), "Its number on the ticket; without it 1.")
    private static let device = APIType.reference

    /// What was used, exchanged, found done or put right.
    var proofForm: APIForm {
        switch self {
        case .parts:
            make(
                "Note a part that was used.",
                required: [APIField("part", .text(1...200), "Its name or code in the store.")],
                optional: [
                    APIField("quantity", .whole(1...10_000), "How many; 1 unless said otherwise."),
                    APIField("serial", .text(1...200), "Its serial number."),
                ], example: ["part": "RJ45", "quantity": 2])
        case .replaceDevice:
            make(
                "Put a device from store where the faulty one hangs (更换), on the ticket and in the register.",
                required: [
                    APIField("new", Self.device, "The reference of the device that takes its place."),
                    APIField("words", .text(1...200), "Why."),
                ],
                optional: [
                    APIField("old", Self.device, "The faulty device's; without it the ticket's own."),
                    APIField("retiresOld", .truth, "The old one goes out of force, not into store."),
                ], example: ["new": "AP-17", "words": "主板烧坏"])
        case .signOff:
            make(
                "The work was looked at and found done (验收).",
                optional: [
                    APIField(
                        "report", APIFields.report.type,
                        "Whose reporter found so; without it somebody of the house."),
                    APIFields.words("What was said."),
                ], example: ["words": "已看过"])
        case .amendEntry:
            make(
                "Put right what a note of the desk or the answer says (更正); the old words stay in the ledger.",
                required: [Self.event],
                optional: [
                    APIFields.words("The right words; without them as they were."),
                    APIField("category", .key("category"), "The right category; of an answer only."),
                ], oneOf: [["words", "category"]], example: ["event": 4, "words": "已换光模块"])
        default:
            make(
                "Take words and photos from what anybody is shown; the ledger keeps them sealed.",
                required: [APIFields.words("Why.")], optional: [Self.event, APIFields.report],
                oneOf: [["event", "report"]], example: ["report": 1, "words": "写了电话"])
        }
    }

    var oversightForm: APIForm {
        switch self {
        case .acknowledge:
            make(
                "Seen, and seen to: reminders wait until then.",
                optional: [
                    APIFields.until("Until when; without it until it is due, or as long as may be."),
                    APIFields.words("What is done about it."),
                ], example: ["words": "在路上"])
        case .supervise:
            make(
                "Order a written answer (督办).", required: [APIFields.words("The notice.")],
                optional: [APIFields.until("By when; without it in the site's own time.")],
                example: ["words": "请说明原因"])
        case .readSupervision:
            make("Say that you have read a supervision (签收).", optional: [Self.supervision])
        case .answerSupervision:
            make(
                "Answer a supervision in writing (督办回复).", required: [APIFields.words("The answer.")],
                optional: [Self.supervision], example: ["words": "配件明天到"])
        case .acceptIncident:
            make("Say that a proposed incident is one (群障): its reports are attached, later ones join.")
        case .refuseIncident:
            make(
                "Say that a proposed incident is none: each report goes its own way.",
                optional: [APIFields.words("Why.")], example: ["words": "两件事"])
        case .recalculate:
            make(
                "Count its dues anew by the calendars and targets in force (重新计算).",
                required: [APIFields.words("Why.")], example: ["words": "补班日漏了"])
        default:
            make(
                "Close a finding of repeated faults.",
                required: [APIFields.words("How what comes back was seen to.")],
                example: ["words": "换了整段线缆"])
        }
    }
}

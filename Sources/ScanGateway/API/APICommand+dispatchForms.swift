import TicketTracking

extension APICommand {
    private static let priorities = Priority.allCases.map { Int64($0.rawValue) }

    var dispatchForm: APIForm {
        switch self {
        case .assign:
            make(
                "Give it to a team (派单).", required: [APIFields.team],
                optional: [
                    APIFields.lead,
                    APIField(
                        "assistants", .list(.reference, 0...20), "Who works beside the lead, by sign-in name."
                    ),
                ], example: ["team": "network", "lead": "wang", "assistants": []])
        case .split:
            make(
                "Give some of a ticket's reports a ticket of their own.",
                required: [
                    APIField(
                        "reports", .list(APIFields.report.type, 1...ReportLimits.reportsMax),
                        "Reports by their places on the ticket, from 1.")
                ], example: ["reports": [2]])
        case .merge:
            make(
                "Move all reports to another ticket about the same fault (合并).",
                required: [APIField("into", .ticket, "The other ticket's number.")],
                optional: [APIFields.confirmsHazard], example: ["into": "0000-0000"])
        case .locate:
            make(
                "Say where a ticket without an exact place is.", required: [APIFields.place],
                example: ["place": "2-E-05"])
        case .relocate:
            make(
                "Say that a located ticket's fault is at another place.", required: [APIFields.place],
                example: ["place": "2-E-06"])
        case .classify:
            make(
                "Say what kind of fault it is.",
                optional: [
                    APIFields.category,
                    APIField(
                        "hazard", .truth, "Whether somebody may get hurt; without it as the ticket stands."),
                    APIFields.confirmsHazard,
                ], oneOf: [["category", "hazard"]], example: ["category": "power", "hazard": false])
        case .reprioritise:
            make(
                "Change the priority.",
                required: [
                    APIField(
                        "priority", .whole((Self.priorities.min() ?? 1)...(Self.priorities.max() ?? 4)),
                        "1 (hazard) to 4 (low).")
                ], optional: [APIFields.words("Why."), APIFields.confirmsHazard],
                example: ["priority": 2, "words": "考试周"])
        default: awayForm
        }
    }

    /// What is done by others, or not at all.
    private var awayForm: APIForm {
        switch self {
        case .refer:
            make(
                "Hand it to another organisation (转办); it stays open here.",
                required: [
                    APIField("organisation", .key("organisation"), "The organisation's key."),
                    APIField("due", .time, "When their answer is expected."),
                ],
                optional: [
                    APIField("reference", .text(1...ReportLimits.contactMax), "Their case number."),
                    APIFields.words("Why."), APIFields.confirmsHazard,
                ],
                example: [
                    "organisation": "nic", "due": "2026-12-02T10:00:00+08:00", "reference": "C-2026-118",
                ])
        case .referralAnswer:
            make(
                "Record the other organisation's answer.", required: [APIFields.words("Their answer.")],
                optional: [
                    APIField("isDone", .truth, "Whether they mended it; they did unless said otherwise.")
                ], example: ["words": "已修复", "isDone": true])
        case .dismiss:
            make(
                "Don't take it on (不予受理).",
                required: [
                    APIField("reason", .choice(DismissalReason.allCases.map(\.rawValue)), "Why.")
                ], optional: [APIFields.words("In words."), APIFields.confirmsHazard],
                example: ["reason": "test"])
        default:
            make(
                "Not ours (非受理范围): answer with where to go, and close.",
                required: [APIFields.words("What the reporter is told.")],
                optional: [APIFields.confirmsHazard], example: ["words": "请联系后勤家具科"])
        }
    }
}

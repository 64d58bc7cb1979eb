import TicketTracking

extension APICommand {
    var workForm: APIForm {
        switch self {
        case .accept: make("Take it on (接单).")
        case .claim: make("Take it from the pool of its team (抢单).")
        case .decline:
            make(
                "Give it back to those who assign (退单).", required: [APIFields.words("Why.")],
                example: ["words": "我不在校区"])
        case .arrive:
            make(
                "Somebody is on site (到场).",
                optional: [
                    APIField("label", .label, "The code of the label on site."),
                    APIField(
                        "evidence", .choice(ArrivalEvidence.allCases.map(\.rawValue)),
                        "How it is known; with a label typedCode unless said otherwise, else none."),
                ], example: ["evidence": "keeperConfirmed"])
        case .remote: make("Work on it from afar (远程处理).")
        case .hold:
            make(
                "Wait for something until a date (挂起).",
                required: [
                    APIField(
                        "reason", .choice(HoldReason.allCases.map(\.rawValue)), "What it waits for."),
                    APIFields.until("Until when it waits."),
                ],
                optional: [
                    APIFields.words("In words."), APIFields.workaround, APIFields.confirmsHazard,
                ], example: ["reason": "access", "until": "2026-12-02T10:00:00+08:00", "words": "锁着"])
        case .resume: make("Go on with a ticket on hold.")
        case .resolve: resolveForm
        default:
            make(
                "Add a note.", required: [APIFields.words("The note.")],
                optional: [APIField("isPublic", .truth, "Whether reporters see it.")],
                example: ["words": "已联系楼管", "isPublic": false])
        }
    }

    private var resolveForm: APIForm {
        make(
            "Done, with an answer (办结).", required: [APIFields.words("What the reporters are told.")],
            optional: [
                APIField(
                    "mode", .choice(ResolutionMode.allCases.map(\.rawValue)),
                    "Where it was done; onSite unless said otherwise."),
                APIField("category", .key("category"), "The fault category as diagnosed."),
                APIField("cause", .key("code"), "A cause's key."),
                APIField("action", .key("code"), "An action's key."),
                APIField("responsibility", .key("code"), "A responsibility's key."),
            ],
            example: [
                "words": "已更换天线", "mode": "onSite", "category": "wifi", "cause": "cable",
                "action": "replaced", "responsibility": "wear",
            ])
    }
}

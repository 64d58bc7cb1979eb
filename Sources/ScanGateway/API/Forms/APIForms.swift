import Facility
import TicketTracking

/// The bodies of requests beside the commands on a ticket.
enum APIForms {
    private static let contact = APIForm(
        "Contact", "How a reporter is reached; each part is left out or says something.",
        optional: [
            APIField("name", .name, "Name."),
            APIField("phone", .phone, "5 to 20 digits, with the signs that people write between them."),
            APIField("mail", .mail, "E-mail address."),
        ])

    static let report = APIForm(
        "Report", "A fault. One of label, place and where says where; something says what.",
        optional: [
            APIField("label", .label, "The code of a label."),
            APIField("place", .reference, "A place's reference."),
            APIField("where", .words, "Where it is, in words."),
            APIField("joins", .ticket, "The number of an open ticket here to which the report is added."),
            APIFields.category, APIField("hazard", .truth, "Somebody may get hurt."),
            APIFields.words("What is wrong."),
            APIField("contact", .object(contact), "How the reporter is reached."),
            APIField("language", .language, "The reporter's, a tag such as en; without it the request's."),
            APIField("group", .key("group"), "A key of the site's reporter groups."),
        ],
        oneOf: [["label", "place", "where"], ["category", "words", "hazard", "joins"]],
        example: [
            "place": "2-E-05", "category": "wifi", "words": "信号弱",
            "contact": ["name": "何同学", "phone": "138-0013-8000"],
        ])

    private static let round = APIField("round", .whole(1...3), "1 to 3; without it the one that is open.")

    static let dial = APIForm(
        "Dial", "Whose number to show.", optional: [APIFields.report, round],
        example: ["report": 1, "round": 1])

    static let outcome = APIForm(
        "Outcome", "What came of a call.",
        required: [
            APIField(
                "outcome", .choice(APICallRequest.outcomes),
                "callBack needs callBack, language needs language.")
        ],
        optional: [
            APIFields.report, round,
            APIField("isMended", .truth, "What whoever was reached says: whether the fault is gone."),
            APIField(
                "satisfaction", .choice(Satisfaction.allCases.map(\.rawValue)), "How the service was."),
            APIField("reason", .choice(Discontent.allCases.map(\.rawValue)), "Why not satisfied."),
            APIField("callBack", .time, "When to call again."),
            APIField("language", .language, "What the reporter speaks."),
            APIFields.words("What was said."), APIFields.occurredAt,
        ], example: ["outcome": "reached", "isMended": true, "satisfaction": "satisfied"])

    static let sample = APIForm(
        "Sample", "How to draw.",
        optional: [
            APIField(
                "seed", .whole((.min)...(.max)), "Without it the one of an earlier drawing, else by lot."),
            APIField("dryRun", .truth, "Nothing is written."),
        ], example: ["seed": 20_260_801, "dryRun": true])

    private static let notice = APIForm(
        "NoticeText", "What people read, in one language or both.",
        optional: [
            APIField("zh", .text(1...Notice.textMax), "In Chinese."),
            APIField("en", .text(1...Notice.textMax), "In English."),
        ])

    static let notices = APIForm(
        "Notice", "A notice (停机公告) to post; with number one to change, or to end.",
        required: [APIFields.place],
        optional: [
            APIField("number", .whole(1...1_000_000), "Of the one to change; without it a new one."),
            APIField("ends", .truth, "Nobody is to see it any more; needs number."),
            APIField("words", .object(notice), "What people read."),
            APIField("from", .time, "Without it now."),
            APIField("until", .time, "Without it until it is ended."),
            APIField("daily", .text(1...20), "Hours such as 23:30-06:00; without them all day."),
            APIField(
                "categories", .list(.key("category"), 0...50), "Faults that it is about; without them all."),
        ], example: ["place": "XQ", "words": ["zh": "今晚停网检修"], "until": "2026-12-02T06:00:00+08:00"])
}

/// Parameters in the address, which are text whatever they mean.
enum APIQueries {
    static let tickets = [
        APIField(
            "view", .choice(Gateway.DeskView.allCases.map(\.rawValue)),
            "Which list; without it the first that whoever asks may see."),
        APIField("team", .key("team"), "Only this team's; a team's key."),
    ]
    static let calls = [
        APIField("round", .whole(1...3), "Of the follow-up; without it all.")
    ]
    static let rates = [
        APIField(
            "from", .text(10...40), "RFC 3339, or a day such as 2026-11-01; without it the running month."),
        APIField(
            "until", .text(10...40), "RFC 3339, not counted itself; or a day, the whole of which counts."),
        APIField("by", .choice(RateGrouping.allCases.map(\.rawValue)), "What they are told apart by."),
        APIField("asOf", .whole(0...(.max)), "The newest event that counts; without it the newest there is."),
    ]
    static let notices = [
        APIField("place", .reference, "A place's reference: those at it and above it; without it all."),
        APIField("number", .whole(1...1_000_000), "With place: that one, with its history."),
    ]
}

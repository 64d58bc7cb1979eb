import TicketTracking

/// What may be done to a ticket by `POST /api/v1/tickets/{number}/commands`: the words of `mendmark ticket`, without
/// hyphens.
enum APICommand: String, CaseIterable, Sendable {
    case accept, claim, decline, arrive, remote, hold, resume, resolve, comment
    case assign, split, merge, locate, relocate, classify, reprioritise, refer, referralAnswer
    case reopen, withdraw, dismiss, advise, amend, contact, confirm, close
    case assist, reassign, transfer, appoint, cancelAppointment
    case ask, answer, extend, decideExtension
    case parts, replaceDevice, signOff, amendEntry, redact
    case acknowledge, urge, answerUrge, supervise, readSupervision, answerSupervision
    case acceptIncident, refuseIncident, mineDiffers
    case recalculate, closeFinding
}

extension APICommand {
    /// Which fields its body has beside `command`.
    var form: APIForm {
        switch self {
        case .accept, .claim, .decline, .arrive, .remote, .hold, .resume, .resolve, .comment: workForm
        case .assign, .split, .merge, .locate, .relocate, .classify, .reprioritise, .refer, .referralAnswer,
            .dismiss, .advise:
            dispatchForm
        case .assist, .reassign, .transfer, .appoint, .cancelAppointment, .ask, .answer, .extend,
            .decideExtension:
            handingForm
        case .reopen, .withdraw, .amend, .contact, .confirm, .close, .urge, .answerUrge, .mineDiffers:
            reporterForm
        case .parts, .replaceDevice, .signOff, .amendEntry, .redact: proofForm
        case .acknowledge, .supervise, .readSupervision, .answerSupervision, .acceptIncident, .refuseIncident,
            .recalculate, .closeFinding:
            oversightForm
        }
    }

    /// A form with what every command takes beside its own fields.
    func make(
        _ note: String, required: [APIField] = [], optional: [APIField] = [], oneOf: [[String]] = [],
        example: [String: APIValue] = [:]
    ) -> APIForm {
        APIForm(
            "Command_" + rawValue, note, required: required,
            optional: optional + [APIFields.basedOn, APIFields.occurredAt], oneOf: oneOf, example: example)
    }
}

/// Fields that several requests have.
enum APIFields {
    static let basedOn = APIField(
        "basedOn", .whole(0...(.max)),
        "The number of the newest event that the sender had seen; one that comes too late is refused or kept as a note."
    )
    static let occurredAt = APIField("occurredAt", .time, "When it happened, if not now.")
    static let report = APIField(
        "report", .whole(1...Int64(ReportLimits.reportsMax)),
        "A report by its place on the ticket, from 1; without it the ticket's only one.")
    static let confirmsHazard = APIField(
        "confirmsHazard", .truth,
        "Somebody may get hurt by the fault, and whoever signed in answers for it by name.")
    static let workaround = APIField(
        "workaround", .words, "What helps meanwhile; a long or a second hold needs it.")
    static let team = APIField("team", .key("team"), "A team's key.")
    static let lead = APIField("lead", .reference, "Who leads it, by sign-in name.")
    static let category = APIField("category", .key("category"), "A fault category's key.")
    static let place = APIField("place", .reference, "The place's reference.")

    static func words(_ note: String) -> APIField { APIField("words", .words, note) }
    static func until(_ note: String) -> APIField { APIField("until", .time, note) }
}

/// Every kind of message, by its template's name: the locales have a sentence for each under `message.`.
public enum MessageTemplates {
    public static let all = [
        "report.received", "report.accepted", "report.held", "report.resolved", "report.dismissed",
        "report.advised", "report.commented", "report.holdEnded", "report.appointed",
        "report.appointmentMissed", "report.appointmentCancelled", "report.signOffWaiting", "report.asked",
        "report.extended", "report.corrected", "report.urgeAnswered", "report.postponed",
        "ticket.assigned", "ticket.toAssign", "ticket.toClaim", "ticket.dismissed", "ticket.withdrawn",
        "ticket.merged", "ticket.relocated", "ticket.referralAnswered", "ticket.referralOverdue",
        "ticket.reopened", "ticket.holdEnded", "ticket.handedOver", "ticket.assisting",
        "ticket.appointmentNear", "ticket.appointmentMissed", "ticket.appointmentCancelled",
        "ticket.answered", "ticket.extensionRequested", "ticket.extensionGranted",
        "ticket.extensionRefused", "ticket.extensionLapsed", "ticket.raised", "ticket.dispatchResumed",
        "ticket.escalated", "ticket.listedLate", "ticket.hazardUnacknowledged", "ticket.urged",
        "ticket.hazard", "ticket.signOffOverdue", "ticket.signOffLapsed", "ticket.urgeOverdue",
        "ticket.supervised", "ticket.supervisionAnswered", "ticket.supervisionOverdue", "ticket.overdue",
        "incident.proposed", "incident.widened", "finding.opened",
    ]

    /// Those that somebody may answer by "seen".
    public static let acknowledgeable: Set<String> = [
        "ticket.escalated", "ticket.listedLate", "ticket.hazardUnacknowledged", "ticket.hazard",
    ]

    /// Those that ask somebody to take a ticket on.
    public static let asking: Set<String> = ["ticket.assigned", "ticket.toAssign", "ticket.toClaim"]

    /// Every sentence that letters say.
    public static let sentences: [String] =
        all.map { "message.\($0)" } + [
            "message.subject", "message.unknown", "message.label.number", "message.label.place",
            "message.label.category", "message.label.state", "message.label.due", "message.label.team",
            "message.label.hazard", "message.label.time", "message.label.until", "message.label.answer",
            "message.label.question", "message.label.words", "message.label.reported", "message.hazardYes",
            "message.cut", "message.openTracking", "message.openDesk", "message.acknowledge",
            "message.footerReporter", "message.footerStaff", "message.footerHotline", "message.test.subject",
            "message.test.lead", "dismissed.abuse", "dismissed.test", "dismissed.empty", "dismissed.again",
        ] + states.map { "state.\($0)" }

    private static let states = [
        "reported", "assigned", "accepted", "working", "onHold", "referred", "resolved", "closed",
        "dismissed",
    ]
}

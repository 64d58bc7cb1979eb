import TicketTracking

extension SentenceKeys {
    /// Of what is late, of 督办 and 催单, and of the wallboard.
    static let supervision =
        [
            "supervision.title", "supervision.read", "supervision.answer", "supervision.answerSend",
            "supervision.answerWords", "supervision.due", "supervision.urge", "supervision.urgeSend",
            "supervision.urgeWords", "supervision.urgedAt", "supervision.order", "supervision.orderSend",
            "supervision.orderWords", "supervision.orderHint", "supervision.orderUntil",
            "supervision.wordsNeeded", "supervision.openOnly", "supervision.answeredToo",
            "supervision.answeredAt", "supervision.urged", "supervision.how", "supervision.howToAnswer",
            "supervision.done.ordered", "supervision.done.read", "supervision.done.answered",
            "supervision.done.urge", "supervision.done.acknowledged",
        ]
        + SupervisionView.List.allCases.map { "supervision.part.\($0.rawValue)" }
        + ["late", "soon", "orders", "urges"].map { "supervision.figure.\($0)" }
        + TicketFact.Supervised.Cause.allCases.map { "supervision.cause.\($0.rawValue)" }
        + [
            "wallboard.title", "wallboard.asOf", "wallboard.fresh", "role.wallboard",
        ]
        + [
            "counts", "name", "value", "rates", "heat", "heatHint", "building", "sum", "causes", "trend",
            "foot", "compared",
        ]
        .map { "period.\($0)" }
        + WallboardCount.allCases.map { "wallboard.\($0.rawValue)" }
}

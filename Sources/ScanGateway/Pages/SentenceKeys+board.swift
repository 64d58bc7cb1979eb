import TicketTracking

extension SentenceKeys {
    /// Of the board, of a call that is taken down, and of why somebody got a ticket.
    static let board =
        [
            "board.title", "board.allTeams", "board.didNothing", "board.final", "board.fresh", "board.moved",
            "board.nothingIn", "board.takenBack", "board.narrowed",
            "problem.noSuchPlace", "problem.viewName", "problem.viewMany", "problem.viewTaken",
            "board.undone",
            "intake.title", "intake.categoryOpen", "intake.placeUnknown", "intake.wantsCallNote",
            "role.board", "role.intake",
            "problem.formOld", "problem.leadSeveral", "problem.leadUnknown", "problem.manyChosen",
            "problem.noneChosen",
            "problem.phoneForCall", "problem.placeUnknown", "problem.priorityNeeded", "problem.teamNeeded",
            "staff.acceptIncident", "staff.assign", "staff.assignLead", "staff.assignLeadHint",
            "staff.assignSend", "staff.hazardLowerNo", "staff.hazardLowerYes", "staff.locate",
            "staff.locateHint", "staff.locatePlace", "staff.locateSend", "staff.prioritise",
            "staff.prioritiseSend", "staff.prioritiseWords", "staff.refuseIncident",
            "staff.refuseIncidentSend", "ticket.team", "ticket.priority",
            "ticket.whyLast", "ticket.whyRule",
        ] + BoardColumn.allCases.flatMap { ["board.\($0.rawValue)", "board.\($0.rawValue)Hint"] }
        + BoardAct.Name.allCases.map { "board.did.\($0.rawValue)" }
        + PassReason.allCases.map { "pass.\($0.rawValue)" }
        + OfferWay.allCases.map { "ticket.whyOffer.\($0.rawValue)" }
}

import Facility
import HTTPTypes
import Logging
import TicketTracking

extension Failure {
    /// What the desk's refusals come to.
    static func answer(_ refusal: Refusal) -> Answer {
        switch refusal {
        case .unknownTicket: missing("unknownTicket")
        case .unknownReport: missing("unknownReport")
        case .unknownPlace: missing("unknownPlace")
        case .unknownLabel(let code): missing("unknownLabel", ["found": code.description])
        case .unknownTeam(let key): unknown("unknownTeam", "team", key.rawValue)
        case .unknownOrganisation(let key): unknown("unknownOrganisation", "organisation", key.rawValue)
        case .unknownCategory(let key): unknown("unknownCode", "category", key.rawValue)
        case .unknownCode(let key, let list): unknown("unknownCode", list, key.rawValue, expected: "code")
        case .notPermitted(_, let roles): lacking(roles)
        case .wrongState(_, let expected, let found): wrongState(expected, found)
        case .late: conflict("late")
        case .unfitLead: conflict("unfitLead")
        case .unfitAssistant: conflict("unfitAssistant")
        case .assignedToAnother: conflict("another")
        case .noPool: conflict("noPool")
        case .notOnDuty: conflict("notOnDuty")
        case .reportEnded, .erasedReport: conflict("reportEnded")
        case .reopenWindowOver(let since):
            Answer(
                .conflict, .info, "error.refused", ["reopenWindowOver"], moments: ["moment": since])
        case .followUpPending, .followUpRound, .followUpFinished, .callerRepaired, .callHours, .callDay,
            .notCalled, .roundNotOpen, .callOpen, .otherCallOpen,
            .followUpAnswers, .nothingToCall, .overview, .sampleDrawn, .monthNotOver, .span:
            followUp(refusal)
        case .alreadyLocated: conflict("alreadyLocated")
        case .notLocated: conflict("notLocated")
        case .samePlace: conflict("samePlace")
        case .mergeIntoItself: conflict("mergeIntoItself")
        case .practiceMixed: conflict("practiceMixed")
        case .mergeTarget(_, let found):
            Answer(
                .conflict, .info, "error.refused", ["mergeTarget"],
                lists: ["found": ["state.\(found.rawValue)"]])
        case .splitSize(let found, let count):
            content("splitSize", ["found": String(found), "count": String(count)])
        case .nothingDue, .unchanged, .foreignResult: conflict("unchanged")
        case .emptyText, .textTooLong, .tooMany, .date, .occurredAt, .number: misfit(refusal)
        case .hazardUnconfirmed, .holdNeedsLead, .ownExtension, .signerRepaired: forbidden(refusal)
        case .urgedLately: Answer(.tooManyRequests, .info, "error.refused", ["urgedLately"])
        case .noUrge: conflict("noUrge")
        case .unknownSupervision(let found, let count):
            Answer(
                .conflict, .info, "error.refused", ["noSupervision"],
                ["found": String(found), "count": String(count)])
        case .nobodyHasIt: conflict("nobodyHasIt")
        case .noQuestion: conflict("noQuestion")
        case .noAppointment: conflict("noAppointment")
        case .deadlinePassed: conflict("deadlinePassed")
        case .extensionPending: conflict("extensionPending")
        case .noExtension: conflict("noExtension")
        case .noDevice: content("noDevice")
        case .notAmendable(let event):
            Answer(.conflict, .info, "error.refused", ["notAmendable"], ["found": String(event)])
        case .unknownEvent(let found, let newest):
            missing("unknownEvent", ["found": String(found), "max": String(newest)])
        case .signOffMissing: conflict("signOffMissing")
        case .frozen: conflict("frozen")
        case .incidentUndecided: conflict("incidentUndecided")
        case .incidentRefused: conflict("incidentRefused")
        case .noIncident: conflict("noIncident")
        case .incidentLapsed: conflict("incidentLapsed")
        case .noFinding: conflict("noFinding")
        }
    }

    private static func wrongState(_ expected: Set<TicketState>, _ found: TicketState) -> Answer {
        func keys(_ states: [TicketState]) -> [String] { states.map { "state.\($0.rawValue)" } }
        return Answer(
            .conflict, .info, "error.refused", ["text", "wrongState"],
            lists: [
                "expected": keys(TicketState.allCases.filter(expected.contains)), "found": keys([found]),
            ])
    }

    /// Each of these roles would do, at a scope that covers the ticket.
    static func lacking(_ roles: Set<Role>) -> Answer {
        let keys = Role.allCases.filter(roles.contains).map { "role.\($0.rawValue)" }
        return Answer(
            .forbidden, .notice, "error.forbidden", [keys.isEmpty ? "nobody" : "text"], lists: ["who": keys])
    }

    static func conflict(_ key: String) -> Answer { Answer(.conflict, .info, "error.refused", [key]) }

    static func content(_ key: String, _ values: [String: String] = [:]) -> Answer {
        Answer(.unprocessableContent, .info, "error.refused", [key], values)
    }

    private static func missing(_ key: String, _ values: [String: String] = [:]) -> Answer {
        Answer(.notFound, .info, "error.refused", [key], values)
    }

    private static func unknown(
        _ key: String, _ field: String, _ found: String, expected: String? = nil
    ) -> Answer {
        let misfit = Misfit(field: field, expected: .named(expected ?? field), found: .value(found))
        return Answer(.unprocessableContent, .info, "error.refused", [key], ["found": found], misfit: misfit)
    }
}

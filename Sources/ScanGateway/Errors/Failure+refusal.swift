import Facility
import HTTPTypes
import Logging
import TicketTracking

extension Failure {
    /// What the desk's refusals come to.
    static func answer(_ refusal: Refusal) -> Answer {
        switch refusal {
        case .unknownLabel, .unknownTicket, .unknownReport, .unknownPlace, .unknownTeam, .unknownOrganisation:
            Answer(.notFound, .info, "error.notFound")
        case .notPermitted(_, let roles):
            // The first by name that has a word of its own; a list of ten roles tells nobody whom to ask.
            Answer(
                .forbidden, .notice, "error.forbidden", ["text"],
                ["who": roles.contains(.technician) ? "role.technician" : "role.dispatcher"])
        case .wrongState: conflict("text")
        case .late: conflict("late")
        case .unfitLead, .unfitAssistant: conflict("text")
        case .assignedToAnother: conflict("another")
        case .noPool: conflict("text")
        case .notOnDuty: conflict("notOnDuty")
        case .reportEnded, .erasedReport: conflict("reportEnded")
        case .reopenWindowOver: conflict("reopenWindowOver")
        case .followUpPending, .followUpRound, .followUpFinished: conflict("followUp")
        case .alreadyLocated, .notLocated, .samePlace, .mergeIntoItself, .mergeTarget, .splitSize,
            .nothingDue,
            .unchanged, .foreignResult:
            conflict("unchanged")
        case .emptyText: content("emptyText")
        case .textTooLong(_, let max, let found):
            content("textTooLong", ["max": String(max), "found": String(found)])
        case .tooMany(_, let max, let found):
            content("textTooLong", ["max": String(max), "found": String(found)])
        case .date, .occurredAt: content("date")
        case .unknownCategory, .unknownCode: content("unknownCode")
        case .hazardUnconfirmed:
            Answer(.forbidden, .notice, "error.refused", ["hazardUnconfirmed"])
        case .holdNeedsLead(.days(let found, let max), _):
            Answer(
                .forbidden, .info, "error.refused", ["holdLong"],
                ["found": String(found), "max": String(max)])
        case .holdNeedsLead(.again, _): Answer(.forbidden, .info, "error.refused", ["holdAgain"])
        case .urgedLately: Answer(.tooManyRequests, .info, "error.refused", ["urgedLately"])
        case .noUrge: conflict("noUrge")
        case .unknownSupervision: conflict("noSupervision")
        case .nobodyHasIt: conflict("nobodyHasIt")
        case .noQuestion: conflict("noQuestion")
        case .noAppointment: conflict("noAppointment")
        case .deadlinePassed: conflict("deadlinePassed")
        case .extensionPending: conflict("extensionPending")
        case .noExtension: conflict("noExtension")
        case .ownExtension: Answer(.forbidden, .notice, "error.refused", ["ownExtension"])
        case .noDevice: content("noDevice")
        case .number(_, let expected, let found):
            content("number", ["max": String(expected.upperBound), "found": String(found)])
        case .notAmendable: conflict("notAmendable")
        case .unknownEvent: Answer(.notFound, .info, "error.notFound")
        case .signOffMissing: conflict("signOffMissing")
        case .callerRepaired: Answer(.forbidden, .notice, "error.refused", ["callerRepaired"])
        case .signerRepaired: Answer(.forbidden, .notice, "error.refused", ["signerRepaired"])
        case .callHours: conflict("callHours")
        case .callDay: conflict("callDay")
        case .notCalled: conflict("notCalled")
        case .roundNotOpen(let round, _):
            Answer(.conflict, .info, "error.refused", ["roundNotOpen"], ["round": String(round)])
        case .followUpAnswers: content("followUpAnswers")
        case .nothingToCall: conflict("nothingToCall")
        case .frozen: conflict("frozen")
        case .incidentUndecided: conflict("incidentUndecided")
        case .noIncident: conflict("noIncident")
        case .incidentLapsed: conflict("incidentLapsed")
        case .overview(let overview, _):
            Answer(
                .forbidden, .notice, "error.forbidden", ["text"],
                ["who": overview == .callsDue ? "role.caller" : "role.supervisor"])
        case .sampleDrawn(let month, let seed, _):
            Answer(
                .conflict, .info, "error.refused", ["sampleDrawn"], ["month": month, "seed": String(seed)])
        case .monthNotOver(let last):
            Answer(.conflict, .info, "error.refused", ["monthNotOver"], ["last": last.description])
        case .span: content("span")
        case .noFinding: conflict("noFinding")
        }
    }

    private static func conflict(_ key: String) -> Answer { Answer(.conflict, .info, "error.refused", [key]) }

    private static func content(_ key: String, _ values: [String: String] = [:]) -> Answer {
        Answer(.unprocessableContent, .info, "error.refused", [key], values)
    }
}

import Facility
import HTTPTypes
import Ledger
import Logging
import TicketTracking

extension Failure {
    /// Refusals of what one field says.
    static func misfit(_ refusal: Refusal) -> Answer {
        switch refusal {
        case .emptyText(let field):
            refused(
                "emptyText", Misfit(field: field, expected: .text(1...ReportLimits.wordsMax), found: .nothing)
            )
        case .textTooLong(let field, let max, let found):
            refused(
                "textTooLong", Misfit(field: field, expected: .text(1...max), found: .characters(found)),
                ["max": String(max), "count": String(found)])
        case .tooMany(let field, let max, let found):
            refused(
                "tooMany", Misfit(field: field, expected: .items(0...max), found: .items(found)),
                ["max": String(max), "count": String(found)])
        case .date(let field, let after, let latest, let found):
            refused("date", time(field, after, latest, found), moments(after, latest, found))
        case .occurredAt(let claimed, let earliest, let latest):
            refused(
                "occurredAt", time("occurredAt", earliest, latest, claimed),
                moments(earliest, latest, claimed))
        case .number(let field, let expected, let found):
            refused(
                "number",
                Misfit(
                    field: field, expected: .whole(Int64(expected.lowerBound)...Int64(expected.upperBound)),
                    found: .value(String(found))),
                ["min": String(expected.lowerBound), "max": String(expected.upperBound)])
        default: conflict("text")
        }
    }

    /// Refusals of who asks.
    static func forbidden(_ refusal: Refusal) -> Answer {
        let said: [(key: String, values: [String: String])] =
            switch refusal {
            case .holdNeedsLead(let grounds, _): grounds.map { ($0.key, $0.values) }
            case .ownExtension: [("ownExtension", [:])]
            case .signerRepaired: [("signerRepaired", [:])]
            default: [("hazardUnconfirmed", [:])]
            }
        let values = said.reduce(into: [:]) { all, one in all.merge(one.values) { first, _ in first } }
        return Answer(.forbidden, .notice, "error.refused", said.map(\.key), values)
    }

    /// Refusals of calls and of what is counted from them.
    static func followUp(_ refusal: Refusal) -> Answer {
        switch refusal {
        case .followUpPending(let reports):
            Answer(
                .conflict, .info, "error.refused", ["followUpPending"], ["count": String(reports.count)])
        case .followUpRound(let found, let expected):
            Answer(
                .conflict, .info, "error.refused", ["followUpRound"],
                [
                    "min": String(expected.lowerBound), "max": String(expected.upperBound),
                    "found": String(found),
                ])
        case .callerRepaired: Answer(.forbidden, .notice, "error.refused", ["callerRepaired"])
        case .callHours: conflict("callHours")
        case .callDay: conflict("callDay")
        case .notCalled: conflict("notCalled")
        case .callOpen(_, let since):
            Answer(.conflict, .info, "error.refused", ["callOpen"], moments: ["moment": since])
        case .otherCallOpen(_, let since):
            Answer(.conflict, .info, "error.refused", ["otherCallOpen"], moments: ["moment": since])
        case .roundNotOpen(let round, _):
            Answer(.conflict, .info, "error.refused", ["roundNotOpen"], ["round": String(round)])
        case .followUpAnswers: content("followUpAnswers")
        case .nothingToCall: conflict("nothingToCall")
        case .overview(_, let roles): lacking(roles)
        case .sampleDrawn(let month, let seed, _):
            Answer(
                .conflict, .info, "error.refused", ["sampleDrawn"], ["month": month, "seed": String(seed)])
        case .monthNotOver(let last):
            Answer(.conflict, .info, "error.refused", ["monthNotOver"], ["last": last.description])
        case .span: content("span")
        default: conflict("followUp")
        }
    }

    private static func refused(
        _ key: String, _ misfit: Misfit, _ values: [String: String] = [:]
    ) -> Answer {
        Answer(.unprocessableContent, .info, "error.refused", [key], values, misfit: misfit)
    }

    /// Moments are said by the site's clock; the misfit beside them says them as programs write them.
    private static func refused(_ key: String, _ misfit: Misfit, _ moments: [String: Instant]) -> Answer {
        Answer(.unprocessableContent, .info, "error.refused", [key], moments: moments, misfit: misfit)
    }

    private static func time(
        _ field: String, _ after: Instant, _ latest: Instant, _ found: Instant
    ) -> Misfit {
        Misfit(field: field, expected: .between(after, latest), found: .value(Gateway.text(found)))
    }

    private static func moments(
        _ after: Instant, _ latest: Instant, _ found: Instant
    ) -> [String: Instant] {
        ["after": after, "latest": latest, "moment": found]
    }
}

extension HoldGround {
    /// Of its sentence, in the group of refusals.
    var key: String {
        switch self {
        case .days: "holdLong"
        case .again: "holdAgain"
        }
    }

    /// What its sentence fills in.
    var values: [String: String] {
        switch self {
        case .days(let found, let max): ["found": String(found), "max": String(max)]
        case .again: [:]
        }
    }
}

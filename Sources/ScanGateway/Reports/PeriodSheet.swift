import Facility
import Foundation
import Ledger
import TicketTracking

/// A report's figures for spreadsheets and programs: the same again for whoever counts as of the same position.
struct PeriodSheet {
    let report: PeriodReport
    let voice: Voice
    let policy: DeskPolicy
    /// Buildings' names by reference.
    let places: [String: String]

    private struct Line: Encodable {
        /// `total`, `month`, `team`, `building`, `category`, `count`, `cause` or `heat`; of what was before, `…Before` and
        /// `…YearBefore`.
        var section: String
        /// A key or a reference; nil: of those that have none.
        var key: String?
        var name: String
        var figure: String
        var numerator: Int
        /// nil: it is a number of things.
        var denominator: Int?
        var percent: String?
    }

    private struct Content: Encodable {
        var period: String
        var from: String
        /// Not counted any more.
        var until: String
        var position: Int64
        var countedAt: String
        var lines: [Line]
    }

    /// The CSV's columns; all but the keys are in the reader's words.
    enum Column: String, CaseIterable {
        case section, name, figure, numerator, denominator, percent, formula, period, position, key
    }

    /// What the CSV calls its parts.
    static let sections = [
        "total", "totalBefore", "totalYearBefore", "month", "team", "building", "category", "count",
        "countBefore", "countYearBefore", "cause", "heat",
    ]

    var csv: [UInt8] {
        CSVText.bytes(
            [Column.allCases.map { voice.say("period.column.\($0.rawValue)") }]
                + lines.map { line in Column.allCases.map { text($0, of: line) } })
    }

    private func text(_ column: Column, of line: Line) -> String {
        let rate = ServiceRate.Name(rawValue: line.figure)
        switch column {
        case .section: return voice.say("period.section.\(line.section)")
        case .name: return line.name
        case .figure:
            if line.section == "heat" {
                return line.figure.isEmpty
                    ? voice.say("ticket.uncategorised") : policy.familyName(line.figure, voice)
            }
            return voice.say(rate.map { "rate.\($0.rawValue).name" } ?? "period.count.\(line.figure)")
        case .numerator: return String(line.numerator)
        case .denominator: return line.denominator.map(String.init) ?? ""
        case .percent: return line.percent ?? ""
        case .formula: return rate.map { voice.say("rate.\($0.rawValue).formula") } ?? ""
        case .period: return report.period.description
        case .position: return String(report.position.rawValue)
        case .key: return line.key ?? ""
        }
    }

    /// - Throws: what the encoder throws, which is nothing for these types.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(
            try encoder.encode(
                Content(
                    period: report.period.description, from: Gateway.text(report.from),
                    until: Gateway.text(report.until), position: report.position.rawValue,
                    countedAt: Gateway.text(report.countedAt), lines: lines)))
    }

    private var lines: [Line] {
        let nowhere = voice.say("rate.nowhere")
        let total = report.trends.flatMap { trend in
            [("total", trend.now), ("totalBefore", trend.before), ("totalYearBefore", trend.yearBefore)].map {
                line($0, nil, "", $1)
            }
        }
        let groups: [(String, [RateSheet.Group], (String) -> String?)] = [
            ("month", report.months, { $0 }),
            ("team", report.teams, { policy.teamName($0, voice) }),
            ("building", report.buildings, { places[$0] }),
            ("category", report.categories, { policy.categoryName($0, voice) }),
        ]
        let apart = groups.flatMap { section, groups, name in
            groups.flatMap { group in
                group.rates.map {
                    line(section, group.name, group.name.map { name($0) ?? $0 } ?? nowhere, $0)
                }
            }
        }
        return counts + total + apart + causes + heat
    }

    private func line(_ section: String, _ key: String?, _ name: String, _ rate: ServiceRate) -> Line {
        Line(
            section: section, key: key, name: name, figure: rate.name.rawValue, numerator: rate.numerator,
            denominator: rate.denominator, percent: rate.basisPoints.map(PeriodTeller.points))
    }

    private var counts: [Line] {
        let spans = [
            ("count", report.counts), ("countBefore", report.countsBefore),
            ("countYearBefore", report.countsYearBefore),
        ]
        return spans.flatMap { section, counts in
            PeriodReport.Figure.allCases.map {
                line(counted: section, nil, "", $0.rawValue, counts[$0])
            }
        } + [
            line(counted: "count", nil, "", "open", report.open),
            line(counted: "count", nil, "", "late", report.late),
        ]
    }

    private var causes: [Line] {
        report.causes.map { cause in
            let name = cause.name.map { policy.causeName($0, voice) ?? $0 } ?? voice.say("period.noCause")
            return line(counted: "cause", cause.name, name, "resolved", cause.count)
        }
    }

    private var heat: [Line] {
        report.heat.rows.flatMap { row in
            zip(report.heat.families, row.counts).map { family, number in
                line(
                    counted: "heat", row.building,
                    row.building.map { places[$0] ?? $0 } ?? voice.say("rate.nowhere"),
                    family ?? "", number)
            }
        }
    }

    private func line(
        counted section: String, _ key: String?, _ name: String, _ figure: String, _ number: Int
    ) -> Line {
        Line(section: section, key: key, name: name, figure: figure, numerator: number)
    }
}

import Facility
import Ledger
import TicketTracking

/// Says what a week or a month came to.
struct PeriodTeller {
    let voice: Voice
    let policy: DeskPolicy
    let report: PeriodReport
    /// Buildings' names by reference.
    let places: [String: String]
    /// Whether a PDF can be made.
    var hasPress = false

    /// - Parameter position: nil: as of now, whenever it is opened.
    static func link(_ period: ReportPeriod, asOf position: Position?, _ file: Gateway.PeriodFile? = nil)
        -> String
    {
        let path = file.map { Route.periodFile($0).path } ?? Route.periodReport.path
        return path + "?period=\(period)" + (position.map { "&as-of=\($0.rawValue)" } ?? "")
    }

    var page: PeriodPage {
        let isEmpty = report.counts.isEmpty
        return PeriodPage(
            heading: voice.say("period.heading", ["period": name(report.period)]), span: span, tabs: [],
            turns: turns, files: files, figures: figures, rates: report.trends.map(row),
            tables: [
                table("months", report.months) { month in ReportPeriod(month).map(name) },
                table("teams", report.teams) { policy.teamName($0, voice) },
                table("buildings", report.buildings) { places[$0] },
                table("categories", report.categories) { policy.categoryName($0, voice) },
            ].filter { !$0.rows.isEmpty },
            bars: bars, hasBars: !bars.isEmpty, heat: report.heat.rows.isEmpty ? nil : heat,
            emptyNote: isEmpty ? voice.say("period.empty") : nil, action: Route.periodReport.path,
            period: report.period.description)
    }

    var span: String {
        voice.say(
            "rate.head",
            [
                "from": report.period.first.description, "until": report.period.last.description,
                "position": String(report.position.rawValue), "at": voice.full(report.countedAt),
            ])
    }

    /// `2026年11月`, `2026年第48周`.
    func name(_ period: ReportPeriod) -> String {
        let parts = period.description.split(separator: "-")
        let number = String(Int(parts[1].drop { !$0.isNumber }) ?? 0)
        let key = if case .week = period { "period.weekName" } else { "period.monthName" }
        return voice.say(key, ["year": String(parts[0]), "number": number])
    }

    private var turns: [PeriodPage.Link] {
        let today = policy.zone.local(voice.now).day
        // Of what is yet to come there is nothing to count.
        let after = report.period.after.flatMap { $0.first <= today ? $0 : nil }
        return [(report.period.before, "period.before"), (after, "period.after")].compactMap { period, key in
            period.map {
                PeriodPage.Link(link: Self.link($0, asOf: nil), name: voice.say(key, ["period": name($0)]))
            }
        }
    }

    private var files: [PeriodPage.Link] {
        let link = Self.link(report.period, asOf: report.position)
        return [PeriodPage.Link(link: link, name: voice.say("period.asOf"))]
            + Gateway.PeriodFile.allCases.filter { $0 != .pdf || hasPress }.map { file in
                PeriodPage.Link(
                    link: Self.link(report.period, asOf: report.position, file),
                    name: file.rawValue.uppercased())
            }
    }

    private var figures: [PeriodPage.Figure] {
        PeriodReport.Figure.allCases.map { figure in
            PeriodPage.Figure(
                name: voice.say("period.count.\(figure.rawValue)"), value: String(report.counts[figure]),
                trend: voice.say(
                    "period.countTrend",
                    [
                        "before": String(report.countsBefore[figure]),
                        "yearBefore": String(report.countsYearBefore[figure]),
                    ]))
        } + [
            PeriodPage.Figure(name: voice.say("period.count.open"), value: String(report.open)),
            PeriodPage.Figure(name: voice.say("period.count.late"), value: String(report.late)),
        ]
    }

    private func row(_ trend: PeriodReport.Trend) -> PeriodPage.RateRow {
        let key = "rate.\(trend.now.name.rawValue)"
        return PeriodPage.RateRow(
            name: voice.say("\(key).name"), formula: voice.say("\(key).formula"),
            percent: Self.percent(trend.now), fraction: Self.fraction(trend.now),
            before: compared(trend.now, with: trend.before),
            yearBefore: compared(trend.now, with: trend.yearBefore))
    }

    static func percent(_ rate: ServiceRate) -> String {
        rate.basisPoints.map { points($0) + "\u{A0}%" } ?? "—"
    }
    static func fraction(_ rate: ServiceRate) -> String { "\(rate.numerator)/\(rate.denominator)" }

    /// Hundredths as a number with two digits behind the point.
    static func points(_ hundredths: Int) -> String {
        let rest = abs(hundredths) % 100
        return "\(hundredths < 0 ? "−" : "")\(abs(hundredths) / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The other one, and by how many points this one is above it.
    private func compared(_ rate: ServiceRate, with other: ServiceRate) -> String {
        guard let theirs = other.basisPoints else { return "—" }
        guard let ours = rate.basisPoints else { return Self.percent(other) }
        let change = ours - theirs
        let sign = change > 0 ? "+" : change == 0 ? "±" : ""
        return "\(Self.percent(other)) (\(sign)\(Self.points(change)))"
    }

    private func table(
        _ id: String, _ groups: [RateSheet.Group], _ name: (String) -> String?
    ) -> PeriodPage.Table {
        let columns = ServiceRate.Name.allCases.map { voice.say("rate.\($0.rawValue).name") }
        return PeriodPage.Table(
            id: id, title: voice.say("period.by.\(id)"), columns: columns,
            rows: groups.map { group in
                PeriodPage.Table.Row(
                    name: group.name.map { name($0) ?? $0 } ?? voice.say("rate.nowhere"),
                    cells: zip(columns, group.rates).map { column, rate in
                        PeriodPage.Table.Cell(
                            label: column,
                            text: rate.denominator == 0
                                ? "—" : "\(Self.percent(rate)) (\(Self.fraction(rate)))")
                    })
            })
    }

    private var bars: [PeriodPage.Bar] {
        let most = report.causes.map(\.count).max() ?? 0
        return report.causes.map {
            PeriodPage.Bar(
                name: $0.name.map { policy.causeName($0, voice) ?? $0 } ?? voice.say("period.noCause"),
                count: $0.count, most: most)
        }
    }

    private var heat: PeriodPage.Heat {
        let columns = report.heat.families.map { family in
            family.map { policy.familyName($0, voice) } ?? voice.say("ticket.uncategorised")
        }
        let most = max(1, report.heat.rows.flatMap(\.counts).max() ?? 1)
        return PeriodPage.Heat(
            columns: columns,
            rows: report.heat.rows.map { row in
                PeriodPage.Heat.Row(
                    name: row.building.map { places[$0] ?? $0 } ?? voice.say("rate.nowhere"),
                    cells: zip(columns, row.counts).map { column, count in
                        PeriodPage.Heat.Cell(
                            count: String(count), level: count == 0 ? 0 : min(5, 1 + (count - 1) * 5 / most),
                            label: column)
                    }, sum: row.sum)
            })
    }
}

extension DeskPolicy {
    func teamName(_ key: String, _ voice: Voice) -> String? {
        TeamKey(key).flatMap(team).map { voice.name($0.name) }
    }

    func categoryName(_ key: String, _ voice: Voice) -> String? {
        FaultCategoryKey(key).flatMap(category).map { voice.name($0.name) }
    }

    func causeName(_ key: String, _ voice: Voice) -> String? {
        codes.causes.first { $0.key.rawValue == key }.map { voice.name($0.name) }
    }

    /// What its categories are called, the first two of them.
    func familyName(_ family: String, _ voice: Voice) -> String {
        if let name = categoryName(family, voice) { return name }
        let names = categories.map(\.category).filter { $0.key.rawValue.hasPrefix(family + ".") }.map {
            voice.name($0.name)
        }
        guard !names.isEmpty else { return family }
        return names.prefix(2).joined(separator: " / ") + (names.count > 2 ? " …" : "")
    }
}

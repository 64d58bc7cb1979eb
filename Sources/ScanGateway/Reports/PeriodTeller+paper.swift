import Ledger
import TicketTracking

extension PeriodTeller {
    /// The same figures and words as the page, for the press.
    func paper(site: String, language: String) -> ReportPaper {
        let page = page
        var sections = [
            ReportPaper.Section(
                heading: voice.say("period.counts"), note: nil,
                columns: [voice.say("period.name"), voice.say("period.value"), voice.say("period.compared")],
                rows: page.figures.map {
                    ReportPaper.Row(cells: [$0.name, $0.value, $0.trend ?? "—"])
                }),
            ReportPaper.Section(
                heading: voice.say("period.rates"), note: nil,
                columns: ["rate", "value", "fraction", "trend", "yearTrend"].map {
                    voice.say("period.\($0)")
                },
                rows: page.rates.map { rate in
                    ReportPaper.Row(
                        cells: [
                            rate.name, rate.percent, rate.fraction, Self.folded(rate.before),
                            Self.folded(rate.yearBefore),
                        ], note: rate.formula)
                }),
        ]
        if let heat = page.heat { sections.append(section(heat)) }
        if page.hasBars {
            sections.append(
                ReportPaper.Section(
                    heading: voice.say("period.causes"), note: nil, columns: [],
                    rows: page.bars.map { ReportPaper.Row(cells: [$0.name, String($0.count)]) }))
        }
        sections += page.tables.map { table in
            ReportPaper.Section(
                heading: table.title, note: nil, columns: [voice.say("period.name")] + table.columns,
                rows: table.rows.map { row in
                    ReportPaper.Row(cells: [row.name] + row.cells.map { Self.folded($0.text) })
                })
        }
        return ReportPaper(
            title: page.heading, remarks: [site, span] + [page.emptyNote].compactMap(\.self),
            sections: sections.filter { !$0.rows.isEmpty },
            foot: voice.say(
                "period.foot",
                [
                    "site": site, "position": String(report.position.rawValue), "page": "{page}",
                    "pages": "{pages}",
                ]),
            countedAt: report.countedAt, language: language)
    }

    private func section(_ heat: PeriodPage.Heat) -> ReportPaper.Section {
        ReportPaper.Section(
            heading: voice.say("period.heat"), note: voice.say("period.heatHint"),
            columns: [voice.say("period.building")] + heat.columns + [voice.say("period.sum")],
            rows: heat.rows.map { row in
                ReportPaper.Row(
                    cells: [row.name] + row.cells.map(\.count) + [String(row.sum)],
                    shades: [0] + row.cells.map(\.level) + [0])
            })
    }

    /// A share and its fraction on two lines: seven of them stand beside each other.
    private static func folded(_ text: String) -> String { text.replacing(" (", with: "\n(") }
}

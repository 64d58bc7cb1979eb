import Foundation
import Testing

@testable import TicketTracking

@Suite("Periods of reports")
struct ReportPeriodTests {
    @Test(
        "read months, and weeks by ISO 8601",
        arguments: [
            ("2026-11", "2026-11-01", "2026-11-30"), ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-W48", "2026-11-23", "2026-11-29"), ("2026-W01", "2025-12-29", "2026-01-04"),
            ("2026-W53", "2026-12-28", "2027-01-03"), ("2021-W01", "2021-01-04", "2021-01-10"),
            ("0001-W01", "0001-01-01", "0001-01-07"),
        ])
    func read(text: String, first: String, last: String) throws {
        let period = try #require(ReportPeriod(text))
        #expect(period.first.description == first && period.last.description == last)
        #expect(period.description == text)
    }

    @Test(
        "refuse what is neither",
        arguments: [
            "", "2026", "2026-13", "2026-00", "2025-W53", "2026-W00", "2026-W54", "2026-W7", "2026-W+7",
            "26-W01",
            "2026-w48", "2026-11-01", "二〇二六-W01", "2026-W４８", "0000-W01",
        ])
    func refuse(text: String) { #expect(ReportPeriod(text) == nil) }

    /// Foundation's calendar is the judge.
    @Test("hold every day of thirty years in the right week and month, each once")
    func everyDay() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        let start = try #require(CivilDay("2010-01-01"))
        for offset in 0..<Int64(30 * 365) {
            let day = start.advanced(by: offset)
            let date = Date(timeIntervalSince1970: Double(day.number) * 86_400)
            let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
            let (year, number) = try (#require(parts.yearForWeekOfYear), #require(parts.weekOfYear))
            let week = ReportPeriod.week(of: day)
            #expect(week.description == "\(year)-W\(number < 10 ? "0" : "")\(number)", "\(day)")
            #expect((week.first...week.last).contains(day) && ReportPeriod(week.description) == week)
            let month = try #require(ReportPeriod.month(of: day))
            #expect((month.first...month.last).contains(day))
        }
    }

    @Test("follow each other without a gap, and have the year before's namesake")
    func neighbours() throws {
        for text in ["2026-01", "2026-03", "2024-02", "2026-12", "2026-W01", "2026-W53"] {
            let period = try #require(ReportPeriod(text))
            #expect(period.before?.last == period.first.advanced(by: -1))
            #expect(period.after?.first == period.last.advanced(by: 1))
            #expect(period.before?.after == period)
        }
        for month in ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] {
            for year in [2024, 2025, 2026] {
                let period = try #require(ReportPeriod("\(year)-\(month)"))
                #expect(period.yearBefore?.description == "\(year - 1)-\(month)")
            }
        }
        #expect(ReportPeriod("2026-W48")?.yearBefore?.description == "2025-W48")
    }
}

import Foundation
import Ledger
import ScanGateway

extension TicketPrinter {
    /// A clock a line, with the whole time by the clock on the wall above them.
    func show(_ report: ClocksReport) {
        let hours = report.isRoundTheClock ? "round the clock" : "by calendars \(report.calendarVersion)"
        print(
            "Ticket \(report.number), since \(local(report.openedAt)): \(length(report.wholeSeconds)) by the wall "
                + "clock; counted \(hours)")
        for clock in report.clocks { print("  " + line(clock)) }
        if report.clocks.isEmpty { print("  nothing is promised yet") }
    }

    /// - Throws: `OperatorFailure.refused` where every ticket was refused; of some that were, the standard error says so.
    func show(_ rows: [RecalculatedTicket]) throws {
        let refused = rows.filter { $0.refusal != nil && $0.isUnchanged == nil }
        if !rows.isEmpty, refused.count == rows.count {
            throw OperatorFailure.refused(refused.map(line).joined(separator: "\n"))
        }
        for row in rows where row.refusal == nil || row.isUnchanged == true { print(line(row)) }
        for row in refused { FileHandle.standardError.write(Data((line(row) + "\n").utf8)) }
        print("\(rows.count { $0.refusal == nil }) tickets counted anew")
    }

    func line(_ row: RecalculatedTicket) -> String {
        if let refusal = row.refusal { return "\(row.ticket)  \(refusal)" }
        func told(_ due: Instant?) -> String { due.map(site.local) ?? "none" }
        return "\(row.ticket)  due \(told(row.due)), was \(told(row.was))"
    }

    private func line(_ clock: ClocksReport.Clock) -> String {
        let why = [clock.by, clock.reason].compactMap { $0 }
        let state =
            ["running": "runs", "standing": "stands still", "over": "over"][clock.state] ?? clock.state
        let left =
            clock.isLate ? "\(length(-clock.leftSeconds)) late" : "\(length(clock.leftSeconds)) left"
        let stood = clock.stoodStillSeconds > 0 ? ", stood still \(length(clock.stoodStillSeconds))" : ""
        return
            "\(clock.clock): \(state) since \(local(clock.since))"
            + (why.isEmpty ? "" : " (\(why.joined(separator: ", ")))")
            + "; due \(local(clock.due)); used \(length(clock.usedSeconds)) of \(length(clock.promisedSeconds)), "
            + "\(clock.percent) %, \(left)\(stood)"
    }

    private func local(_ text: String) -> String { Instant(rfc3339: text).map(site.local) ?? text }

    /// `1 h 30 min`; what is below a minute is left out.
    private func length(_ seconds: Int64) -> String {
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        if hours == 0 { return "\(minutes) min" }
        return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min"
    }
}

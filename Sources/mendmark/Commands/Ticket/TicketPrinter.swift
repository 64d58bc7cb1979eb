import Ledger
import ScanGateway
import TicketTracking

/// Prints what the desk answered.
struct TicketPrinter {
    let site: OpenSite

    func show(_ reply: TicketReply) throws {
        switch reply {
        case .reported(let number, let token):
            print("Ticket \(number)")
            print("Tracking: \(site.baseURL)/-/t/\(token)")
        case .done(let number, let state): print("Ticket \(number) is now \(state.rawValue).")
        case .noted(let number, let state):
            print("Ticket \(number) stays \(state.rawValue): the command came late and was kept as a note.")
        case .shown(let story): show(story)
        case .listed(let rows, let isCut):
            for row in rows { print(line(row)) }
            print("\(rows.count) tickets" + (isCut ? ", the most urgent; there are more (--limit)" : ""))
        case .supervisions(let rows):
            for row in rows { print(line(row)) }
            print("\(rows.count) supervisions")
        case .clocks(let report): show(report)
        case .recalculated(let rows): try show(rows)
        case .calls: throw OperatorFailure.unexpectedReply
        case .findings(let rows):
            for row in rows { print(line(row)) }
            print("\(rows.count) findings")
        case .contact(let contact):
            print([contact.name, contact.phone, contact.mail].compactMap { $0 }.joined(separator: "  "))
        case .swept(let count): print("\(count) deadlines dealt with.")
        case .refused(let sentence): throw OperatorFailure.refused(sentence)
        case .remarked(let reply, let remarks):
            try show(reply)
            for remark in remarks { print(remark) }
        }
    }

    private func line(_ row: FindingSummary) -> String {
        let how = (row.closedBy.map { " by \($0)" } ?? "") + (row.words.map { " “\($0)”" } ?? "")
        let closed = row.closedAt.map { "closed \(site.local($0))\(how)" } ?? "open"
        return
            "\(row.ticket)  \(row.isDevice ? "device" : "place") \(row.subject)  \(row.count) faults "
            + "since \(site.local(row.since))  found \(site.local(row.foundAt))  \(closed)"
    }

    private func line(_ row: SupervisionSummary) -> String {
        let read = row.readAt.map { "read \(site.local($0))" } ?? "not read"
        let answered = row.answeredAt.map { "answered \(site.local($0))" } ?? "not answered"
        return
            "\(row.ticket)/\(row.number)  \(row.isOrdered ? "ordered" : "by urges")  due \(site.local(row.due))  "
            + "\(read)  \(answered)"
    }

    private func line(_ row: TicketSummary) -> String {
        let due = row.resolutionDue.map { " due \(site.local($0))" } ?? ""
        return
            "\(row.number)  \(row.state.rawValue)  \(Self.priority(row))  \(row.place)  "
            + "\(row.category)  \(row.team)  since \(site.local(row.openedAt))\(due)  \(row.reports) report(s)"
    }

    /// Danger speaks for itself: it is the highest priority.
    private static func priority(_ row: TicketSummary) -> String {
        if row.isHazard { return "HAZARD" }
        return Priority(rawValue: row.priority).map { "\($0)" } ?? "\(row.priority)"
    }

    private func show(_ story: TicketStory) {
        print(line(story.summary))
        if let person = story.firstContact { print("  first contact (首问责任人): \(person)") }
        for remark in story.remarks ?? [] { print("  \(remark)") }
        for (index, token) in story.reports.enumerated() {
            print("  report \(index + 1): \(site.baseURL)/-/t/\(token)")
        }
        for event in story.events {
            let claimed = event.occurredAt.map { " (happened \(local($0)))" } ?? ""
            print(
                "  \(event.number). \(local(event.recordedAt))\(claimed)  \(event.kind)  by \(event.actor) "
                    + "via \(event.channel)  [#\(event.position) \(event.hash)]")
            for detail in event.details { print("       \(detail)") }
        }
    }

    /// In the site's zone, which is said.
    private func local(_ instant: Instant) -> String { instant.local(in: site.timeZone, to: .millisecond) }
}

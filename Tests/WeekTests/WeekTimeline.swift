import Facility
import Ledger
import TicketTracking

/// Tickets told hour by hour, as a dispatcher would read them.
struct WeekTimeline {
    let zone: ServiceZone

    func time(_ instant: Instant?) -> String {
        guard let instant else { return "–" }
        let (day, second) = zone.local(instant)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
            "\(day.weekday.rawValue.prefix(3)) \(day.description.dropFirst(5)) \(two(second / 3_600)):\(two(second / 60 % 60))"
    }

    /// One line an event; of a fact its kind, and what a dispatcher asks first.
    func lines(_ title: String, _ events: [RecordedEvent<TicketFact>], _ ticket: Ticket, most: Int = 40)
        -> [String]
    {
        var lines = [
            "",
            "— \(title): ticket \(ticket.id), \(ticket.priority), \(ticket.team?.rawValue ?? "nobody"), \(ticket.reports.count) report(s), now \(ticket.state)\(ticket.closing.map { " (\($0))" } ?? "")",
        ]
        lines.append(
            "  response due \(time(ticket.responseDue)), responded \(time(ticket.respondedAt)); resolution due \(time(ticket.resolutionDue)), resolved \(time(ticket.resolvedAt)); clock stood still \(ticket.pausedSeconds / 3_600) h"
        )
        var (last, count) = ("", 0)
        for event in events {
            let kind = String(event.envelope.kind.name.dropFirst(7)) + detail(event.fact)
            if kind == last {
                count += 1
                continue
            }
            if count > 1, let index = lines.indices.last { lines[index] += "  ×\(count)" }
            (last, count) = (kind, 1)
            lines.append("  \(time(event.envelope.happenedAt))  \(kind)")
        }
        if count > 1, let index = lines.indices.last { lines[index] += "  ×\(count)" }
        return lines.count > most
            ? Array(lines.prefix(most)) + ["  … \(lines.count - most) more lines"] : lines
    }

    private func detail(_ fact: TicketFact) -> String {
        switch fact {
        case .routed(let routed):
            ": \(routed.rule) → \(routed.team), due \(time(routed.responseDue)) / \(time(routed.resolutionDue))"
        case .assigned(let assigned): " → \(assigned.team), due \(time(assigned.resolutionDue))"
        case .overdue(let overdue): ": \(overdue.clock.rawValue) was due \(time(overdue.due))"
        case .held(let held):
            ": \(held.reason.rawValue) until \(time(held.until))\(held.pausesClock ? ", clock stands still" : "")"
        case .followedUp(let call): ": round \(call.round), attempt \(call.attempt), \(call.outcome.name)"
        case .reprioritised(let moved): " → \(moved.priority), due \(time(moved.resolutionDue))"
        case .closed(let closed): ": \(closed.how)"
        case .offered(let offer):
            ": \(offer.how.rawValue) of \(offer.team)\(offer.to.map { " (\($0))" } ?? ""), \(offer.cause.rawValue)"
                + ", until \(time(offer.acceptDue))"
        case .escalated(let step): ": \(step.clock.rawValue) \(step.percent) %"
        case .acknowledged(let seen): " until \(time(seen.until))"
        case .urged: "!"
        case .supervised(let order): ": no. \(order.number), answer due \(time(order.due))"
        case .incidentProposed(let proposal):
            ": \(proposal.grouping.rawValue), \(proposal.members.count) reports"
        case .incidentWidened(let wider): ": \(wider.grouping.rawValue), \(wider.members.count) more"
        default: ""
        }
    }
}

import Facility
import Ledger

/// Finds faults that come back.
struct RepeatDetector {
    /// What they have in common.
    enum Subject: Hashable {
        case place(PlaceID)
        case device(DeviceID)
    }

    var rules: RepeatRules

    /// What a ticket is asked about: its device first, then its exact place.
    static func subjects(of ticket: Ticket) -> [Subject] {
        var subjects = [ticket.device, ticket.incident?.device].compactMap(\.self).prefix(1).map {
            Subject.device($0)
        }
        // An incident is about what its rooms share, and counts for none of them.
        if ticket.incident == nil, ticket.place.isLocated, let place = ticket.place.place {
            subjects.append(.place(place))
        }
        return subjects
    }

    /// What should become a finding of a ticket.
    ///
    /// - Parameters:
    ///   - rows: tickets of the subject, as `TicketStore.recent` gives them.
    ///   - open: whether one of these faults stands in a finding that nobody has closed.
    /// - Returns: nil where there are too few, or where they are known already.
    func finding(
        of subject: Subject, for ticket: Ticket, among rows: [TicketRow], openFindings: [FindingRow]
    ) -> TicketFact.FaultRepeated? {
        guard !openFindings.contains(where: { $0.subject == subject }) else { return nil }
        let since = ticket.openedAt - rules.within
        let counted = rows.filter {
            $0.id != ticket.id && $0.openedAt >= since && $0.openedAt <= ticket.openedAt
                && $0.isFault(of: subject)
        }.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
        guard counted.count + 1 >= rules.least, ticket.row.isFault(of: subject) else { return nil }
        let first = counted.first?.openedAt ?? ticket.openedAt
        let tickets = counted.suffix(Self.namedMax).map(\.id) + [ticket.id]
        return switch subject {
        case .place(let place):
            TicketFact.FaultRepeated(place: place, tickets: tickets, count: counted.count + 1, since: first)
        case .device(let device):
            TicketFact.FaultRepeated(
                device: device, tickets: tickets, count: counted.count + 1, since: first)
        }
    }

    /// Tickets that a finding names; more are counted.
    private static let namedMax = 20
}

extension TicketRow {
    /// Whether it counts: not dismissed, withdrawn, merged into another or waiting as an incident for a yes.
    fileprivate func isFault(of subject: RepeatDetector.Subject) -> Bool {
        guard state != .dismissed, mergedInto == nil, reportCount > 0, grouping != .proposed else {
            return false
        }
        switch subject {
        case .place(let place): return grouping != .incident && isLocated && self.place == place
        case .device(let device):
            return self.device == device
        }
    }
}

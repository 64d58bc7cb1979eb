import Ledger
import Sealing
import TicketTracking

/// The rows that follow from a ticket commit's events, with their MACs made.
struct TicketRows: Sendable {
    private let site: SiteID
    private let commit: TicketCommit
    /// Of the contacts in `commit.reports`, in their order.
    private let macs: [[(field: BlindIndex.Field, mac: [UInt8])]?]
    /// Tickets that these very events open.
    private let opened: Set<TicketID>

    init(_ commit: TicketCommit, blindIndex: BlindIndex, site: SiteID) {
        self.site = site
        self.commit = commit
        macs = commit.reports.map { row in row.contact.map { Self.macs(of: $0, blindIndex) } }
        let first = commit.commit.drafts.filter { $0.stream.kind == .ticket && $0.number == 1 }
        opened = Set(first.map { TicketID($0.stream.number) })
    }

    /// - Parameter recordedAt: of the events.
    func write(_ session: any SQLSession, recordedAt: Instant) throws {
        let commit = commit.recorded(at: recordedAt)
        let deadlines = Dictionary(grouping: commit.deadlines, by: \.ticket)
        for ticket in commit.tickets {
            try TicketTable.write(ticket, site, session)
            try DeadlineTable.replace(
                deadlines[ticket.id] ?? [], of: ticket.id, isNew: opened.contains(ticket.id), site, session)
        }
        for (row, macs) in zip(commit.reports, macs) {
            try ReportTable.write(ReportTable.Prepared(row: row, macs: macs), site, session)
        }
        for row in commit.supervisions { try SupervisionTable.write(row, site, session) }
        for row in commit.findings { try FindingTable.write(row, site, session) }
        for entry in commit.outbox { try OutboxTable.insert(entry, at: recordedAt, site, session) }
        for giving in commit.givings { try GivingTable.write(giving, site, session) }
    }

    private static func macs(
        of contact: Contact, _ index: BlindIndex
    ) -> [(field: BlindIndex.Field, mac: [UInt8])] {
        let fields: [(BlindIndex.Field, String?)] = [
            (.phone, contact.phone), (.phoneEnding, contact.phone), (.mail, contact.mail),
        ]
        return fields.compactMap { field, text in
            text.flatMap { index.mac(of: $0, as: field) }.map { (field, $0) }
        }
    }
}

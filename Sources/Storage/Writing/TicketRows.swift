import Ledger
import Sealing
import TicketTracking

/// The rows that follow from a ticket commit's events, with their MACs made.
struct TicketRows: Sendable {
    private let site: SiteID
    private let tickets: [TicketRow]
    private let reports: [ReportTable.Prepared]
    private let deadlines: [TicketID: [Deadline]]
    private let outbox: [OutboxEntry]
    /// Tickets that these very events open.
    private let opened: Set<TicketID>

    init(_ commit: TicketCommit, blindIndex: BlindIndex, site: SiteID) {
        self.site = site
        tickets = commit.tickets
        reports = commit.reports.map { row in
            ReportTable.Prepared(row: row, macs: row.contact.map { Self.macs(of: $0, blindIndex) })
        }
        deadlines = Dictionary(grouping: commit.deadlines, by: \.ticket)
        outbox = commit.outbox
        let first = commit.commit.drafts.filter { $0.stream.kind == .ticket && $0.number == 1 }
        opened = Set(first.map { TicketID($0.stream.number) })
    }

    func write(_ session: any SQLSession) throws {
        for ticket in tickets {
            try TicketTable.write(ticket, site, session)
            try DeadlineTable.replace(
                deadlines[ticket.id] ?? [], of: ticket.id, isNew: opened.contains(ticket.id), site, session)
        }
        for report in reports { try ReportTable.write(report, site, session) }
        for entry in outbox { try OutboxTable.insert(entry, site, session) }
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

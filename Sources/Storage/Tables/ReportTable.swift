import Ledger
import Sealing
import TicketTracking

/// What is looked up of a report, with the blind index of its contact.
enum ReportTable {
    /// A report whose contact's MACs are made already; nil: no contact, or not changed.
    struct Prepared: Sendable {
        var row: ReportRow
        var macs: [(field: BlindIndex.Field, mac: [UInt8])]?
    }

    static func write(_ report: Prepared, _ site: SiteID, _ session: any SQLSession) throws {
        let row = report.row
        try session.run(
            """
            INSERT INTO reports (site, id, ticket, reporter, reported_at, link_epoch)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (site, id) DO UPDATE SET
                ticket = excluded.ticket, reporter = excluded.reporter, reported_at = excluded.reported_at,
                link_epoch = excluded.link_epoch
            """,
            [
                .integer(site.rawValue), .integer(row.id.rawValue), .integer(row.ticket.rawValue),
                .integer(row.reporter.rawValue), .integer(row.reportedAt.microseconds),
                .integer(Int64(row.linkEpoch)),
            ])
        guard let macs = report.macs else { return }
        try session.run(
            "DELETE FROM contact_index WHERE site = $1 AND report = $2",
            [.integer(site.rawValue), .integer(row.id.rawValue)])
        for (field, mac) in macs {
            try session.run(
                "INSERT INTO contact_index (site, report, field, mac) VALUES ($1, $2, $3, $4)",
                [.integer(site.rawValue), .integer(row.id.rawValue), .text(field.rawValue), .blob(mac)])
        }
    }

    /// Without the contact, which isn't stored.
    static func find(_ id: ReportID, _ site: SiteID, _ session: any SQLSession) throws -> ReportRow? {
        try session.first(
            "SELECT ticket, reporter, reported_at, link_epoch FROM reports WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)]
        ) { row in
            ReportRow(
                id: id, ticket: TicketID(try row.int(0)), reporter: PersonID(try row.int(1)),
                reportedAt: Instant(microseconds: try row.int(2)), linkEpoch: Int(try row.int(3)))
        }
    }

    /// Forgets by which phone and mail a person's reports are found.
    static func deleteContacts(of person: PersonID, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            DELETE FROM contact_index
            WHERE site = $1 AND report IN (SELECT id FROM reports WHERE site = $1 AND reporter = $2)
            """, [.integer(site.rawValue), .integer(person.rawValue)])
    }
}

extension Migration {
    /// What lists and boards show of tickets, what is due, what is to be sent.
    static let tickets = Migration(
        number: 3, title: "tickets",
        script: """
            CREATE TABLE tickets (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                state TEXT NOT NULL,
                is_open {integer} NOT NULL,
                place {integer},
                is_located {integer} NOT NULL,
                device {integer},
                category TEXT,
                is_hazard {integer} NOT NULL,
                priority {integer} NOT NULL,
                team TEXT,
                lead {integer},
                opened_at {integer} NOT NULL,
                changed_at {integer} NOT NULL,
                response_due {integer},
                resolution_due {integer},
                hold_until {integer},
                report_count {integer} NOT NULL,
                merged_into {integer},
                revision {integer} NOT NULL,
                PRIMARY KEY (site, id)
            ){keyOrdered};
            CREATE INDEX tickets_open ON tickets (site, priority, opened_at, id) WHERE is_open = 1;
            CREATE INDEX tickets_by_place ON tickets (site, place, opened_at);
            CREATE INDEX tickets_by_device ON tickets (site, device, opened_at) WHERE device IS NOT NULL;
            CREATE INDEX tickets_by_lead ON tickets (site, lead, opened_at) WHERE lead IS NOT NULL;

            CREATE TABLE reports (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                ticket {integer} NOT NULL,
                reporter {integer} NOT NULL,
                reported_at {integer} NOT NULL,
                link_epoch {integer} NOT NULL CHECK (link_epoch > 0),
                PRIMARY KEY (site, id)
            ){keyOrdered};
            CREATE INDEX reports_by_reporter ON reports (site, reporter);

            CREATE TABLE contact_index (
                site {integer} NOT NULL,
                report {integer} NOT NULL,
                field TEXT NOT NULL,
                mac {blob} NOT NULL,
                PRIMARY KEY (site, report, field)
            ){keyOrdered};
            CREATE INDEX contact_index_by_mac ON contact_index (site, field, mac);

            CREATE TABLE deadlines (
                site {integer} NOT NULL,
                ticket {integer} NOT NULL,
                kind TEXT NOT NULL,
                due {integer} NOT NULL,
                leased_until {integer},
                PRIMARY KEY (site, ticket, kind)
            ){keyOrdered};
            CREATE INDEX deadlines_by_due ON deadlines (site, due);

            CREATE TABLE outbox (
                site {integer} NOT NULL,
                ticket {integer} NOT NULL,
                event {integer} NOT NULL,
                template TEXT NOT NULL,
                recipient_kind TEXT NOT NULL,
                recipient TEXT NOT NULL,
                PRIMARY KEY (site, ticket, event, template, recipient_kind, recipient)
            ){keyOrdered};
            """)
}

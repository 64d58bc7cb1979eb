extension Migration {
    /// When messages may go out, when their recipients were disturbed last, and supervisions.
    static let oversight = Migration(
        number: 6, title: "oversight",
        script: """
            ALTER TABLE outbox ADD COLUMN not_before {integer};
            ALTER TABLE outbox ADD COLUMN quiet {integer};

            CREATE TABLE disturbances (
                site {integer} NOT NULL,
                recipient_kind TEXT NOT NULL,
                recipient TEXT NOT NULL,
                moment {integer} NOT NULL,
                PRIMARY KEY (site, recipient_kind, recipient, moment)
            ){keyOrdered};

            CREATE TABLE supervisions (
                site {integer} NOT NULL,
                ticket {integer} NOT NULL,
                number {integer} NOT NULL,
                cause TEXT NOT NULL,
                opened_at {integer} NOT NULL,
                due {integer} NOT NULL,
                read_at {integer},
                answered_at {integer},
                PRIMARY KEY (site, ticket, number)
            ){keyOrdered};
            CREATE INDEX supervisions_by_due ON supervisions (site, due);
            """)
}

extension Migration {
    /// Faults that come back.
    static let findings = Migration(
        number: 9, title: "findings",
        script: """
            CREATE TABLE findings (
                site {integer} NOT NULL,
                ticket {integer} NOT NULL,
                place {integer},
                device {integer},
                fault_count {integer} NOT NULL,
                since {integer} NOT NULL,
                found_at {integer} NOT NULL,
                closed_at {integer},
                PRIMARY KEY (site, ticket)
            ){keyOrdered};
            CREATE INDEX findings_open ON findings (site, found_at) WHERE closed_at IS NULL;
            """)
}

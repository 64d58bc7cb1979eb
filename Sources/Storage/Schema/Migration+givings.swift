extension Migration {
    /// When each person was last given a ticket, and open tickets by who leads them.
    static let givings = Migration(
        number: 7, title: "who was given a ticket when",
        script: """
            CREATE TABLE givings (
                site {integer} NOT NULL,
                person {integer} NOT NULL,
                given_at {integer} NOT NULL,
                PRIMARY KEY (site, person)
            ){keyOrdered};
            CREATE INDEX tickets_open_by_lead ON tickets (site, lead) WHERE is_open = 1 AND lead IS NOT NULL;
            """)
}

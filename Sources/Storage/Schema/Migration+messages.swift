extension Migration {
    /// Where people are written to, what is on its way to whom, and which channels were tried out.
    static let messages = Migration(
        number: 12, title: "messages",
        script: """
            ALTER TABLE people ADD COLUMN mail {blob};
            ALTER TABLE people ADD COLUMN language TEXT;
            ALTER TABLE outbox ADD COLUMN leased_until {integer};

            CREATE TABLE deliveries (
                site {integer} NOT NULL,
                id TEXT NOT NULL CHECK (length(id) = 32),
                ticket {integer} NOT NULL,
                event {integer} NOT NULL,
                template TEXT NOT NULL,
                recipient_kind TEXT NOT NULL,
                recipient TEXT NOT NULL,
                channel TEXT,
                person {integer},
                is_urgent {integer} NOT NULL,
                state TEXT NOT NULL,
                attempts {integer} NOT NULL,
                due {integer} NOT NULL,
                since {integer} NOT NULL,
                leased_until {integer},
                settled_at {integer},
                remark TEXT,
                PRIMARY KEY (site, id)
            ){keyOrdered};
            CREATE INDEX deliveries_waiting ON deliveries (site, is_urgent, due, id) WHERE state = 'waiting';
            CREATE INDEX deliveries_settled ON deliveries (site, state, settled_at);

            CREATE TABLE channel_tests (
                site {integer} NOT NULL,
                channel TEXT NOT NULL,
                person {integer} NOT NULL,
                tested_at {integer} NOT NULL,
                receipt TEXT NOT NULL,
                mark TEXT NOT NULL,
                PRIMARY KEY (site, channel, person)
            ){keyOrdered};
            """)
}

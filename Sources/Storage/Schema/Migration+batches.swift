extension Migration {
    /// Print runs, part-used sheets, and what is known of a label since it hangs.
    static let batches = Migration(
        number: 5, title: "batches, part-used sheets, label problems",
        script: """
            ALTER TABLE labels ADD COLUMN last_seen_at {integer};
            ALTER TABLE labels ADD COLUMN problems {blob};
            ALTER TABLE labels ADD COLUMN open_problems {integer} NOT NULL DEFAULT 0;
            CREATE INDEX labels_with_problems ON labels (site, id) WHERE open_problems > 0;

            CREATE TABLE batches (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                title TEXT NOT NULL,
                opened_at {integer} NOT NULL,
                opened_by TEXT NOT NULL,
                items {blob},
                runs {blob},
                voided {blob},
                revision {integer} NOT NULL,
                PRIMARY KEY (site, id)
            ){keyOrdered};

            CREATE TABLE sheets (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                stock TEXT NOT NULL,
                free {blob},
                spoiled {blob},
                batch {integer} NOT NULL,
                kept_at {integer} NOT NULL,
                discarded TEXT,
                is_usable {integer} NOT NULL,
                revision {integer} NOT NULL,
                PRIMARY KEY (site, id)
            ){keyOrdered};
            CREATE INDEX sheets_usable ON sheets (site, id) WHERE is_usable = 1;
            """)
}

extension Migration {
    /// Which tickets were urged, by which those who supervise find them, and the views of the board that people keep.
    ///
    /// Of tickets of before those are taken that were ever urged, or took over somebody's reports: whoever lists them looks at
    /// each one, and the next event of each puts it right.
    static let urges = Migration(
        number: 16, title: "urges by age, kept views",
        script: """
            ALTER TABLE tickets ADD COLUMN urged_at {integer};
            UPDATE tickets SET urged_at = (
                SELECT MIN(events.recorded_at) FROM events
                WHERE events.site = tickets.site AND events.stream_kind = 'ticket'
                    AND events.stream_number = tickets.id
                    AND events.kind IN ('ticket.urged', 'ticket.reportsTaken'))
            WHERE is_open = 1;
            CREATE INDEX tickets_urged ON tickets (site, urged_at, id) WHERE urged_at IS NOT NULL;

            CREATE TABLE kept_views (
                site {integer} NOT NULL,
                person {integer} NOT NULL,
                name TEXT NOT NULL,
                query TEXT NOT NULL,
                kept_at {integer} NOT NULL,
                PRIMARY KEY (site, person, name)
            ){keyOrdered};
            """)
}

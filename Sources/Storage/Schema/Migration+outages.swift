extension Migration {
    /// Cables, notices, and what an incident is made of.
    static let outages = Migration(
        number: 8, title: "cables, notices, incidents",
        script: """
            ALTER TABLE places ADD COLUMN uplink {blob};
            ALTER TABLE places ADD COLUMN uplink_device {integer};
            ALTER TABLE places ADD COLUMN notices {blob};
            ALTER TABLE places ADD COLUMN notice_count {integer} NOT NULL DEFAULT 0;
            CREATE INDEX places_by_switch ON places (site, uplink_device) WHERE uplink_device IS NOT NULL;

            ALTER TABLE tickets ADD COLUMN path {blob};
            ALTER TABLE tickets ADD COLUMN switches {blob};
            ALTER TABLE tickets ADD COLUMN grouping_state TEXT NOT NULL DEFAULT 'settled';
            CREATE INDEX tickets_groupable ON tickets (site, grouping_state, opened_at) WHERE is_open = 1;
            """)
}

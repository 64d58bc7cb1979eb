extension Migration {
    /// Where and of what family the tickets are of which an incident may be made, so that a report looks at those near it
    /// only; and what a board's columns are read by.
    static let grouping = Migration(
        number: 13, title: "incidents by house and switch, columns of a board",
        script: """
            ALTER TABLE tickets ADD COLUMN group_part TEXT;
            ALTER TABLE tickets ADD COLUMN group_house {integer};
            ALTER TABLE tickets ADD COLUMN group_family TEXT;
            UPDATE tickets SET
                group_part = CASE grouping_state WHEN 'free' THEN 'member' ELSE 'whole' END,
                group_house = (
                    SELECT step.value FROM {stepsOfTicket} AS step
                    LEFT JOIN places ON places.site = tickets.site AND places.id = step.value
                    ORDER BY CASE WHEN places.kind = 'building' THEN 0 ELSE 1 END, step.key LIMIT 1),
                group_family = CASE WHEN {position}(category, '.') = 0 THEN category
                    ELSE substr(category, 1, {position}(category, '.') - 1) END
            WHERE is_open = 1 AND category IS NOT NULL AND path IS NOT NULL AND (
                grouping_state IN ('proposed', 'incident')
                OR grouping_state = 'free' AND is_located = 1 AND is_hazard = 0 AND priority <> 1
                    AND state IN ('reported', 'assigned', 'accepted'));
            DROP INDEX tickets_groupable;
            CREATE INDEX tickets_by_group ON tickets
                (site, group_house, group_family, group_part, opened_at, id, place)
                WHERE group_house IS NOT NULL;
            CREATE INDEX tickets_proposed ON tickets (site, priority, opened_at, id)
                WHERE is_open = 1 AND grouping_state = 'proposed';

            ALTER TABLE tickets ADD COLUMN clock_due {integer};
            UPDATE tickets SET clock_due = CASE
                WHEN state IN ('reported', 'assigned') THEN COALESCE(response_due, resolution_due)
                ELSE resolution_due END
            WHERE state IN ('reported', 'assigned', 'accepted', 'working', 'referred');
            CREATE INDEX tickets_by_clock ON tickets (site, clock_due, id) WHERE clock_due IS NOT NULL;
            CREATE INDEX tickets_by_state ON tickets (site, state, priority, opened_at, id) WHERE is_open = 1;
            CREATE INDEX tickets_unlocated ON tickets (site, priority, opened_at, id)
                WHERE is_open = 1 AND is_located = 0;

            CREATE TABLE ticket_switches (
                site {integer} NOT NULL,
                device {integer} NOT NULL,
                family TEXT NOT NULL,
                part TEXT NOT NULL,
                opened_at {integer} NOT NULL,
                ticket {integer} NOT NULL,
                place {integer},
                PRIMARY KEY (site, device, family, part, opened_at, ticket)
            ){keyOrdered};
            CREATE INDEX ticket_switches_by_ticket ON ticket_switches (site, ticket);
            INSERT INTO ticket_switches (site, device, family, part, opened_at, ticket, place)
            SELECT tickets.site, line.value, group_family, group_part, opened_at, tickets.id, place
            FROM tickets, {switchesOfTicket} AS line WHERE group_part IS NOT NULL;
            """)
}

extension Migration {
    /// Who has a ticket meanwhile, by which that house's lists find it; what was referred before is looked up in the
    /// ledger, whose payloads say the organisation in clear.
    static let referrals = Migration(
        number: 11, title: "where tickets were referred to",
        script: """
            ALTER TABLE tickets ADD COLUMN referred_to TEXT;
            UPDATE tickets SET referred_to = (
                SELECT {organisationOfPayload} FROM events
                WHERE events.site = tickets.site AND events.stream_kind = 'ticket'
                    AND events.stream_number = tickets.id AND events.kind = 'ticket.referred'
                ORDER BY events.number DESC LIMIT 1)
            WHERE state = 'referred';
            """)
}

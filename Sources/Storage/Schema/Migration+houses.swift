extension Migration {
    /// What a team's own list, and that of a house that tickets are referred to, are read by.
    static let houses = Migration(
        number: 14, title: "open tickets by team and by house",
        script: """
            CREATE INDEX tickets_by_team ON tickets (site, team, priority, opened_at, id)
                WHERE is_open = 1 AND team IS NOT NULL;
            CREATE INDEX tickets_by_referral ON tickets (site, referred_to, priority, opened_at, id)
                WHERE is_open = 1 AND referred_to IS NOT NULL;
            """)
}

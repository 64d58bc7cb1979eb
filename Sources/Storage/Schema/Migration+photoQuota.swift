extension Migration {
    /// How much is kept of photos, for the site's quota of a day.
    static let photoQuota = Migration(
        number: 10, title: "photo quota",
        script: """
            ALTER TABLE photos ADD COLUMN bytes {integer} NOT NULL DEFAULT 0;
            CREATE INDEX photos_by_day ON photos (site, kept_at);
            """)
}

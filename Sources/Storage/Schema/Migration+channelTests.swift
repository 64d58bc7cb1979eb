extension Migration {
    /// By which message a channel was tried out, so that one that bounces counts no more.
    static let channelTests = Migration(
        number: 15, title: "messages of tests",
        script: """
            ALTER TABLE channel_tests ADD COLUMN message TEXT;
            """)
}

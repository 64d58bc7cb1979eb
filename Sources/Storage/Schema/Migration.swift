/// A step of the schema: numbered without gaps from 1, forward only, never changed once it was shipped.
struct Migration: Sendable {
    var number: Int
    /// What it is for, in a few words.
    var title: String
    /// Statements in the words of every engine, with those of `Dialect.schema` for a dialect's own.
    var script: String

    static let all: [Migration] = [
        .ledger, .register, .tickets, .people, .batches, .oversight, .givings, .outages, .findings,
        .photoQuota, .referrals, .messages, .grouping, .houses, .channelTests, .urges,
    ]
}

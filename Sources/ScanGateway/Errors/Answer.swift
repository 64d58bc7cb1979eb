import HTTPTypes
import Ledger
import Logging

/// What a failure comes to: the status, how loudly it is logged, and the sentences that the user reads.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var level: Logger.Level
    /// Of a group of sentences: `heading` and the ones in `sentences`.
    var group: String
    /// Keys after the group, `text` by default.
    var sentences: [String]
    var values: [String: String]
    /// Values that are moments, said by the site's clock.
    var moments: [String: Instant]
    /// Values that are lists of things with sentences of their own.
    var lists: [String: [String]]
    /// What was expected of which field, and what was found there; nil: not so simple.
    var misfit: Misfit?
    var retryAfterSeconds: Int64?

    init(
        _ status: HTTPResponse.Status, _ level: Logger.Level, _ group: String,
        _ sentences: [String] = ["text"], _ values: [String: String] = [:],
        moments: [String: Instant] = [:], lists: [String: [String]] = [:], misfit: Misfit? = nil,
        retryAfterSeconds: Int64? = nil
    ) {
        self.moments = moments
        self.lists = lists
        self.misfit = misfit
        self.status = status
        self.level = level
        self.group = group
        self.sentences = sentences
        self.values = values
        self.retryAfterSeconds = retryAfterSeconds
    }
}

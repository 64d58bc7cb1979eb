import HTTPTypes
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
    var retryAfterSeconds: Int64?

    init(
        _ status: HTTPResponse.Status, _ level: Logger.Level, _ group: String,
        _ sentences: [String] = ["text"],
        _ values: [String: String] = [:], retryAfterSeconds: Int64? = nil
    ) {
        self.status = status
        self.level = level
        self.group = group
        self.sentences = sentences
        self.values = values
        self.retryAfterSeconds = retryAfterSeconds
    }
}

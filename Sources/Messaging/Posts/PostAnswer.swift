/// What a server answered to a post.
public struct PostAnswer: Hashable, Sendable {
    public var status: Int
    /// At most `PostClient.answerMax` bytes.
    public var body: [UInt8]
    /// Seconds that it asks to wait; nil: it doesn't say.
    public var retryAfter: Int?

    public init(status: Int, body: [UInt8] = [], retryAfter: Int? = nil) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
    }
}

/// Why there was no answer, in words without the address.
public struct PostFailure: Error, Hashable, Sendable {
    public var words: String

    public init(_ words: String) { self.words = words }
}

/// What posts to an address.
public protocol PostClient: Sendable {
    func post(_ body: [UInt8], to url: String, headers: [(String, String)]) async throws(PostFailure)
        -> PostAnswer
}

/// What one pass of a ladder is worth on a collection of photos.
public struct PassWorth: Hashable, Sendable, Codable {
    public let pass: String
    /// Photos that it reads by itself.
    public let alone: Int
    /// Photos that it reads and no pass before it does.
    public let first: Int
    /// Photos that no other pass reads.
    public let unique: Int
    /// Photos in which it read something else than what they show.
    public let wrong: Int
    /// Of its time by itself, its view made for it alone.
    public let medianMilliseconds: Double
    /// ``first`` for a second of its time, on the photos that come as far as to it.
    public let gainPerSecond: Double
}

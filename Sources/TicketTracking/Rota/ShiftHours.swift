/// A stretch by the clock on the wall that begins on one day: 22:00 to 06:00 ends on the next.
public struct ShiftHours: Hashable, Sendable {
    /// Minute of the day, 0 to 1,439.
    public let start: Int
    /// Minutes since the same midnight, after `start` and at most a day after it.
    public let end: Int

    /// - Parameter end: minute of the day, 0 to 1,440; at or before `start`: on the next day.
    /// - Returns: nil for minutes outside of a day.
    public init?(start: Int, end: Int) {
        guard (0..<1_440).contains(start), (0...1_440).contains(end) else { return nil }
        self.start = start
        self.end = end <= start ? end + 1_440 : end
    }
}

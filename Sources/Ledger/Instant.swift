/// A point in time: whole microseconds since 1970-01-01T00:00:00Z, without leap seconds, as POSIX counts
/// them.
///
/// It is the only clock value that is ever stored. Calendars and zones turn it into what people read.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before it.
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    public init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

    /// Whole seconds since the epoch, rounded towards the past.
    public var secondsSinceEpoch: Int64 {
        Instant.floorDivide(microseconds, 1_000_000)
    }

    /// Division by a positive number that rounds towards the past, whole range.
    static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
        value / by - (value % by < 0 ? 1 : 0)
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    public static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(microseconds: instant.microseconds + duration.wholeMicroseconds)
    }

    public static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(microseconds: instant.microseconds - duration.wholeMicroseconds)
    }

    /// The time from `earlier` to `later`; negative where `later` lies before.
    public static func - (later: Instant, earlier: Instant) -> Duration {
        .microseconds(later.microseconds - earlier.microseconds)
    }
}

extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }
}

extension Duration {
    /// The duration in whole microseconds; anything finer is cut off.
    public var wholeMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}

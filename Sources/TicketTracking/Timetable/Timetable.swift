public import Ledger

/// 课表: when lessons are held in which rooms.
public struct Timetable: Hashable, Sendable {
    /// A lesson counts from so long before its beginning.
    public static let lead = Duration.seconds(3_600)
    /// Lessons of all rooms, each single one counted.
    public static let lessonsMax = 500_000

    /// 0: there is none; stands in no event.
    public let version: Int
    /// By the rooms' references; in order, and apart from each other.
    private let lessons: [String: [Range<Instant>]]

    public static let none = Timetable(version: 0, lessons: [:])

    /// - Parameter lessons: in any order; what overlaps counts once.
    public init(version: Int, lessons: [String: [Range<Instant>]]) {
        self.version = version
        self.lessons = lessons.mapValues { times in
            var joined: [Range<Instant>] = []
            for time in times.sorted(by: { $0.lowerBound < $1.lowerBound }) where !time.isEmpty {
                if let last = joined.last, time.lowerBound < last.upperBound {
                    joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, time.upperBound)
                } else {
                    joined.append(time)
                }
            }
            return joined
        }
    }

    public var isEmpty: Bool { lessons.isEmpty }

    /// References of the rooms that have lessons, in order.
    public var rooms: [String] { lessons.keys.sorted() }

    public var count: Int { lessons.values.reduce(0) { $0 + $1.count } }

    /// The lessons of a room, in order; empty where it has none.
    public func lessons(in room: String) -> [Range<Instant>] { lessons[room] ?? [] }

    /// - Parameter references: from the campus down: a point in a room shares the room's lessons.
    func hasLessons(along references: [String]) -> Bool { times(along: references) != nil }

    /// A lesson that runs at an instant or begins within the hour after it.
    public func lesson(along references: [String], around instant: Instant) -> Range<Instant>? {
        firstLesson(along: references, endingAfter: instant).flatMap {
            $0.lowerBound - Self.lead <= instant ? $0 : nil
        }
    }

    func firstLesson(along references: [String], endingAfter instant: Instant) -> Range<Instant>? {
        guard let times = times(along: references) else { return nil }
        // They are apart, so their ends are in order too.
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle].upperBound > instant { high = middle } else { low = middle + 1 }
        }
        return low < times.count ? times[low] : nil
    }

    private func times(along references: [String]) -> [Range<Instant>]? {
        if lessons.isEmpty { return nil }
        return references.lazy.reversed().compactMap { lessons[$0] }.first
    }
}

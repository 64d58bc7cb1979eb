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
    /// Of these, lessons of a day of their own.
    let dated: [String: [Range<Instant>]]
    /// Of these, lessons of a week's day as though there were no days off.
    let weekly: [String: [Range<Instant>]]

    public static let none = Timetable(version: 0, lessons: [:])

    /// - Parameters:
    ///   - lessons: of a day of their own, whatever day that is; in any order, and what overlaps counts once.
    ///   - weekly: single lessons of those that are held every week: not on days off, and on a make-up day those of the
    ///     weekday that it is held as.
    public init(
        version: Int, lessons: [String: [Range<Instant>]], weekly: [String: [Range<Instant>]] = [:]
    ) {
        self.version = version
        dated = lessons.mapValues(Self.joined)
        self.weekly = weekly.mapValues(Self.joined)
        self.lessons = lessons.merging(weekly) { $0 + $1 }.mapValues(Self.joined)
    }

    private static func joined(_ times: [Range<Instant>]) -> [Range<Instant>] {
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

    public var isEmpty: Bool { lessons.isEmpty }

    /// References of the rooms that have lessons, in order.
    public var rooms: [String] { lessons.keys.sorted() }

    public var count: Int { lessons.values.reduce(0) { $0 + $1.count } }

    /// The lessons of a room as they were written, days off or not, in order; empty where it has none.
    public func lessons(in room: String) -> [Range<Instant>] { lessons[room] ?? [] }

    /// - Parameter references: from the campus down: a point in a room shares the room's lessons.
    func hasLessons(along references: [String]) -> Bool { room(along: references) != nil }

    /// The lowest of the places that has lessons.
    func room(along references: [String]) -> String? {
        lessons.isEmpty ? nil : references.last { lessons[$0] != nil }
    }
}

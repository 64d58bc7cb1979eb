public import Ledger

/// 停机公告: a planned outage or a nightly cut-off at a place and everything below it, shown before the form.
public struct Notice: Hashable, Sendable, Codable {
    /// 1 and up at one place; never given again.
    public var number: Int
    public var terms: NoticeTerms

    public init(number: Int, terms: NoticeTerms) {
        self.number = number
        self.terms = terms
    }
}

/// When a notice stands, about what, and what it says.
public struct NoticeTerms: Hashable, Sendable, Codable {
    public var from: Instant
    /// After `from`; nil: until somebody ends it.
    public var until: Instant?
    /// Only at these hours of every day between; nil: all day.
    public var hours: DailyHours?
    /// Both languages, or the one there is: at most `Notice.textMax` characters each.
    public var text: LocalizedName
    /// Faults that it is about; empty: all.
    public var categories: [FaultCategoryKey]

    public init(
        from: Instant, until: Instant? = nil, hours: DailyHours? = nil, text: LocalizedName,
        categories: [FaultCategoryKey] = []
    ) {
        self.from = from
        self.until = until
        self.hours = hours
        self.text = text
        self.categories = categories
    }
}

/// Hours of a day by the site's clock, perhaps across midnight: 23:30 to 06:00.
public struct DailyHours: Hashable, Sendable, Codable {
    /// Minutes since midnight, 0 to 1,439, the first that counts.
    public var start: Int
    /// The first that doesn't count any more; other than `start`.
    public var end: Int

    /// - Returns: nil where the minutes aren't of a day, or the same.
    public init?(start: Int, end: Int) {
        guard (0..<1440).contains(start), (0..<1440).contains(end), start != end else { return nil }
        self.start = start
        self.end = end
    }

    /// `HH:MM`.
    public var startText: String { Self.text(start) }
    public var endText: String { Self.text(end) }

    /// `23:30-06:00`; nil where it isn't of that form.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
        guard parts.count == 2, let start = parts[0], let end = parts[1] else { return nil }
        self.init(start: start, end: end)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    private static func text(_ minute: Int) -> String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return two(minute / 60) + ":" + two(minute % 60)
    }

    public func contains(_ minute: Int) -> Bool {
        start < end ? (start..<end).contains(minute) : minute >= start || minute < end
    }
}

extension Notice {
    /// Characters of a text in one language.
    public static let textMax = 500
    /// Notices at one place itself.
    public static let countMax = 20

    /// Whether it is shown at a moment.
    ///
    /// - Parameter minute: of the day at that moment, by the site's clock.
    public func stands(at instant: Instant, minute: Int) -> Bool {
        let hasBegun = instant >= terms.from
        let isOver = terms.until.map { instant >= $0 } ?? false
        return hasBegun && !isOver && (terms.hours?.contains(minute) ?? true)
    }

    /// Whether it is about a fault of this category; nil: none was chosen, so it may be.
    public func concerns(_ category: FaultCategoryKey?) -> Bool {
        guard let category, !terms.categories.isEmpty else { return true }
        return terms.categories.contains {
            category == $0 || category.rawValue.hasPrefix($0.rawValue + ".")
        }
    }
}

extension [Place] {
    /// The notices that stand at the last of a path, the nearest place's first.
    ///
    /// - Parameter minute: of the day at that moment, by the site's clock.
    public func notices(at instant: Instant, minute: Int) -> [Notice] {
        reversed().flatMap { $0.notices.filter { $0.stands(at: instant, minute: minute) } }
    }
}

/// A notice that nobody is to see any more.
public struct NoticeEnded: Hashable, Sendable, Codable {
    public var number: Int

    public init(number: Int) { self.number = number }
}

public import Facility

/// What is asked about notices (停机公告), each place named by its reference.
public enum NoticeRequest: Codable, Sendable {
    case post(place: String, NoticeTerms)
    case change(place: String, number: Int, NoticeChanges)
    case end(place: String, number: Int)
    case show(place: String, number: Int)
    /// Those that nobody ended. With a place: those that stand at it or above it.
    case list(place: String?)
}

/// A notice as it stands. Times are RFC 3339, UTC.
public struct NoticeSummary: Codable, Sendable {
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Shown now.
        case stands
        /// Shown at other hours of the day.
        case outsideHours
        case toCome
        case over
        /// Somebody ended it.
        case ended
    }

    public struct Step: Codable, Sendable {
        public var at: String
        public var by: String
        /// `posted`, `changed` or `ended`.
        public var what: String
    }

    /// The reference of the place where it hangs; it is shown there and at everything below.
    public var place: String
    /// Of the place's notices, 1 and up.
    public var number: Int
    public var words: LocalizedName
    public var from: String
    public var until: String?
    /// By the site's clock, e.g. `23:30-06:00`; nil: all day.
    public var daily: String?
    /// Faults that it is about; empty: all.
    public var categories: [String]
    public var state: State
    /// Who did what to it, the oldest first; nil: not asked for.
    public var history: [Step]?
}

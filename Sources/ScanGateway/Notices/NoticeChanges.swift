public import Facility
public import Ledger

/// What is said anew of a notice; what isn't named stays as it is.
public struct NoticeChanges: Codable, Sendable {
    /// A part that may be taken away too.
    public enum Part<Value: Codable & Sendable>: Codable, Sendable {
        case kept
        case given(Value)
        /// Until somebody ends it; all day.
        case none

        func value(after old: Value?) -> Value? {
            switch self {
            case .kept: old
            case .given(let value): value
            case .none: nil
            }
        }
    }

    public var from: Instant?
    public var until: Part<Instant>
    public var hours: Part<DailyHours>
    /// By language; nil: as they were.
    public var wordsZh: String?
    public var wordsEn: String?
    /// nil: as they were; empty: all faults.
    public var categories: [FaultCategoryKey]?

    public init(
        from: Instant? = nil, until: Part<Instant> = .kept, hours: Part<DailyHours> = .kept,
        wordsZh: String? = nil, wordsEn: String? = nil, categories: [FaultCategoryKey]? = nil
    ) {
        self.from = from
        self.until = until
        self.hours = hours
        self.wordsZh = wordsZh
        self.wordsEn = wordsEn
        self.categories = categories
    }

    /// The terms with these changes.
    func applied(to terms: NoticeTerms) -> NoticeTerms {
        NoticeTerms(
            from: from ?? terms.from, until: until.value(after: terms.until),
            hours: hours.value(after: terms.hours),
            text: LocalizedName(zh: wordsZh ?? terms.text.zh, en: wordsEn ?? terms.text.en),
            categories: categories ?? terms.categories)
    }
}

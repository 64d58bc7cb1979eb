import Facility
import Ledger
import TicketTracking

/// What somebody typed of a notice.
struct NoticeDraft: Sendable {
    /// A place's reference, or words to look for.
    var place = ""
    /// The reference that was chosen among the places found for these words.
    var chosen = ""
    /// nil: a new one.
    var number: Int?
    var zh = ""
    var en = ""
    /// `2026-12-01T08:00` by the site's clock; empty: now.
    var from = ""
    /// The same; empty: until somebody ends it.
    var until = ""
    /// `23:30-06:00`; empty: all day.
    var daily = ""
    /// A category's key; empty: all.
    var category = ""

    init() {}

    init(_ form: Form) {
        (place, zh, en) = (form["place"], form["zh"], form["en"])
        (from, until, daily, category) = (form["from"], form["until"], form["daily"], form["category"])
        number = Int(form["number"])
        // Of other words than those that were looked for, the choice means nothing.
        chosen = form["searched"] == place ? form["chosen"] : ""
    }

    init(_ notice: Notice, at reference: String, in zone: ServiceZone) {
        (place, number) = (reference, notice.number)
        (zh, en) = (notice.terms.text.zh ?? "", notice.terms.text.en ?? "")
        from = Self.text(notice.terms.from, zone)
        until = notice.terms.until.map { Self.text($0, zone) } ?? ""
        daily = notice.terms.hours.map { "\($0.startText)-\($0.endText)" } ?? ""
        category = notice.terms.categories.first?.rawValue ?? ""
    }

    /// What is asked of the desk, with what is wrong.
    ///
    /// - Parameter place: the reference of the place that is meant.
    func request(
        of place: String, at now: Instant, in zone: ServiceZone, _ voice: Voice
    ) throws -> (NoticeRequest, [Problem]) {
        var problems: [Problem] = []
        func moment(_ text: String, _ field: String) -> Instant? {
            guard !text.isEmpty else { return nil }
            let found = zone.moment(text)
            if found == nil {
                problems.append(Problem(field: field, sentence: voice.say("notices.moment", ["found": text])))
            }
            return found
        }
        let (start, end) = (moment(from, "from"), moment(until, "until"))
        let hours = daily.isEmpty ? nil : DailyHours(daily.replacing("–", with: "-").replacing(" ", with: ""))
        if !daily.isEmpty, hours == nil {
            problems.append(Problem(field: "daily", sentence: voice.say("notices.daily", ["found": daily])))
        }
        let categories = FaultCategoryKey(category).map { [$0] } ?? []
        let request: NoticeRequest =
            if let number {
                .change(
                    place: place, number: number,
                    NoticeChanges(
                        from: start, until: end.map { .given($0) } ?? .none,
                        hours: hours.map { .given($0) } ?? .none, wordsZh: zh, wordsEn: en,
                        categories: categories))
            } else {
                .post(
                    place: place,
                    NoticeTerms(
                        from: start ?? now, until: end, hours: hours,
                        text: LocalizedName(zh: zh.nonEmpty, en: en.nonEmpty), categories: categories))
            }
        return (request, problems)
    }

    private static func text(_ instant: Instant, _ zone: ServiceZone) -> String {
        let (day, second) = zone.local(instant)
        func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(day)T\(two(second / 3600)):\(two(second % 3600 / 60))"
    }
}

import Facility
import TicketTracking

extension SiteRulesNode {
    func key<Entity>(_ text: String? = nil, _ type: Entity.Type = Entity.self) -> Key<Entity>? {
        guard let text = text ?? self.text else { return nil }
        guard let key = Key<Entity>(text) else {
            fault(expected: "1 to 64 of a-z, 0-9, - _ . /", found: "\"\(text.prefix(70))\"")
            return nil
        }
        return key
    }

    /// `zh` and `en`, at least one of them.
    func name(_ fields: [String: SiteRulesNode]) -> LocalizedName {
        let name = LocalizedName(zh: fields["zh"]?.text, en: fields["en"]?.text)
        if fields["zh"] == nil, fields["en"] == nil {
            missing("zh", expected: "a name in Chinese or English")
        }
        return name
    }

    /// A text, which stands in both languages, or `{zh: …, en: …}`.
    var title: LocalizedName? {
        guard isMapping else { return text.map { LocalizedName(zh: $0, en: $0) } }
        let title = name(fields(["zh", "en"]))
        return title.zh == nil && title.en == nil ? nil : title
    }

    func integer(_ range: ClosedRange<Int>) -> Int? {
        guard let number = Int(scalar ?? ""), range.contains(number) else {
            fault(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    var flag: Bool? {
        switch scalar {
        case "true": return true
        case "false": return false
        default:
            fault(expected: "true or false")
            return nil
        }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        if let choice = Choice(rawValue: scalar ?? "") { return choice }
        fault(expected: "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    /// `30m`, `4h`, `2d`, or several of them, as `1d 12h`.
    var duration: Duration? {
        let parts = (scalar ?? "").split(separator: " ")
        var seconds = 0
        for part in parts {
            let unit = ["m": 60, "h": 3_600, "d": 86_400][part.suffix(1)]
            guard let unit, let number = Int(part.dropLast()), (0...100_000).contains(number) else {
                fault(expected: "a duration such as 30m, 4h, 2d or 1d 12h")
                return nil
            }
            seconds += number * unit
        }
        if parts.isEmpty { fault(expected: "a duration such as 30m, 4h, 2d or 1d 12h") }
        return parts.isEmpty ? nil : .seconds(seconds)
    }

    /// `08:00-12:00` as minutes of the day; the end may be 24:00.
    var hours: (start: Int, end: Int)? {
        let ends = (scalar ?? "").split(separator: "-").map(Self.minute)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start != end, start < 1_440 else {
            fault(expected: "hours such as 08:00-12:00")
            return nil
        }
        return (start, end)
    }

    /// `08:30` as minutes of the day.
    var minute: Int? { scalar.flatMap { Self.minute(Substring($0)) }.flatMap { $0 < 1_440 ? $0 : nil } }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    /// `2026-10-01`
    var day: CivilDay? {
        let day = CivilDay(scalar ?? "")
        if day == nil { fault(expected: "a day such as 2026-10-01") }
        return day
    }

    /// `2026-10-01`, or `2026-10-01..2026-10-07` for all of them.
    var days: [CivilDay] {
        let ends = (scalar ?? "").components(apart: "..").map { CivilDay($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
            last.number - first.number < 400
        else {
            fault(expected: "a day such as 2026-10-01 or days such as 2026-10-01..2026-10-07")
            return []
        }
        return (first.number...last.number).map { CivilDay(number: $0) }
    }
}

extension String {
    /// The parts between a separator.
    fileprivate func components(apart separator: String) -> [String] {
        guard let range = firstRange(of: separator) else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }
}

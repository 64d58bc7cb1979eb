public import Ledger

extension ServiceZone {
    /// A moment as people write it: RFC 3339 (`2026-12-02T10:00:00+08:00`), or a day and the time of the wall clock there
    /// (`2026-12-02 10:00`, a T between them is fine). Of a time that the clock shows twice, the first; of one that it
    /// skips, the moment at which it does.
    ///
    /// - Returns: nil unless it is one of both.
    public func moment(_ text: String) -> Instant? {
        if let instant = Instant(rfc3339: text) { return instant }
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard parts.count == 2, text.utf8.count == 16, let day = CivilDay(String(parts[0])),
            let minute = Self.minute(of: parts[1])
        else { return nil }
        return instant(day, minute: minute)
    }

    /// Of `HH:MM`, 00:00 to 23:59.
    private static func minute(of text: Substring) -> Int? {
        let digits = text.split(separator: ":", omittingEmptySubsequences: false)
        guard digits.count == 2,
            digits.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(digits[0]), let minute = Int(digits[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}

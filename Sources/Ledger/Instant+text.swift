extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC with six decimals, e.g. `2026-09-01T08:15:00.250000Z`.
    public var description: String {
        let seconds = secondsSinceEpoch
        let days = Instant.floorDivide(seconds, 86_400)
        let rest = seconds - days * 86_400
        let (year, month, day) = Instant.civil(fromDays: days)
        let micro = microseconds &- seconds &* 1_000_000
        return Instant.padded(year, 4) + "-" + Instant.padded(month, 2) + "-" + Instant.padded(day, 2)
            + "T" + Instant.padded(rest / 3600, 2) + ":" + Instant.padded(rest / 60 % 60, 2)
            + ":" + Instant.padded(rest % 60, 2) + "." + Instant.padded(micro, 6) + "Z"
    }

    /// The UTC day as `2026-09-01`.
    public var utcDay: String { String(description.prefix(10)) }

    /// Reads RFC 3339 with `Z` or a numeric offset, with or without decimals (at most six count).
    ///
    /// - Returns: nil where the text isn't a complete date and time of the years 0001 to 9999.
    public init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let seconds = Instant.secondsOfDateAndTime(bytes) else { return nil }
        var index = 19
        var micro: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            let first = index + 1
            index = bytes[first...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
            guard index > first else { return nil }
            let digits = bytes[first..<index].prefix(6)
            micro = digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
            for _ in digits.count..<6 { micro *= 10 }
        }
        guard let offset = Instant.offsetSeconds(bytes[index...]) else { return nil }
        self.init(microseconds: (seconds - offset) * 1_000_000 + micro)
    }

    /// Seconds since the epoch of `2026-09-01T08:15:00` at the start of the text, as if it were UTC.
    private static func secondsOfDateAndTime(_ bytes: [UInt8]) -> Int64? {
        guard bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A, bytes[16] == 0x3A,
            "Tt ".utf8.contains(bytes[10]), let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
            let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]), year > 0, (1...12).contains(month), (1...31).contains(day),
            hour < 24, minute < 60, second < 61
        else { return nil }
        let days = days(fromCivil: year, month, day)
        guard civil(fromDays: days) == (year, month, day) else { return nil }
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// `Z`, `+08:00` or `-03:30` and nothing else, in seconds to the east.
    private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard let sign = bytes.first else { return nil }
        if bytes.count == 1, "Zz".utf8.contains(sign) { return 0 }
        let field = Array(bytes.dropFirst())
        guard "+-".utf8.contains(sign), field.count == 5, field[2] == 0x3A, let hours = number(field[0..<2]),
            let minutes = number(field[3..<5]), hours < 24, minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
        return (value < 0 ? "-" : "") + zeros + digits
    }

    /// Days since 1970-01-01 to the proleptic Gregorian date (Howard Hinnant, "chrono-Compatible Low-Level
    /// Date Algorithms", civil_from_days).
    private static func civil(fromDays days: Int64) -> (Int64, Int64, Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }

    /// The inverse of `civil(fromDays:)` (days_from_civil).
    private static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

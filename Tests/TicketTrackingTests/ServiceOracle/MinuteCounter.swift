/// Service time counted as one would by hand: look at the clock on the wall each minute.
struct MinuteCounter {
    let question: ServiceCase
    let zone: ZoneFile
    /// The offset that was looked up last, and the seconds for which it holds.
    private var offset: Int64 = 0
    private var offsetHolds: Range<Int64> = 0..<0
    /// The local day that was looked up last, and its segments.
    private var day = Int64.min
    private var segments: [Range<Int>] = []

    init(question: ServiceCase, zone: ZoneFile) {
        self.question = question
        self.zone = zone
    }

    /// The second at which the service time has gone by: the end of the minute that completes it. None of it gives
    /// the first minute of service.
    mutating func due() -> Int64 {
        var (second, left) = (question.start, question.service)
        while left > 0 || question.service == 0 {
            if isService(at: second) {
                if question.service == 0 { return second }
                left -= 1
            }
            second += 60
        }
        return second
    }

    /// Minutes of service from the start up to a second.
    mutating func minutes(until end: Int64) -> Int64 {
        var (second, count) = (question.start, Int64(0))
        while second < end {
            if isService(at: second) { count += 1 }
            second += 60
        }
        return count
    }

    private mutating func isService(at second: Int64) -> Bool {
        if !offsetHolds.contains(second) { (offset, offsetHolds) = zone.offset(holdingAt: second) }
        let wall = second + offset
        if wall / 86_400 != day {
            day = wall / 86_400
            segments = hours(of: day)
        }
        let minute = Int(wall % 86_400 / 60)
        for segment in segments where segment.lowerBound <= minute && minute < segment.upperBound {
            return true
        }
        return false
    }

    private func hours(of day: Int64) -> [Range<Int>] {
        var week = question.week
        for span in question.spans where span.days.contains(day) { week = span.week }
        if let makeUp = question.makeUpDays[day] { return week[makeUp] }
        // 1970-01-01 was a Thursday.
        return question.holidays.contains(day) ? [] : week[Int((day + 3) % 7)]
    }
}

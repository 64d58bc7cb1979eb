public import Ledger

extension ServiceCalendar {
    /// The instant before which so much service time lies until another: what `adding` would lead back from.
    ///
    /// - Parameter service: 0 gives the instant itself.
    public func subtracting(_ service: Duration, from instant: Instant) -> Instant {
        var left = max(0, service.wholeMicroseconds)
        if left == 0 { return instant }
        var day = zone.local(instant).day
        // Ends: before the first day off and the first span every week has a stretch of service.
        while true {
            for stretch in stretches(on: day).reversed() where stretch.lowerBound < instant {
                let end = min(stretch.upperBound, instant)
                let length = (end - stretch.lowerBound).wholeMicroseconds
                if left <= length { return end - .microseconds(left) }
                left -= length
            }
            day = day.advanced(by: -1)
        }
    }

    /// The instant itself where it lies in service, else the next that does.
    public func opening(from instant: Instant) -> Instant { adding(.zero, to: instant) }

    /// The first moment after an instant at which the wall clock shows a minute of a weekday.
    func next(_ weekday: Weekday, minute: Int, after instant: Instant) -> Instant {
        let today = zone.local(instant).day
        for ahead in 0...7 {
            let day = today.advanced(by: Int64(ahead))
            guard day.weekday == weekday else { continue }
            let moment = zone.instant(day, minute: minute)
            if moment > instant { return moment }
        }
        return instant + .seconds(7 * 86_400)
    }
}

public import Ledger

extension QuietHours {
    /// The first moment from `instant` on at which somebody may be disturbed by the clock of `zone`; `instant` itself
    /// outside the quiet hours.
    public func opening(from instant: Instant, in zone: ServiceZone) -> Instant {
        let (day, second) = zone.local(instant)
        let minute = Int(second / 60)
        let isQuiet = start < end ? (start..<end).contains(minute) : minute >= start || minute < end
        guard isQuiet else { return instant }
        let ending = minute < end ? day : day.advanced(by: 1)
        return max(instant, zone.instant(ending, minute: end))
    }
}

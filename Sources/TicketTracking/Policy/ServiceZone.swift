import Foundation
public import Ledger

/// A time zone as service hours need it: local days and minutes to instants and back.
public struct ServiceZone: Hashable, Sendable {
    private let zone: TimeZone

    /// - Returns: nil unless the name is one of the IANA database, e.g. `Asia/Shanghai`.
    public init?(_ identifier: String) {
        guard identifier.utf8.count <= 64, let zone = TimeZone(identifier: identifier) else { return nil }
        self.zone = zone
    }

    public var identifier: String { zone.identifier }

    /// The local day and the seconds since its first moment by the clock on the wall.
    public func local(_ instant: Instant) -> (day: CivilDay, second: Int64) {
        let seconds = instant.secondsSinceEpoch + offset(at: instant.secondsSinceEpoch)
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (CivilDay(number: day), seconds - day * 86_400)
    }

    /// The instant at which the wall clock shows `minute` of a day.
    ///
    /// Where the clock is put forward over it, the moment of the change; where it is put back over it, the
    /// first time.
    ///
    /// - Parameter minute: 0 to 1,440, the last being the next midnight.
    public func instant(_ day: CivilDay, minute: Int) -> Instant {
        let wall = day.number * 86_400 + Int64(minute) * 60
        // The two offsets around a change of the clock, which never lie more than a day from the wall time in
        // UTC.
        let (before, after) = (offset(at: wall - 86_400), offset(at: wall + 86_400))
        if offset(at: wall - before) == before { return Instant(seconds: wall - before) }
        if offset(at: wall - after) == after { return Instant(seconds: wall - after) }
        return Instant(seconds: change(between: wall - max(before, after), wall - min(before, after)))
    }

    /// The second at which the offset changes, by halving.
    private func change(between low: Int64, _ high: Int64) -> Int64 {
        var (low, high) = (low, high)
        let old = offset(at: low)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == old { low = middle } else { high = middle }
        }
        return high
    }

    private func offset(at second: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second))))
    }
}

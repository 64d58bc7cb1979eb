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

    /// When the wall clock of a day shows minutes of these segments, in order.
    ///
    /// - Parameter segments: in order and apart from each other.
    func stretches(on day: CivilDay, of segments: [ServiceCalendar.Segment]) -> [Range<Instant>] {
        let midnight = day.number * 86_400
        var stretches: [Range<Instant>] = []
        for piece in pieces(around: midnight) {
            for segment in segments {
                let start = max(piece.seconds.lowerBound, midnight + Int64(segment.start) * 60 - piece.offset)
                let end = min(piece.seconds.upperBound, midnight + Int64(segment.end) * 60 - piece.offset)
                if start < end { stretches.append(Instant(seconds: start)..<Instant(seconds: end)) }
            }
        }
        return stretches
    }

    /// The seconds in which a local day can lie, cut where the offset changes: once at most.
    private func pieces(around midnight: Int64) -> [(seconds: Range<Int64>, offset: Int64)] {
        // Offsets from UTC lie between -12 and +14 hours.
        let (low, high) = (midnight - 14 * 3_600, midnight + 36 * 3_600)
        let (before, after) = (offset(at: low), offset(at: high))
        if before == after { return [(low..<high, before)] }
        let change = change(between: low, high)
        return [(low..<change, before), (change..<high, after)]
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

public import Foundation
public import Ledger

extension Instant {
    /// How exactly a time is told.
    public enum Precision: Sendable { case minute, millisecond }

    /// As clocks on the wall show it, with the distance from UTC: `2026-09-14 10:00 +08:00`.
    public func local(in zone: TimeZone, to precision: Precision = .minute) -> String {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(secondsSinceEpoch)))
        let wall = (self + .seconds(offset)).description
        let time = wall.dropFirst("2026-09-14T".count).prefix(precision == .minute ? 5 : 12)
        let minutes = abs(offset) / 60
        let digits = [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        return "\(wall.prefix(10)) \(time) \(offset < 0 ? "-" : "+")\(digits.joined(separator: ":"))"
    }
}

import Facility
public import Ledger
public import TicketTracking

/// Shifts as an iCalendar object (RFC 5545), for whatever calendar people carry about.
///
/// Every time is a UTC instant, so that no reader needs a VTIMEZONE and none can know another clock change.
public enum RotaCalendar {
    /// A content line is folded after so many octets (section 3.1).
    static let lineOctetsMax = 75

    /// - Parameters:
    ///   - name: what the calendar is called.
    ///   - title: what an entry of a shift is called.
    ///   - now: when it was made.
    /// - Returns: lines ended by CR LF, each of at most 75 octets without them.
    public static func text(
        of shifts: [Shift], name: String, made now: Instant, title: (Shift) -> String
    ) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mendmark//Rota//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:" + escaped(name),
        ]
        for shift in shifts {
            lines += [
                "BEGIN:VEVENT", "UID:" + uid(of: shift), "DTSTAMP:" + stamp(now),
                "DTSTART:" + stamp(shift.time.lowerBound), "DTEND:" + stamp(shift.time.upperBound),
                "SUMMARY:" + escaped(title(shift)), "CATEGORIES:" + escaped(shift.team.rawValue),
                "TRANSP:OPAQUE", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map(folded).joined()
    }

    /// The same shift keeps it from one export to the next.
    private static func uid(of shift: Shift) -> String {
        let (start, end) = (stamp(shift.time.lowerBound), stamp(shift.time.upperBound))
        return escaped("\(shift.team)-\(shift.person)-\(start)-\(end)@mendmark")
    }

    /// `20260914T000000Z`
    private static func stamp(_ instant: Instant) -> String {
        let seconds = Instant(seconds: instant.secondsSinceEpoch)
        return String(seconds.description.prefix(19)).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// Section 3.3.11: backslash, comma, semicolon and line breaks.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "\\", ",", ";": escaped += "\\\(character)"
            case "\r\n", "\n", "\r": escaped += "\\n"
            default: escaped.append(character)
            }
        }
    }

    /// Never between the octets of one character.
    static func folded(_ line: String) -> String {
        var (folded, octets) = ("", 0)
        for character in line {
            let count = character.utf8.count
            if octets + count > lineOctetsMax {
                folded += "\r\n "
                octets = 1
            }
            folded.append(character)
            octets += count
        }
        return folded + "\r\n"
    }
}

import Facility
import Ledger
public import TicketTracking

/// 课表: when lessons are held in which rooms, as a CSV file beside the rules: `timetable.csv`.
///
/// One header, in English or Chinese, and a line a lesson, in the site's zone:
///
/// - `room` 教室: the room's reference.
/// - `from` 开始, `until` 结束: of a single lesson a day and a time, `2026-09-14 08:00` (`2026/9/14 8:00` too), the end
///   perhaps without the day; of a weekly one times.
/// - `weekday` 星期: of a weekly lesson `monday` to `sunday`, `1` to `7` or 周一 to 周日; else empty.
/// - `first` 首日, `last` 末日: the days from which and until which it is held: not on days off of the place's calendar, and
///   on a make-up day those of the weekday that it is held as.
/// - `weeks` 周次: counted from the week of the first day: `1-16`, `1-8,10`, `odd` 单, `even` 双; empty: all.
///
/// The last four columns may be left out. A line with a fault is named and left out, and nothing else with it; two
/// lessons of one room that overlap are named and count both. UTF-8, GB 18030 or UTF-16, as `InventoryCSV` else.
public struct SiteTimetable: Sendable {
    public static let bytesMax = 1 << 20
    public static let rowsMax = 20_000

    public var timetable: Timetable
    /// What was left out, and overlaps, by line.
    public var faults: [SiteRulesFault]
    /// The line on which each room stands first.
    public var firstLines: [String: Int]

    /// The file's text, whatever its encoding.
    ///
    /// - Throws: `SiteRulesFaults` for too large a file, and for bytes that are no text.
    public static func text(of bytes: [UInt8], file: String) throws(SiteRulesFaults) -> String {
        guard bytes.count <= bytesMax else {
            throw SiteRulesFaults(
                file: file,
                faults: [
                    SiteRulesFault(
                        line: nil, key: "", expected: "at most \(bytesMax) bytes", found: "\(bytes.count)")
                ])
        }
        do throws(BadRow) {
            return String(decoding: try TextEncoding.detected(in: bytes).utf8(bytes), as: UTF8.self)
        } catch {
            throw SiteRulesFaults(file: file, faults: [SiteRulesFault(error)])
        }
    }

    /// - Parameters:
    ///   - file: its name, for complaints.
    ///   - version: 1 and up.
    /// - Throws: `SiteRulesFaults` where there is no header that makes sense: then no line does.
    public static func read(
        text: String, file: String, version: Int, zone: ServiceZone
    ) throws(SiteRulesFaults) -> SiteTimetable {
        var reader = CSVReader(Array(text.utf8))
        guard let first = reader.next() else {
            return SiteTimetable(
                timetable: Timetable(version: version, lessons: [:]),
                faults: reader.bad.map { SiteRulesFault($0) },
                firstLines: [:])
        }
        let columns: [TimetableColumn]
        do throws(SiteRulesFault) {
            columns = try TimetableColumn.header(first)
        } catch {
            throw SiteRulesFaults(file: file, faults: [error])
        }
        var rows = TimetableRows(columns: columns, zone: zone)
        while let record = reader.next() { rows.take(record) }
        rows.faults += reader.bad.map { SiteRulesFault($0) }
        rows.findOverlaps()
        return SiteTimetable(
            timetable: Timetable(
                version: version, lessons: rows.times(isWeekly: false), weekly: rows.times(isWeekly: true)),
            faults: rows.faults.inOrder, firstLines: rows.lessons.compactMapValues { $0.map(\.line).min() })
    }
}

extension SiteRulesFault {
    init(_ row: BadRow) {
        self.init(
            line: row.line, key: row.column ?? "", expected: row.problem.expected, found: "\"\(row.found)\"")
    }
}

import Facility
import Ledger
import TicketTracking

/// The lessons of a timetable while its lines are read.
struct TimetableRows {
    struct Lesson {
        var line: Int
        var time: Range<Instant>
        /// One of every week's.
        var isWeekly: Bool
    }

    let columns: [TimetableColumn]
    let zone: ServiceZone
    var lessons: [String: [Lesson]] = [:]
    var faults: [SiteRulesFault] = []
    private var rowCount = 0
    private var lessonCount = 0
    private let damage = CellDamage.Patterns()

    init(columns: [TimetableColumn], zone: ServiceZone) {
        self.columns = columns
        self.zone = zone
    }

    mutating func take(_ record: CSVReader.Record) {
        let fields = record.fields.map(\.tidied)
        if fields.allSatisfy(\.isEmpty) { return }
        rowCount += 1
        do throws(SiteRulesFault) {
            guard rowCount <= SiteTimetable.rowsMax else {
                // Once is enough: all that follow are too many.
                if rowCount > SiteTimetable.rowsMax + 1 { return }
                throw fault(record.line, nil, "at most \(SiteTimetable.rowsMax) lines", "more")
            }
            guard fields.count == columns.count else {
                throw fault(record.line, nil, "\(columns.count) fields", "\(fields.count)")
            }
            let cells = Dictionary(uniqueKeysWithValues: zip(columns, fields))
            let row = TimetableRow(line: record.line, cells: cells, zone: zone)
            let room = try self.room(cells[.room] ?? "", record.line)
            let times = try row.times()
            guard lessonCount + times.count <= Timetable.lessonsMax else {
                throw fault(record.line, nil, "at most \(Timetable.lessonsMax) single lessons", "more")
            }
            lessonCount += times.count
            lessons[room, default: []] += times.map {
                Lesson(line: record.line, time: $0, isWeekly: row.isWeekly)
            }
        } catch {
            faults.append(error)
        }
    }

    /// By room; those without any are left out.
    func times(isWeekly: Bool) -> [String: [Range<Instant>]] {
        lessons.mapValues { $0.filter { $0.isWeekly == isWeekly }.map(\.time) }.filter { !$0.value.isEmpty }
    }

    private func room(_ text: String, _ line: Int) throws(SiteRulesFault) -> String {
        guard (1...InventoryLimits.referenceMax).contains(text.count) else {
            throw fault(line, .room, "a room's reference", "\"\(text.prefix(60))\"")
        }
        if let problem = damage.problem(in: text), problem != .madeDate {
            throw fault(line, .room, problem.expected, "\"\(text.prefix(60))\"")
        }
        return text
    }

    /// Two lines that give one room to two lessons at a time; each later line is named once.
    mutating func findOverlaps() {
        var told: Set<Int> = []
        for (room, all) in lessons {
            var last: Lesson?
            for lesson in all.sorted(by: { ($0.time.lowerBound, $0.line) < ($1.time.lowerBound, $1.line) }) {
                if let before = last, lesson.time.lowerBound < before.time.upperBound {
                    let (line, other) = (max(lesson.line, before.line), min(lesson.line, before.line))
                    if told.insert(line).inserted {
                        faults.append(
                            fault(
                                line, nil, "lessons of \(room) one after another",
                                "one that overlaps that of line \(other); both count"))
                    }
                }
                if last.map({ $0.time.upperBound < lesson.time.upperBound }) ?? true { last = lesson }
            }
        }
    }

    private func fault(
        _ line: Int, _ column: TimetableColumn?, _ expected: String, _ found: String
    ) -> SiteRulesFault {
        SiteRulesFault(line: line, key: column?.rawValue ?? "", expected: expected, found: found)
    }
}

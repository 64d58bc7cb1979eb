/// A column of a timetable.
enum TimetableColumn: String, CaseIterable {
    case room, from, until, weekday, first, last, weeks

    private static let chinese: [String: TimetableColumn] = [
        "教室": .room, "房间": .room, "开始": .from, "结束": .until, "星期": .weekday, "首日": .first,
        "末日": .last, "周次": .weeks,
    ]

    /// - Throws: the fault of a header that names no room, no times, another column, or one twice.
    static func header(_ record: CSVReader.Record) throws(SiteRulesFault) -> [TimetableColumn] {
        let known = allCases.map(\.rawValue).joined(separator: ",")
        func fault(_ found: String) -> SiteRulesFault {
            SiteRulesFault(line: record.line, key: "", expected: "the header \(known)", found: "\"\(found)\"")
        }
        var columns: [TimetableColumn] = []
        for field in record.fields {
            let name = field.tidied
            guard let column = TimetableColumn(rawValue: name.lowercased()) ?? chinese[name],
                !columns.contains(column)
            else { throw fault(String(name.prefix(60))) }
            columns.append(column)
        }
        guard Set([.room, .from, .until]).isSubset(of: columns) else {
            throw fault(record.fields.joined(separator: ",").prefix(60).description)
        }
        return columns
    }
}

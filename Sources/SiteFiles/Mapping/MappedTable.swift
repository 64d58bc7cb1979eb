import Facility
import Foundation

/// Somebody's table as rows of named cells: CSV in any of the encodings, or JSON.
struct MappedTable {
    struct Row {
        var line: Int
        var cells: [String]
    }

    /// 1 where there is no header.
    var headerLine = 1
    var columns: [String] = []
    var rows: [Row] = []
    var bad: [BadRow] = []

    init(csv bytes: [UInt8], _ mapping: InventoryMapping) {
        do throws(BadRow) {
            let encoding = mapping.encoding ?? TextEncoding.detected(in: bytes)
            read(try encoding.utf8(bytes), mapping)
        } catch {
            bad = [error]
        }
    }

    private mutating func read(_ bytes: [UInt8], _ mapping: InventoryMapping) {
        var reader = CSVReader(bytes, separator: mapping.separator, quote: mapping.quote)
        if mapping.header > 0 {
            var header: CSVReader.Record?
            for _ in 0..<mapping.header { header = reader.next() ?? header }
            headerLine = header?.line ?? 1
            columns = header?.fields.map(\.tidied) ?? []
        }
        while let record = reader.next() {
            let cells = record.fields.map(\.tidied)
            if cells.allSatisfy(\.isEmpty) { continue }
            if columns.isEmpty { columns = cells.indices.map { String($0 + 1) } }
            guard cells.count == columns.count else {
                let found = "\(cells.count): \(cells.joined(separator: ","))"
                bad.append(
                    BadRow(
                        line: record.line, column: nil, problem: .wrongFieldCount(columns.count), found: found
                    ))
                continue
            }
            rows.append(Row(line: record.line, cells: cells))
            if rows.count > InventoryLimits.rowsMax {
                let problem = RowProblem.tooManyRows(InventoryLimits.rowsMax)
                bad.append(BadRow(line: record.line, column: nil, problem: problem, found: "more"))
                break
            }
        }
        bad += reader.bad
    }

    /// - Parameter path: the way to the list; empty or `.`: the file is the list.
    init(json bytes: [UInt8], rows path: String, columns: [String]) {
        self.columns = columns
        let root = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        let list = path == "." ? root : root.flatMap { Self.value(path, in: $0) }
        guard let list = list as? [Any] else {
            let found = String(decoding: bytes.prefix(60), as: UTF8.self)
            bad = [BadRow(line: 1, column: nil, problem: .notJSONRows(path), found: found)]
            return
        }
        var seen: Set<String> = []
        for (index, object) in list.enumerated() {
            guard object is [String: Any] else {
                let problem = RowProblem.notJSONRows(path)
                bad.append(BadRow(line: index + 1, column: nil, problem: problem, found: "\(object)"))
                continue
            }
            let cells = columns.map { column -> String in
                guard let value = Self.value(column, in: object) else { return "" }
                seen.insert(column)
                return Self.text(value).tidied
            }
            rows.append(Row(line: index + 1, cells: cells))
        }
        guard let first = list.first as? [String: Any] else { return }
        for column in columns where !seen.contains(column) {
            let problem = RowProblem.unknownColumn(of: first.keys.sorted())
            bad.append(BadRow(line: 1, column: column, problem: problem, found: column))
        }
    }

    /// Follows `a.b.c` through objects.
    private static func value(_ path: String, in json: Any) -> Any? {
        path.split(separator: ".").reduce(json as Any?) { ($0 as? [String: Any])?[String($1)] }
    }

    private static func text(_ value: Any) -> String {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: ""
        }
    }
}

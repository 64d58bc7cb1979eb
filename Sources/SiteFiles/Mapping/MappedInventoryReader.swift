public import Facility

/// Reads any CSV or JSON through an `InventoryMapping` into an inventory.
public struct MappedInventoryReader {
    private let mapping: InventoryMapping
    private let source: String
    private var inventory: Inventory
    private var index: [String: Int] = [:]
    private var rules:
        [(index: Int, name: String, pattern: String?, regex: Regex<AnyRegexOutput>?, standard: String?)] = []
    private let damage = CellDamage.Patterns()
    /// Where each place stands in the inventory, and whether a row is about itself.
    private var placeIndex: [ExternalID: (index: Int, isOwn: Bool)] = [:]

    private init(_ mapping: InventoryMapping, _ source: String) {
        self.mapping = mapping
        self.source = source
        inventory = Inventory(sources: [source])
    }

    /// Reads a whole file. Never throws: what is wrong stands in `badRows`, and the register refuses it with what it finds
    /// itself.
    ///
    /// - Parameter source: the `ExternalID.source` of all rows.
    public static func inventory(
        from bytes: [UInt8], _ mapping: InventoryMapping, source: String = "csv"
    ) -> Inventory {
        var reader = MappedInventoryReader(mapping, source)
        guard bytes.count <= InventoryCSV.bytesMax else {
            let problem = RowProblem.fileTooLarge(bytesMax: InventoryCSV.bytesMax)
            reader.inventory.badRows = [
                BadRow(line: 1, column: nil, problem: problem, found: String(bytes.count))
            ]
            return reader.inventory
        }
        let table =
            if let rows = mapping.rows {
                MappedTable(json: bytes, rows: rows, columns: mapping.columnsNeeded)
            } else {
                MappedTable(csv: bytes, mapping)
            }
        reader.read(table)
        return reader.inventory
    }

    private mutating func read(_ table: MappedTable) {
        inventory.badRows = table.bad
        index = Dictionary(
            table.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let missing = mapping.columnsNeeded.filter { index[$0] == nil }
        if !missing.isEmpty {
            guard table.bad.isEmpty || !table.columns.isEmpty else { return }
            for column in missing {
                let problem = RowProblem.unknownColumn(of: table.columns)
                inventory.badRows.append(
                    BadRow(line: table.headerLine, column: column, problem: problem, found: column))
            }
            return
        }
        rules = mapping.columnsNeeded.compactMap { name in
            let rule = mapping.columns[name]
            return index[name].map {
                ($0, name, rule?.pattern, rule?.pattern.flatMap { try? Regex($0) }, rule?.standard)
            }
        }
        for row in table.rows { read(row) }
    }

    private mutating func read(_ row: MappedTable.Row) {
        var cells = row.cells
        var isGood = true
        for rule in rules {
            if cells[rule.index].isEmpty { cells[rule.index] = rule.standard ?? "" }
            if let problem = problem(of: cells[rule.index], rule.pattern, rule.regex) {
                inventory.badRows.append(
                    BadRow(line: row.line, column: rule.name, problem: problem, found: cells[rule.index]))
                isGood = false
            }
        }
        if isGood { make(row.line, cells) }
    }

    private func problem(of cell: String, _ pattern: String?, _ regex: Regex<AnyRegexOutput>?) -> RowProblem?
    {
        if cell.isEmpty { return nil }
        guard let pattern, let regex else { return damage.problem(in: cell) }
        func matches(_ text: String) -> Bool { (try? regex.wholeMatch(in: text)) != nil }
        if matches(cell) { return nil }
        if let problem = damage.problem(in: cell) { return problem }
        return CellDamage.hasLostZero(cell, matches) ? .lostZero(pattern) : .pattern(pattern)
    }

    /// Makes the places and devices of a row.
    private mutating func make(_ line: Int, _ cells: [String]) {
        let index = index
        func text(_ level: InventoryMapping.Level, _ column: InventoryColumn) -> String {
            level[column]?.text { index[$0].map { cells[$0] } ?? "" } ?? ""
        }
        func row(_ level: InventoryMapping.Level, kind: String?, parent: String) -> CSVRow {
            let fields = InventoryColumn.allCases.map { column in
                switch column {
                case .kind: kind ?? text(level, .kind)
                case .parent: parent
                default: text(level, column)
                }
            }
            return CSVRow(line: line, fields: fields, source: source)
        }
        let filled = mapping.levels.filter { !text($0, .reference).isEmpty }
        let devices = mapping.devices.filter { !text($0, .reference).isEmpty }
        var parent = ""
        for (number, level) in filled.enumerated() {
            var made = row(level, kind: nil, parent: parent)
            let place = made.place()
            let isOwn = number == filled.count - 1 && devices.isEmpty
            add(place, bad: made.bad, isOwn: isOwn)
            parent = place.externalID.id
        }
        for device in devices {
            var made = row(device, kind: InventoryCSV.deviceWord, parent: parent)
            inventory.devices.append(made.device())
            inventory.badRows += made.bad
        }
        if filled.isEmpty, devices.isEmpty {
            let found = cells.joined(separator: ",")
            inventory.badRows.append(BadRow(line: line, column: nil, problem: .missing, found: found))
        }
    }

    /// Adds a place, or checks that it is as an earlier row has it.
    private mutating func add(_ place: InventoryPlace, bad: [BadRow], isOwn: Bool) {
        guard let known = placeIndex[place.externalID] else {
            placeIndex[place.externalID] = (inventory.places.count, isOwn)
            inventory.places.append(place)
            inventory.badRows += bad
            return
        }
        var earlier = inventory.places[known.index]
        let first = earlier.line
        if isOwn, known.isOwn {
            inventory.badRows.append(
                BadRow(
                    line: place.line, column: InventoryColumn.reference.rawValue,
                    problem: .duplicate(firstLine: first), found: place.reference))
        }
        if isOwn { placeIndex[place.externalID] = (known.index, true) }
        earlier.line = place.line
        if earlier != place {
            inventory.badRows.append(
                BadRow(
                    line: place.line, column: nil, problem: .differs(firstLine: first), found: place.reference
                ))
        }
    }
}

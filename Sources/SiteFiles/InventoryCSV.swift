public import Facility

/// Our own inventory format: one CSV file with places and devices, one header.
///
/// - `kind`: `device`, or a known kind of place (`PlaceKind.known`).
/// - `id`: the row's key, kept for ever, at most 128 characters; empty: the reference. An import matches on
///   it, so a room with an id can change its reference.
/// - `parent`: the `id` of the place above, in the file or imported earlier; of a device: where it is
///   mounted, empty: in store. Only a campus has none.
/// - `reference`: what people call it and the label shows, unique among places and devices, at most 64
///   characters.
/// - `name_zh`, `name_en`: names, at most 200 characters; both empty: Mendmark makes one up from kind and
///   place.
/// - `order`: a whole number: walking order among siblings; empty: after the others, by reference.
/// - `device_kind`: devices only: a free word of at most 64 characters, e.g. `access point`.
/// - `model`, `serial`: devices only, at most 128 characters.
/// - `privacy`: places only: `open`, or `countOnly` where strangers see only how many faults are open; empty:
///   as above it.
/// - `time_zone`: places only: an IANA name, e.g. `Asia/Shanghai`; empty: as above it.
/// - `responsible`: places only: the key of the organisation that answers for faults; empty: as above it.
///
/// - `previous_reference`: places only, and the whole column may be left out: the reference that the place bears until
///   this import. Swaps, chains and shifts stand in one file; the place keeps labels, tickets and history.
///
/// A key, reference or serial number that a spreadsheet rounded (2.02E+11) or lost (#REF!) is refused.
///
/// UTF-8 with or without a byte order mark, RFC 4180, rows in any order. White space around a value is
/// dropped, inside it a run of any (a line break too) becomes one space. Empty lines and lines of commas only
/// are skipped.
public enum InventoryCSV {
    public static let header = InventoryColumn.allCases.map(\.rawValue)
    /// The header without `previous_reference`, which a file may leave out.
    static let shortHeader = Array(header.dropLast())
    /// The word in `kind` for a row that is a device.
    public static let deviceWord = "device"
    public static let bytesMax = 128 << 20

    /// Reads a whole file. Never throws: what is wrong stands in `badRows`, and the register refuses it
    /// together with what it finds itself.
    ///
    /// - Parameter source: the `ExternalID.source` of all rows; files that list different things bear
    ///   different ones.
    public static func inventory(from bytes: [UInt8], source: String = "csv") -> Inventory {
        var inventory = Inventory(sources: [source])
        guard bytes.count <= bytesMax else {
            let problem = RowProblem.fileTooLarge(bytesMax: bytesMax)
            inventory.badRows = [BadRow(line: 1, column: nil, problem: problem, found: String(bytes.count))]
            return inventory
        }
        var reader = CSVReader(bytes)
        let first = reader.next()
        guard let first, [header, shortHeader].contains(first.fields.map(\.tidied)) else {
            let problem = RowProblem.wrongHeader(shortHeader.joined(separator: ","))
            let found = first?.fields.joined(separator: ",") ?? ""
            inventory.badRows = [BadRow(line: first?.line ?? 1, column: nil, problem: problem, found: found)]
            return inventory
        }
        let damage = CellDamage.Patterns()
        while let record = reader.next() { add(record, first.fields.count, source, damage, to: &inventory) }
        inventory.badRows += reader.bad
        return inventory
    }

    /// Columns of keys and numbers, which a spreadsheet spoils.
    private static let keys: [InventoryColumn] = [.id, .parent, .reference, .previousReference, .serial]

    private static func add(
        _ record: CSVReader.Record, _ width: Int, _ source: String, _ damage: CellDamage.Patterns,
        to inventory: inout Inventory
    ) {
        guard record.fields.count == width else {
            if record.fields.allSatisfy({ $0.tidied.isEmpty }) { return }
            let found = record.fields.joined(separator: ",")
            inventory.badRows.append(
                BadRow(
                    line: record.line, column: nil, problem: .wrongFieldCount(width),
                    found: "\(record.fields.count): \(found)"))
            return
        }
        var row = CSVRow(line: record.line, fields: record.fields.map(\.tidied), source: source)
        if row.isEmpty { return }
        for column in keys {
            // A date may be a number of ours: 1/2/34 is a room. Nobody calls a room 2.02E+11 or #REF!.
            guard let problem = damage.problem(in: row[column]), problem != .madeDate else { continue }
            inventory.badRows.append(
                BadRow(line: row.line, column: column.rawValue, problem: problem, found: row[column]))
        }
        if row[.kind] == deviceWord {
            inventory.devices.append(row.device())
        } else {
            inventory.places.append(row.place())
        }
        inventory.badRows += row.bad
    }
}

extension String {
    /// Without white space around it, and with one space for every run of it inside.
    var tidied: String {
        // Most fields are empty or tidy already.
        var isTidy = true
        var wasSpace = true
        for scalar in unicodeScalars {
            let isSpace = scalar.properties.isWhitespace
            if isSpace, wasSpace || scalar != " " { isTidy = false }
            wasSpace = isSpace
        }
        if isEmpty || (isTidy && !wasSpace) { return self }
        return split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

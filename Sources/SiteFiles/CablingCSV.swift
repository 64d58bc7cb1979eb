public import Facility

/// Network points and the switches on which they hang, one CSV file with one header.
///
/// - `point`: the display reference of the network point, or of any other place where a cable ends.
/// - `switch`: the display reference of the device.
/// - `port`: as it is written on the switch.
///
/// UTF-8 with or without a byte order mark, RFC 4180, rows in any order. The file lists all cables that its source knows:
/// a point that it listed before and lists no more hangs on nothing. Empty lines are skipped.
public enum CablingCSV {
    public static let header = ["point", "switch", "port"]

    /// Reads a whole file. Never throws: what is wrong stands in `badRows`, and the register refuses it together with
    /// what it finds itself.
    ///
    /// - Parameter source: what the file's cables are called.
    public static func inventory(from bytes: [UInt8], source: String = "csv") -> Inventory {
        let name = source + "/cabling"
        var inventory = Inventory(sources: [], absence: .keeps)
        guard bytes.count <= InventoryCSV.bytesMax else {
            let problem = RowProblem.fileTooLarge(bytesMax: InventoryCSV.bytesMax)
            inventory.badRows = [BadRow(line: 1, column: nil, problem: problem, found: String(bytes.count))]
            return inventory
        }
        var reader = CSVReader(bytes)
        let first = reader.next()
        guard let first, first.fields.map(\.tidied) == header else {
            let problem = RowProblem.wrongHeader(header.joined(separator: ","))
            let found = first?.fields.joined(separator: ",") ?? ""
            inventory.badRows = [BadRow(line: first?.line ?? 1, column: nil, problem: problem, found: found)]
            return inventory
        }
        let damage = CellDamage.Patterns()
        var cables: [InventoryCable] = []
        while let record = reader.next() {
            let fields = record.fields.map(\.tidied)
            if fields.allSatisfy(\.isEmpty) { continue }
            guard fields.count == header.count else {
                let found = "\(fields.count): \(fields.joined(separator: ","))"
                inventory.badRows.append(
                    BadRow(
                        line: record.line, column: nil, problem: .wrongFieldCount(header.count), found: found)
                )
                continue
            }
            for (column, field) in zip(header, fields) {
                // A port may look like a date: 1/2/3.
                guard let problem = damage.problem(in: field), problem != .madeDate else { continue }
                inventory.badRows.append(
                    BadRow(line: record.line, column: column, problem: problem, found: field))
            }
            cables.append(
                InventoryCable(
                    line: record.line, point: .reference(fields[0]), device: .reference(fields[1]),
                    port: fields[2]))
        }
        inventory.badRows += reader.bad
        inventory.cabling = InventoryCabling(source: name, cables: cables)
        return inventory
    }
}

import Foundation
import Ledger

extension MatchedInventory {
    /// Checks what a row says for itself: lengths, characters, kinds, zones.
    mutating func checkFields() {
        let total = inventory.places.count + inventory.devices.count
        if total > InventoryLimits.rowsMax {
            let problem = RowProblem.tooManyRows(InventoryLimits.rowsMax)
            bad.append(BadRow(line: 1, column: nil, problem: problem, found: String(total)))
        }
        let kinds = Set(PlaceKind.known)
        var zones: [String: Bool] = [:]
        for row in inventory.places {
            check(row.externalID.id, row.line, .id, InventoryLimits.idMax, isNeeded: true)
            check(row.reference, row.line, .reference, InventoryLimits.referenceMax, isNeeded: true)
            check(row.name, row.line)
            if !kinds.contains(row.kind) {
                let known = RowProblem.notOneOf(PlaceKind.known.map(\.rawValue))
                bad.append(BadRow(row.line, .kind, known, row.kind.rawValue))
            }
            if let order = row.order, !InventoryLimits.orders.contains(order) {
                bad.append(BadRow(row.line, .order, .notANumber(InventoryLimits.orders), String(order)))
            }
            if let zone = row.timeZone { check(zone: zone, row.line, &zones) }
        }
        for row in inventory.devices { check(row) }
    }

    private mutating func check(_ row: InventoryDevice) {
        check(row.externalID.id, row.line, .id, InventoryLimits.idMax, isNeeded: true)
        check(row.reference, row.line, .reference, InventoryLimits.referenceMax, isNeeded: true)
        check(row.kind, row.line, .deviceKind, InventoryLimits.kindMax, isNeeded: true)
        check(row.name, row.line)
        check(row.model ?? "", row.line, .model, InventoryLimits.modelMax, isNeeded: false)
        check(row.serialNumber ?? "", row.line, .serial, InventoryLimits.serialMax, isNeeded: false)
    }

    private mutating func check(_ name: LocalizedName, _ line: Int) {
        check(name.zh ?? "", line, .nameZh, InventoryLimits.nameMax, isNeeded: false)
        check(name.en ?? "", line, .nameEn, InventoryLimits.nameMax, isNeeded: false)
    }

    private mutating func check(
        _ text: String, _ line: Int, _ column: InventoryColumn, _ max: Int, isNeeded: Bool
    ) {
        if isNeeded, text.isEmpty { bad.append(BadRow(line, column, .missing, "")) }
        // Bytes are counted first: characters are slow to count, and there are never more of them.
        if text.utf8.count > max, text.count > max {
            bad.append(BadRow(line, column, .tooLong(charactersMax: max), text))
        }
        if text.hasControlCharacter { bad.append(BadRow(line, column, .controlCharacter, text)) }
    }

    private mutating func check(zone: String, _ line: Int, _ known: inout [String: Bool]) {
        let isKnown = known[zone] ?? (zone.contains("/") && TimeZone(identifier: zone) != nil)
        known[zone] = isKnown
        if !isKnown { bad.append(BadRow(line, .timeZone, .unknownTimeZone, zone)) }
    }

    /// Checks that no two things in force will bear one reference.
    ///
    /// Only the end counts: rooms that swap their numbers in one import are right.
    mutating func checkReferences(retiring: Retirement) {
        var taken: Set<String> = []
        for place in snapshot.places.values
        where place.retiredAt == nil && rowOfPlace[place.id] == nil && !retiring.placeSet.contains(place.id) {
            taken.insert(place.reference)
        }
        for device in snapshot.devices.values
        where device.retiredAt == nil && rowOfDevice[device.id] == nil
            && !retiring.deviceSet.contains(device.id)
        {
            taken.insert(device.reference)
        }
        var lines: [String: Int] = [:]
        lines.reserveCapacity(inventory.places.count + inventory.devices.count)
        let rows =
            inventory.places.lazy.map { ($0.line, $0.reference) }
            + inventory.devices.lazy.map { ($0.line, $0.reference) }
        for (line, reference) in rows where !reference.isEmpty {
            if let first = lines[reference] {
                bad.append(BadRow(line, .reference, .duplicate(firstLine: first), reference))
            } else if taken.contains(reference) {
                bad.append(BadRow(line, .reference, .taken, reference))
            } else {
                lines[reference] = line
            }
        }
    }
}

extension String {
    /// Whether a control character is in it: C0, DEL, C1, line and paragraph separators, bidirectional
    /// overrides.
    var hasControlCharacter: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
            default: false
            }
        }
    }
}

import Facility

/// One line of our CSV on its way to a row of an inventory.
///
/// A value that can't be read is told and left out, and the row goes on: its children still find it, so that
/// one bad value isn't reported a hundred times.
struct CSVRow {
    let line: Int
    /// As many as the header of the file has.
    let fields: [String]
    let source: String
    private(set) var bad: [BadRow] = []

    private static let columnIndex = Dictionary(
        uniqueKeysWithValues: InventoryColumn.allCases.enumerated().map { ($0.element, $0.offset) })

    init(line: Int, fields: [String], source: String) {
        self.line = line
        self.fields = fields
        self.source = source
    }

    subscript(column: InventoryColumn) -> String {
        guard let index = Self.columnIndex[column], index < fields.count else { return "" }
        return fields[index]
    }

    var isEmpty: Bool { fields.allSatisfy(\.isEmpty) }

    private var externalID: ExternalID {
        ExternalID(source: source, id: self[.id].isEmpty ? self[.reference] : self[.id])
    }

    private var parent: ExternalID? {
        self[.parent].isEmpty ? nil : ExternalID(source: source, id: self[.parent])
    }

    private var name: LocalizedName {
        LocalizedName(zh: optional(.nameZh), en: optional(.nameEn))
    }

    private func optional(_ column: InventoryColumn) -> String? { self[column].isEmpty ? nil : self[column] }

    private mutating func report(_ column: InventoryColumn, _ problem: RowProblem) {
        bad.append(BadRow(line: line, column: column.rawValue, problem: problem, found: self[column]))
    }

    private mutating func expectEmpty(_ columns: InventoryColumn...) {
        for column in columns where !self[column].isEmpty { report(column, .notForThisKind) }
    }

    mutating func device() -> InventoryDevice {
        expectEmpty(.order, .privacy, .timeZone, .responsible, .previousReference)
        return InventoryDevice(
            line: line, externalID: externalID, kind: self[.deviceKind], reference: self[.reference],
            name: name,
            model: optional(.model), serialNumber: optional(.serial), installedAt: parent)
    }

    mutating func place() -> InventoryPlace {
        expectEmpty(.deviceKind, .model, .serial)
        return InventoryPlace(
            line: line, externalID: externalID, parent: parent, kind: kind(), reference: self[.reference],
            name: name, order: order(), timeZone: optional(.timeZone), privacy: privacy(),
            responsible: responsible(), previousReference: optional(.previousReference))
    }

    private mutating func kind() -> PlaceKind {
        let kind = PlaceKind(rawValue: self[.kind])
        if PlaceKind.known.contains(kind) { return kind }
        report(.kind, .notOneOf(PlaceKind.known.map(\.rawValue) + [InventoryCSV.deviceWord]))
        // Any kind that fits where the row stands: the file is refused anyhow.
        return parent == nil ? .campus : .room
    }

    private mutating func order() -> Int? {
        guard let text = optional(.order) else { return nil }
        if let number = Int(text), InventoryLimits.orders.contains(number) { return number }
        report(.order, .notANumber(InventoryLimits.orders))
        return nil
    }

    private mutating func privacy() -> PlacePrivacy? {
        guard let text = optional(.privacy) else { return nil }
        if let privacy = PlacePrivacy(rawValue: text) { return privacy }
        report(.privacy, .notOneOf([PlacePrivacy.open.rawValue, PlacePrivacy.countOnly.rawValue]))
        return nil
    }

    private mutating func responsible() -> OrganisationKey? {
        guard let text = optional(.responsible) else { return nil }
        if let key = OrganisationKey(text) { return key }
        report(.responsible, .notAKey)
        return nil
    }
}

/// Checks what a layout came out as on one size of label: everything inside the area, and nothing in the symbol's
/// quiet zone.
struct Placement {
    let file: String
    /// Of the layout's area in the file.
    let key: String
    let line: Int?
    /// nil: at the layout's nominal size.
    let stock: String?
    let room: LayoutRoom

    /// A box that came out shorter than this holds nothing.
    private static let sideMin = 0.05

    func check(_ symbol: SymbolField) throws(TemplateFault) {
        guard room.box.contains(symbol.box), symbol.box.width.value >= 5 else {
            throw fault("symbol", expected: "a square of 5 mm or more inside \(room.box)", "\(symbol.box)")
        }
    }

    /// - Parameter key: in its area, e.g. `columns[0]`.
    func check(_ column: DesignColumn, _ key: String) throws(TemplateFault) {
        try check(column.box, key)
        guard column.heightMin.value <= column.box.height.value + 0.01 else {
            throw fault(
                "\(key).height", expected: "at least \(column.heightMin) for all lines at their smallest",
                "\(column.box.height)")
        }
    }

    func check(_ box: Box, _ key: String) throws(TemplateFault) {
        guard box.width.value >= Self.sideMin, box.height.value >= Self.sideMin, room.box.contains(box) else {
            throw fault(key, expected: "a box inside \(room.box)", "\(box)")
        }
        if let symbol = room.symbol, box.overlaps(symbol) {
            throw fault(key, expected: "a box clear of the symbol's \(symbol)", "\(box)")
        }
    }

    private func fault(_ part: String, expected: String, _ found: String) -> TemplateFault {
        TemplateFault(
            file: file, key: "\(key).\(part)", line: line,
            expected: stock.map { "on stock \($0) \(expected)" } ?? expected,
            found: found)
    }
}

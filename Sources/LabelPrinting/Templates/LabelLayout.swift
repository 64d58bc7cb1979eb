/// A design laid out for the labels of one stock.
public struct LabelLayout: Hashable, Sendable {
    /// What stands in one print area; measures are the area's, as whoever reads the label sees it.
    public struct Part: Hashable, Sendable {
        public let area: PrintArea
        /// nil: none in this area.
        public let symbol: SymbolField?
        public let shapes: [DesignShape]
        public let columns: [DesignColumn]
        public let logo: LogoField?
    }

    /// Of the design's layout, e.g. `landscape`.
    public let name: String
    public let parts: [Part]

    /// The fields of all symbols, on the label as it lies on the page.
    public var symbolBoxes: [Box] {
        parts.compactMap { part in part.symbol.map { part.area.onLabel($0.box) } }
    }

    /// The first symbol's field: it settles version and size. Every layout has one.
    public var symbol: SymbolField? { parts.lazy.compactMap(\.symbol).first }
}

extension LabelLayout {
    /// Fits a design's layout to the areas of a stock.
    ///
    /// - Parameters:
    ///   - file: the design's, for the complaints.
    ///   - hasLogo: whether a logo's file is there.
    ///   - stock: its name, for the complaints; nil: the layout's nominal size.
    init(
        _ layout: DesignLayout, _ areas: [PrintArea], file: String, hasLogo: (String) -> Bool, stock: String?
    ) throws(TemplateFault) {
        var parts: [Part] = []
        for (plan, area) in zip(layout.parts, areas) {
            var room = LayoutRoom(
                width: area.width.value, height: area.height.value,
                scale: min(
                    area.width.value / layout.nominalWidth, area.height.value / layout.nominalHeight))
            let symbol = plan.symbol?.resolved(room)
            room.symbol = symbol?.box
            let logo = plan.logo.flatMap { logo in
                logo.isOptional && !hasLogo(logo.file)
                    ? nil : LogoField(file: logo.file, box: logo.box.resolved(room))
            }
            let holds = { (condition: LogoCondition?) in condition?.holds(hasLogo: logo != nil) ?? true }
            let shapes = plan.shapes.enumerated().filter { holds($0.element.condition) }
                .map { (index: $0.offset, shape: $0.element.resolved(room)) }
            let columns = plan.columns.enumerated().filter { holds($0.element.condition) }
                .map { (index: $0.offset, column: $0.element.resolved(room)) }
            let placement = Placement(file: file, key: plan.key, line: plan.line, stock: stock, room: room)
            if let symbol { try placement.check(symbol) }
            for (index, shape) in shapes { try placement.check(shape.box, "shapes[\(index)]") }
            for (index, column) in columns { try placement.check(column, "columns[\(index)]") }
            if let logo { try placement.check(logo.box, "logo") }
            parts.append(
                Part(
                    area: area, symbol: symbol, shapes: shapes.map(\.shape), columns: columns.map(\.column),
                    logo: logo))
        }
        name = layout.name
        self.parts = parts
    }
}

/// Reads and checks the parts of a label that take print, and the part that goes round a cable.
enum StockAreas {
    private static let sideMin = 5.0

    /// The listed `areas`, else one: the label without its `margin`.
    static func read(
        _ root: TemplateNode, _ width: Millimetres, _ height: Millimetres, _ kind: StockKind,
        _ reader: MeasureReader
    ) throws(TemplateFault) -> [PrintArea] {
        guard let list = root.optionalChild("areas") else {
            return [try whole(root, width, height, reader)]
        }
        for key in ["margin", "turn"] where root.has(key) {
            throw try root.child(key).fault(expected: "nothing beside areas")
        }
        guard kind != .tape else { throw list.fault(expected: "a margin: a tape has no length to divide") }
        var areas: [PrintArea] = []
        for item in try list.items(max: 4) {
            try item.allow("left", "top", "width", "height", "turn", "source")
            _ = try reader.source(item)
            areas.append(PrintArea(box: try item.box(), turn: try turn(item)))
        }
        return areas
    }

    static func wrap(
        _ root: TemplateNode, _ width: Millimetres, _ height: Millimetres, _ reader: MeasureReader
    ) throws(TemplateFault) -> Box? {
        guard let node = root.optionalChild("wrap") else { return nil }
        try node.allow("left", "top", "width", "height", "source")
        _ = try reader.source(node)
        return try node.box()
    }

    /// No area leaves the label, lies over another or over what goes round the cable.
    static func check(_ stock: LabelStock, _ root: TemplateNode) throws(TemplateFault) {
        let label = Box(
            left: Millimetres(0), top: Millimetres(0), width: stock.labelWidth, height: stock.labelHeight)
        let key = root.has("areas") ? "areas" : "margin"
        var taken = stock.wrap.map { [$0] } ?? []
        if let wrap = stock.wrap, !label.contains(wrap) {
            throw try root.child("wrap").fault(expected: "a zone inside \(label)", found: "\(wrap)")
        }
        for (index, area) in stock.areas.enumerated() {
            guard label.contains(area.box) else {
                throw try Self.node(root, key, index).fault(
                    expected: "an area inside \(label)", found: "\(area.box)")
            }
            if let other = taken.first(where: { $0.overlaps(area.box) }) {
                throw try Self.node(root, key, index).fault(
                    expected: "an area clear of \(other)", found: "\(area.box)")
            }
            taken.append(area.box)
        }
    }

    private static func node(
        _ root: TemplateNode, _ key: String, _ index: Int
    ) throws(TemplateFault) -> TemplateNode {
        let node = root.has(key) ? try root.child(key) : try root.child("label")
        guard key == "areas" else { return node }
        return try node.items(max: 4)[index]
    }

    private static func whole(
        _ root: TemplateNode, _ width: Millimetres, _ height: Millimetres, _ reader: MeasureReader
    ) throws(TemplateFault) -> PrintArea {
        var box = Box(left: Millimetres(0), top: Millimetres(0), width: width, height: height)
        if let margin = root.optionalChild("margin") {
            try margin.allow("left", "top", "right", "bottom", "source")
            _ = try reader.source(margin)
            box.left = try margin.child("left").millimetres(0...width.value)
            box.top = try margin.child("top").millimetres(0...height.value)
            box.width = width - box.left - (try margin.child("right").millimetres(0...width.value))
            box.height = height - box.top - (try margin.child("bottom").millimetres(0...height.value))
            guard box.width.value >= sideMin, box.height.value >= sideMin else {
                throw margin.fault(
                    expected: "at least \(Millimetres(sideMin)) left to print on",
                    found: "\(box.width) x \(box.height)")
            }
        }
        return PrintArea(box: box, turn: try turn(root))
    }

    private static func turn(_ node: TemplateNode) throws(TemplateFault) -> PrintArea.Turn {
        guard let child = node.optionalChild("turn") else { return .none }
        guard let turn = PrintArea.Turn(rawValue: try child.integer(0...270)) else {
            throw child.fault(expected: "one of 0, 90, 180, 270")
        }
        return turn
    }
}

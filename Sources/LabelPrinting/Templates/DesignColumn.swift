/// A box in which lines stand under each other.
public struct DesignColumn: Hashable, Sendable {
    public enum Anchor: String, Hashable, Sendable, CaseIterable { case top, middle, bottom }
    public enum Alignment: String, Hashable, Sendable, CaseIterable { case left, centre, right }

    public let box: Box
    public let anchor: Anchor
    public let alignment: Alignment
    public let lines: [DesignLine]

    /// The least height in which all lines stay that a label can't do without.
    var heightMin: Millimetres {
        let needed = lines.filter { !$0.isDispensable }
        return needed.enumerated().reduce(Millimetres(0)) { sum, line in
            sum + line.element.heightMin + (line.offset == 0 ? Millimetres(0) : line.element.gap)
        }
    }
}

/// A column before the area's size is known.
struct ColumnPlan: Hashable {
    let box: SpanBox
    let lines: [DesignLine]
    let condition: LogoCondition?
    private let anchor: DesignColumn.Anchor
    private let alignment: DesignColumn.Alignment

    /// - Parameter number: of the column's first line in the whole design.
    init(_ node: TemplateNode, number: Int, faces: [String: [String]]) throws(TemplateFault) {
        try node.allow(SpanBox.keys + ["anchor", "align", "lines", "when"])
        box = try SpanBox(node)
        anchor = try node.child("anchor").choice()
        alignment = try node.child("align").choice()
        condition = try node.optionalChild("when")?.choice()
        var lines: [DesignLine] = []
        for item in try node.child("lines").items(max: 20) {
            lines.append(try DesignLine(item, number: number + lines.count, faces: faces))
        }
        self.lines = lines
    }

    func resolved(_ room: LayoutRoom) -> DesignColumn {
        DesignColumn(
            box: box.resolved(room), anchor: anchor, alignment: alignment,
            lines: lines.map { $0.scaled(by: room.scale) })
    }
}

/// A box in which lines stand under each other.
public struct DesignColumn: Hashable, Sendable {
    public enum Anchor: String, Hashable, Sendable, CaseIterable { case top, middle, bottom }
    public enum Alignment: String, Hashable, Sendable, CaseIterable { case left, centre, right }

    public let box: Box
    public let anchor: Anchor
    public let alignment: Alignment
    public let lines: [DesignLine]

    /// - Parameter number: of the column's first line in the whole design.
    init(_ node: TemplateNode, number: Int, faces: [String: [String]]) throws(TemplateFault) {
        try node.allow("left", "top", "width", "height", "anchor", "align", "lines")
        box = try node.box()
        anchor = try node.child("anchor").choice()
        alignment = try node.child("align").choice()
        var lines: [DesignLine] = []
        for item in try node.child("lines").items(max: 20) {
            lines.append(try DesignLine(item, number: number + lines.count, faces: faces))
        }
        self.lines = lines
        // Checked here, so that no text can ever push another out of its column.
        let needed = lines.enumerated().reduce(Millimetres(0)) { sum, line in
            sum + line.element.heightMin + (line.offset == 0 ? Millimetres(0) : line.element.gap)
        }
        guard needed <= box.height + Millimetres(0.01) else {
            throw try node.child("height").fault(
                expected: "at least \(needed) for all lines at their smallest", found: "\(box.height)")
        }
    }
}

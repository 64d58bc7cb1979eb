/// One line of a column; it may run over a few printed lines.
public struct DesignLine: Hashable, Sendable {
    public enum Ink: String, Hashable, Sendable, CaseIterable { case black, white }
    /// Where a text that doesn't fit is cut.
    public enum Ellipsis: String, Hashable, Sendable, CaseIterable {
        /// The beginning stays.
        case end
        /// The end stays: of `site/closet/panel/Port 1` it is what tells one from another. On several lines the first ones
        /// stay too.
        case start
        /// `start` for a text that is a path (with `›`, `·` or more than one `/` in it), else `end`.
        case auto
    }

    /// From 0, in the order of the whole design.
    public let number: Int
    public let text: LineText
    /// Families by preference.
    public let faces: [String]
    public let isBold: Bool
    /// Points: as large as it gets and as small as it may get.
    public internal(set) var size: Double
    public internal(set) var sizeMin: Double
    /// Printed lines at most; what doesn't fit is cut with an ellipsis.
    public let linesMax: Int
    public let ellipsis: Ellipsis
    public let ink: Ink
    /// Space to the line above it; none above a column's first.
    public internal(set) var gap: Millimetres
    /// The line is left out where this field is empty too.
    public let needs: LabelField?
    /// The line is left out where the column has no room for it at its smallest.
    public let isDispensable: Bool

    /// From baseline to baseline, in sizes. CJK faces fill their em square, so less would touch.
    static let leading = 1.18
    /// Smaller text can't be read; it isn't scaled below this, nor below what the design asks for.
    static let sizeLeast = 4.0

    init(_ node: TemplateNode, number: Int, faces known: [String: [String]]) throws(TemplateFault) {
        try node.allow(
            "text", "face", "bold", "size", "sizeMin", "lines", "ellipsis", "ink", "gap", "needs", "drop")
        self.number = number
        text = try LineText(node.child("text"))
        let face = try node.child("face")
        guard let families = try known[face.text()] else {
            throw face.fault(expected: "one of the faces " + known.keys.sorted().joined(separator: ", "))
        }
        faces = families
        isBold = try node.optionalChild("bold")?.boolean() ?? false
        size = try node.child("size").number(3...600)
        sizeMin = try node.child("sizeMin").number(3...size)
        linesMax = try node.optionalChild("lines")?.integer(1...10) ?? 1
        ellipsis = try node.optionalChild("ellipsis")?.choice() ?? .auto
        ink = try node.optionalChild("ink")?.choice() ?? .black
        gap = try node.optionalChild("gap")?.millimetres(0...100) ?? Millimetres(0)
        needs = try node.optionalChild("needs")?.choice()
        isDispensable = try node.optionalChild("drop")?.boolean() ?? false
    }

    /// Whether the beginning of this text goes rather than its end, where it doesn't fit.
    func keepsEnd(of text: String) -> Bool {
        switch ellipsis {
        case .end: false
        case .start: true
        case .auto: UnbreakableParts.isPath(text)
        }
    }

    /// The least height that it takes when it fills all its lines.
    var heightMin: Millimetres { Millimetres(points: sizeMin * Self.leading * Double(linesMax)) }

    func scaled(by scale: Double) -> DesignLine {
        var line = self
        line.sizeMin = min(sizeMin, max(Self.sizeLeast, sizeMin * scale))
        if scale > 1 { line.sizeMin = sizeMin * scale }
        line.size = max(line.sizeMin, size * scale)
        line.gap = Millimetres(gap.value * scale)
        return line
    }
}

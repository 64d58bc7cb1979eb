/// One line of a column; it may run over a few printed lines.
public struct DesignLine: Hashable, Sendable {
    public enum Ink: String, Hashable, Sendable, CaseIterable { case black, white }

    /// From 0, in the order of the whole design.
    public let number: Int
    public let text: LineText
    /// Families by preference.
    public let faces: [String]
    public let isBold: Bool
    /// Points: as large as it gets and as small as it may get.
    public let size: Double
    public let sizeMin: Double
    /// Printed lines at most; what doesn't fit ends in an ellipsis.
    public let linesMax: Int
    public let ink: Ink
    /// Space to the line above it; none above a column's first.
    public let gap: Millimetres
    /// The line is left out where this field is empty too.
    public let needs: LabelField?

    /// From baseline to baseline, in sizes. CJK faces fill their em square, so less would touch.
    static let leading = 1.18

    init(_ node: TemplateNode, number: Int, faces known: [String: [String]]) throws(TemplateFault) {
        try node.allow("text", "face", "bold", "size", "sizeMin", "lines", "ink", "gap", "needs")
        self.number = number
        text = try LineText(node.child("text"))
        let face = try node.child("face")
        guard let families = try known[face.text()] else {
            throw face.fault(expected: "one of the faces " + known.keys.sorted().joined(separator: ", "))
        }
        faces = families
        isBold = try node.child("bold").boolean()
        size = try node.child("size").number(3...200)
        sizeMin = try node.child("sizeMin").number(3...size)
        linesMax = try node.child("lines").integer(1...10)
        ink = try node.child("ink").choice()
        gap = try node.child("gap").millimetres(0...100)
        needs = try node.optionalChild("needs")?.choice()
    }

    /// The least height that it takes when it fills all its lines.
    var heightMin: Millimetres { Millimetres(points: sizeMin * Self.leading * Double(linesMax)) }
}

/// A black rectangle: a rule, the ground of white text, or a frame.
public struct DesignShape: Hashable, Sendable {
    public let box: Box
    public let cornerRadius: Millimetres
    /// Of a frame's line, inside the box; nil: filled.
    public let thickness: Millimetres?
}

/// A shape before the area's size is known.
struct ShapePlan: Hashable {
    let box: SpanBox
    let cornerRadius: Double
    let thickness: Double?
    let condition: LogoCondition?

    init(_ node: TemplateNode) throws(TemplateFault) {
        try node.allow(SpanBox.keys + ["cornerRadius", "thickness", "when"])
        box = try SpanBox(node)
        cornerRadius = try node.optionalChild("cornerRadius")?.number(0...100) ?? 0
        thickness = try node.optionalChild("thickness")?.number(0.05...20)
        condition = try node.optionalChild("when")?.choice()
    }

    /// A line stays as thin as it is, whatever the scale.
    func resolved(_ room: LayoutRoom) -> DesignShape {
        let box = box.resolved(room)
        let radius = min(cornerRadius * room.scale, min(box.width.value, box.height.value) / 2)
        return DesignShape(
            box: box, cornerRadius: Millimetres(max(0, radius)), thickness: thickness.map { Millimetres($0) })
    }
}

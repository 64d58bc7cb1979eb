/// Collects rules and words that stand on a page beside its labels. Lengths are millimetres from the page's upper left
/// corner.
public struct PagePen {
    enum Alignment { case left, centre, right }

    private let typeCase: TypeCase
    private let faces: [String]
    private(set) var things: [LabelSetting.Thing] = []

    /// A hairline that every printer still draws.
    static let hairline = 0.1

    init(_ typeCase: TypeCase, faces: [String] = ["WenQuanYi Micro Hei"]) {
        self.typeCase = typeCase
        self.faces = faces
    }

    mutating func fill(_ left: Double, _ top: Double, _ width: Double, _ height: Double) {
        let box = Self.points(left, top, width, height)
        things.append(.fill(left: box.0, top: box.1, width: box.2, height: box.3, radius: 0))
    }

    mutating func frame(_ box: Box, radius: Millimetres = Millimetres(0), thickness: Double = hairline) {
        things.append(
            .frame(
                left: box.left.points, top: box.top.points, width: box.width.points,
                height: box.height.points,
                radius: radius.points, thickness: Millimetres(thickness).points))
    }

    /// A line from left to right.
    mutating func across(_ left: Double, _ y: Double, _ length: Double, thickness: Double = hairline) {
        fill(left, y - thickness / 2, length, thickness)
    }

    /// A line downwards.
    mutating func down(_ x: Double, _ top: Double, _ length: Double, thickness: Double = hairline) {
        fill(x - thickness / 2, top, thickness, length)
    }

    /// One line of text.
    ///
    /// - Parameters:
    ///   - x: of the edge or middle that the alignment says.
    ///   - baseline: millimetres from the top.
    ///   - size: points.
    mutating func write(
        _ text: String, _ x: Double, _ baseline: Double, size: Double, _ alignment: Alignment = .left,
        isBold: Bool = false
    ) throws(LabelPrintingError) {
        let font = try typeCase.font(faces, isBold: isBold)
        let layout = try typeCase.layout(text, font)
        layout.set(width: nil)
        guard let line = layout.typeset(size: size).lines.first else { return }
        let width = line.advance * size
        let shift: Double =
            switch alignment {
            case .left: 0
            case .centre: width / 2
            case .right: width
            }
        things.append(
            .line(
                line, size: size, left: Millimetres(x).points - shift, baseline: Millimetres(baseline).points,
                isWhite: false))
    }

    /// Drops rules that reach out of a box, all from one on.
    mutating func keep(from first: Int, inside box: Box) {
        let kept = things.dropFirst(first).filter { thing in
            guard case .fill(let left, let top, let width, let height, _) = thing else { return true }
            return box.contains(
                Box(
                    left: Millimetres(points: left), top: Millimetres(points: top),
                    width: Millimetres(points: width), height: Millimetres(points: height)))
        }
        things = Array(things.prefix(first)) + kept
    }

    /// Changes where things stand, all from one on.
    mutating func move(from first: Int, _ moved: (LabelSetting.Thing) -> LabelSetting.Thing) {
        for index in things.indices.dropFirst(first) { things[index] = moved(things[index]) }
    }

    private static func points(
        _ left: Double, _ top: Double, _ width: Double, _ height: Double
    ) -> (Double, Double, Double, Double) {
        (
            Millimetres(left).points, Millimetres(top).points, Millimetres(width).points,
            Millimetres(height).points
        )
    }
}

import LabelSymbol

/// Where a layout wants its symbol before the area's size is known.
struct SymbolPlan: Hashable {
    private enum Across: Hashable {
        case left(Double)
        case right(Double)
        case centre
    }
    private enum Side: Hashable {
        case fixed(Double)
        /// As large as the area lets it, without what is kept free beside and below it.
        case growing(most: Double, right: Double, bottom: Double)
    }

    private let across: Across
    private let top: Double
    private let side: Side
    private let floor: CorrectionFloor
    private let moduleMin: Millimetres
    private let module: Millimetres?

    private static let lengthMax = 1000.0
    /// ISO/IEC 18004 leaves the size to the application; below 0.33 mm phones stop reading at arm's length.
    static let moduleLeast = 0.33

    init(_ node: TemplateNode) throws(TemplateFault) {
        try node.allow("left", "right", "centre", "top", "side", "floor", "moduleMin", "module")
        let given = ["left", "right", "centre"].filter { node.has($0) }
        guard given.count == 1 else {
            throw node.fault(expected: "one of left, right and centre", found: "\(given.count) of them")
        }
        across =
            switch given[0] {
            case "left": .left(try node.child("left").number(0...Self.lengthMax))
            case "right": .right(try node.child("right").number(0...Self.lengthMax))
            default: .centre
            }
        top = try node.child("top").number(0...Self.lengthMax)
        let side = try node.child("side")
        if side.isMapping {
            try side.allow("most", "right", "bottom")
            self.side = .growing(
                most: try side.child("most").number(5...Self.lengthMax),
                right: try side.child("right").number(0...Self.lengthMax),
                bottom: try side.child("bottom").number(0...Self.lengthMax))
        } else {
            self.side = .fixed(try side.number(5...Self.lengthMax))
        }
        floor = try node.child("floor").choice()
        moduleMin = try node.child("moduleMin").millimetres(Self.moduleLeast...10)
        module = try node.optionalChild("module")?.millimetres(Self.moduleLeast...50)
    }

    func resolved(_ room: LayoutRoom) -> SymbolField {
        let top = self.top * room.scale
        let margin: Double =
            switch across {
            case .left(let distance), .right(let distance): distance * room.scale
            case .centre: 0
            }
        let side: Double =
            switch self.side {
            case .fixed(let length): length * room.scale
            case .growing(let most, let right, let bottom):
                min(
                    most * room.scale, room.width - margin - right * room.scale,
                    room.height - top - bottom * room.scale)
            }
        let left: Double =
            switch across {
            case .left: margin
            case .right: room.width - margin - side
            case .centre: (room.width - side) / 2
            }
        let box = Box(
            left: Millimetres(left), top: Millimetres(top), width: Millimetres(side),
            height: Millimetres(side))
        return SymbolField(box: box, floor: floor, moduleMin: moduleMin, module: module)
    }
}

/// A box's extent in one direction before the area's size is known: two of beginning, end and length.
struct Span: Hashable {
    enum Start: Hashable {
        /// From the area's left or top edge.
        case edge(Double)
        /// From the far edge of the symbol's field.
        case afterSymbol(gap: Double)
    }

    private let start: Start?
    /// From the area's right or bottom edge.
    private let end: Double?
    private let length: Double?

    /// Millimetres at the layout's nominal size; no label is longer.
    private static let lengthMax = 1000.0

    /// - Parameters:
    ///   - keys: of beginning, end and length, e.g. `left`, `right`, `width`.
    init(_ node: TemplateNode, _ keys: (start: String, end: String, length: String)) throws(TemplateFault) {
        start = try node.optionalChild(keys.start).map(Self.start)
        end = try node.optionalChild(keys.end)?.number(0...Self.lengthMax)
        length = try node.optionalChild(keys.length)?.number(0.05...Self.lengthMax)
        let given = (start == nil ? 0 : 1) + (end == nil ? 0 : 1) + (length == nil ? 0 : 1)
        guard given == 2 else {
            throw node.fault(
                expected: "two of \(keys.start), \(keys.end) and \(keys.length)", found: "\(given) of them")
        }
    }

    private static func start(_ node: TemplateNode) throws(TemplateFault) -> Start {
        guard node.isMapping else { return .edge(try node.number(0...lengthMax)) }
        try node.allow("after", "gap")
        guard try node.child("after").text() == "symbol" else {
            throw try node.child("after").fault(expected: "symbol")
        }
        return .afterSymbol(gap: try node.child("gap").number(0...lengthMax))
    }

    var followsSymbol: Bool {
        if case .afterSymbol = start { true } else { false }
    }

    /// - Parameters:
    ///   - symbolEnd: millimetres from the edge at which the symbol's field ends.
    ///   - scale: of all measures of the layout.
    /// - Returns: millimetres; the length may come out negative where the area is too small.
    func resolved(in side: Double, symbolEnd: Double, scale: Double) -> (start: Double, length: Double) {
        let first: Double? =
            switch start {
            case .edge(let distance): distance * scale
            case .afterSymbol(let gap): symbolEnd + gap * scale
            case nil: nil
            }
        let last = end.map { side - $0 * scale }
        switch (first, last, length.map { $0 * scale }) {
        case (let first?, let last?, _): return (first, last - first)
        case (let first?, nil, let length?): return (first, length)
        case (nil, let last?, let length?): return (last - length, length)
        default: return (0, side)
        }
    }
}

/// A box before the area's size is known.
struct SpanBox: Hashable {
    private let across: Span
    private let down: Span

    static let keys = ["left", "right", "width", "top", "bottom", "height"]

    init(_ node: TemplateNode) throws(TemplateFault) {
        across = try Span(node, ("left", "right", "width"))
        down = try Span(node, ("top", "bottom", "height"))
    }

    var followsSymbol: Bool { across.followsSymbol || down.followsSymbol }

    func resolved(_ room: LayoutRoom) -> Box {
        let x = across.resolved(in: room.width, symbolEnd: room.symbol?.right.value ?? 0, scale: room.scale)
        let y = down.resolved(in: room.height, symbolEnd: room.symbol?.bottom.value ?? 0, scale: room.scale)
        return Box(
            left: Millimetres(x.start), top: Millimetres(y.start), width: Millimetres(x.length),
            height: Millimetres(y.length))
    }
}

/// The area that a layout is being fitted to.
struct LayoutRoom {
    /// Millimetres, as whoever reads the label sees them.
    let width: Double
    let height: Double
    /// Of the layout's measures and text sizes.
    let scale: Double
    /// The symbol's field; nil until it is placed, or where the area has none.
    var symbol: Box?

    var box: Box {
        Box(
            left: Millimetres(0), top: Millimetres(0), width: Millimetres(width), height: Millimetres(height))
    }
}

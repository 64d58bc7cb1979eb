/// What stands on every sheet outside its labels, where the printer reaches and there is room: a bar of 100 mm to lay a
/// ruler on, and ticks in line with the labels' edges.
struct SheetMarks {
    let things: [LabelSetting.Thing]

    private static let barLength = 100.0
    /// From the labels' edge, so that a tick never gets onto one.
    private static let clear = 1.0
    private static let tickMax = 3.0
    private static let tickMin = 0.8
    /// Of bar and words.
    private static let barHeight = 3.2

    init(_ stock: LabelStock, _ printer: PrinterProfile, _ typeCase: TypeCase) throws(LabelPrintingError) {
        var pen = PagePen(typeCase)
        try Self.draw(stock, printer, &pen)
        things = pen.things
    }

    /// Moved as labels are, so that the bar of a printer whose profile is right measures 100 mm on paper.
    static func draw(
        _ stock: LabelStock, _ printer: PrinterProfile, _ pen: inout PagePen
    ) throws(LabelPrintingError) {
        guard stock.kind == .sheet else { return }
        let drawnBefore = pen.things.count
        let edge = printer.unprintable
        let (width, height) = (stock.pageWidth.value, stock.pageHeight.value)
        let last = stock.box(at: stock.labelsPerSheet - 1)
        let free = (
            left: stock.left.value - edge.left, top: stock.top.value - edge.top,
            right: width - edge.right - last.right.value, bottom: height - edge.bottom - last.bottom.value
        )
        for position in 0..<stock.labelsPerSheet {
            let box = stock.box(at: position)
            if position < stock.columns {
                for x in [box.left.value, box.right.value] {
                    Self.tick(free.top) { pen.down(x, box.top.value - Self.clear - $0, $0) }
                    Self.tick(free.bottom) { pen.down(x, last.bottom.value + Self.clear, $0) }
                }
            }
            if position.isMultiple(of: stock.columns) {
                for y in [box.top.value, box.bottom.value] {
                    Self.tick(free.left) { pen.across(box.left.value - Self.clear - $0, y, $0) }
                    Self.tick(free.right) { pen.across(last.right.value + Self.clear, y, $0) }
                }
            }
        }
        let needed = Self.barHeight + Self.clear + Self.tickMin
        if max(free.bottom, free.top) >= needed, width - edge.left - edge.right > Self.barLength + 40 {
            let isBelow = free.bottom >= needed
            // Right at the edge of what can be printed, away from the ticks.
            let y = isBelow ? height - edge.bottom - 0.2 : edge.top + 2
            try Self.bar(&pen, left: (width - Self.barLength) / 2, y: y)
        }
        // A label's edge may lie where the printer puts no ink.
        pen.keep(from: drawnBefore, inside: edge.free(width, height))
        pen.move(from: drawnBefore) { Self.placed($0, printer) }
    }

    private static func tick(_ free: Double, _ draw: (Double) -> Void) {
        let length = min(tickMax, free - clear)
        if length >= tickMin { draw(length) }
    }

    private static func bar(_ pen: inout PagePen, left: Double, y: Double) throws(LabelPrintingError) {
        pen.across(left, y, barLength)
        for step in 0...10 {
            let isEnd = step == 0 || step == 10
            pen.down(left + Double(step) * 10, y - (isEnd ? 2 : 1), isEnd ? 2 : 1)
        }
        try pen.write("100 mm", left + barLength + 1.5, y, size: 5)
        try pen.write("100 %", left - 1.5, y, size: 5, .right)
    }

    private static func placed(_ thing: LabelSetting.Thing, _ printer: PrinterProfile) -> LabelSetting.Thing {
        func moved(_ left: Double, _ top: Double) -> (Double, Double) {
            let box = printer.placed(
                Box(
                    left: Millimetres(points: left), top: Millimetres(points: top), width: Millimetres(0),
                    height: Millimetres(0)))
            return (box.left.points, box.top.points)
        }
        switch thing {
        case .fill(let left, let top, let width, let height, let radius):
            let start = moved(left, top)
            let end = moved(left + width, top + height)
            return .fill(
                left: start.0, top: start.1, width: end.0 - start.0, height: end.1 - start.1, radius: radius)
        case .line(let line, let size, let left, let baseline, let isWhite):
            let start = moved(left, baseline)
            return .line(line, size: size, left: start.0, baseline: start.1, isWhite: isWhite)
        default: return thing
        }
    }
}

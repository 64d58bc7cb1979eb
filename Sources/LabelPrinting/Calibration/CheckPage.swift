/// The outlines of a stock's labels on plain paper, moved as a printer's profile says: held against a sheet of the stock
/// before the light, they show whether labels will land on their places.
public struct CheckPage: PlainPage {
    private let stock: LabelStock
    private let printer: PrinterProfile
    /// Which printer and tray.
    private let note: String

    public init(_ stock: LabelStock, _ printer: PrinterProfile, note: String) {
        self.stock = stock
        self.printer = printer
        self.note = note
    }

    public var width: Millimetres { stock.pageWidth }
    public var height: Millimetres { stock.pageHeight }
    public var title: String { "\(stock.name), \(note)" }
    public var language: String { "zh-cn" }

    public func draw(_ pen: inout PagePen) throws(LabelPrintingError) {
        for position in 0..<stock.labelsPerSheet {
            let box = printer.placed(stock.box(at: position))
            pen.frame(box, radius: stock.cornerRadius)
            if stock.areas.map(\.box) != [stock.areas[0].whole(of: stock)] {
                for area in stock.areas { pen.frame(area.box.moved(to: box)) }
            }
            if let wrap = stock.wrap { pen.frame(wrap.moved(to: box)) }
            let middle = box.left.value + box.width.value / 2
            let centre = box.top.value + box.height.value / 2
            try pen.write("\(position + 1)", middle, centre, size: 9, .centre)
            if position == 0, box.width.value > 30 {
                try pen.write(title, middle, centre + 4, size: 5, .centre)
            }
        }
        try SheetMarks.draw(stock, printer, &pen)
    }
}

extension PrintArea {
    fileprivate func whole(of stock: LabelStock) -> Box {
        Box(left: Millimetres(0), top: Millimetres(0), width: stock.labelWidth, height: stock.labelHeight)
    }
}

extension Box {
    /// A box of a label, where the label lies on the page.
    fileprivate func moved(to label: Box) -> Box {
        Box(left: label.left + left, top: label.top + top, width: width, height: height)
    }
}

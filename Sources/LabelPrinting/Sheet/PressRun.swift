import Facility
import LabelSymbol

/// A press at work on one thread: labels are set and drawn one by one, and whatever is wrong with one ends the run.
final class PressRun {
    private let press: SheetPress
    private let heading: SheetHeading
    private let setter: LabelSetter
    private let marks: [LabelSetting.Thing]
    private var hosts: [LabelHost: HostSymbols] = [:]
    private(set) var times = PressTimes()

    init(_ press: SheetPress, _ heading: SheetHeading, _ typeCase: TypeCase) throws(LabelPrintingError) {
        self.press = press
        self.heading = heading
        setter = try LabelSetter(press, typeCase)
        marks = heading.hasMarks ? try SheetMarks(press.stock, press.printer, typeCase).things : []
    }

    /// Writes a PDF into the sink, which isn't committed.
    ///
    /// - Parameter labels: the volume's.
    func run(
        _ labels: some Sequence<LabelContent>, _ volume: SheetVolume, into sink: ByteSink,
        _ pressed: (PressedLabel) -> Void
    ) throws(LabelPrintingError) {
        // Whole dots of the grid, so that it is the same from the upper and the lower edge: PDF counts from
        // the lower one.
        let canvas = try PDFCanvas(
            width: press.printer.snapped(press.stock.pageWidth.points),
            height: press.printer.snapped(press.stock.pageHeight.points), title: heading.title,
            createdAt: heading.createdAt, sink: sink)
        let perSheet = press.stock.labelsPerSheet
        var place = volume.firstPlace
        for label in labels {
            if place > volume.firstPlace, place.isMultiple(of: perSheet) { try endPage(canvas) }
            pressed(try draw(label, page: place / perSheet + 1, position: place % perSheet, on: canvas))
            place += 1
        }
        try endPage(canvas)
        let start = PressTimes.now()
        try canvas.finish()
        times.write += PressTimes.now() - start
    }

    private func endPage(_ canvas: PDFCanvas) throws(LabelPrintingError) {
        let start = PressTimes.now()
        for mark in marks { try canvas.draw(mark, nil, left: 0, top: 0) }
        try canvas.endPage()
        times.write += PressTimes.now() - start
    }

    private func draw(
        _ label: LabelContent, page: Int, position: Int, on canvas: PDFCanvas
    ) throws(LabelPrintingError) -> PressedLabel {
        let start = PressTimes.now()
        let host = try symbols(of: label.host)
        let symbol = try host.symbol(for: label.code)
        let encoded = PressTimes.now()
        let setting = try setter.setting(of: label, host.sizing)
        let set = PressTimes.now()
        let box = press.printer.placed(press.stock.box(at: position))
        if heading.isTagged { canvas.beginParagraph() }
        for thing in setting.things {
            try canvas.draw(
                thing, symbol, left: box.left.points, top: box.top.points, snap: press.printer.snapped)
        }
        if heading.isTagged { canvas.endParagraph() }
        let drawn = PressTimes.now()
        times.encode += encoded - start
        times.shape += set - encoded
        times.draw += drawn - set
        return PressedLabel(
            code: label.code, reference: label.reference, host: label.host, version: symbol.version,
            level: symbol.level, mask: symbol.mask, page: page, position: position + 1,
            warnings: setting.warnings)
    }

    private func symbols(of host: LabelHost) throws(LabelPrintingError) -> HostSymbols {
        if let known = hosts[host] { return known }
        let made = HostSymbols(
            try SymbolSizing(host: host, layout: press.layout, printer: press.printer, form: press.symbolForm)
        )
        hosts[host] = made
        return made
    }
}

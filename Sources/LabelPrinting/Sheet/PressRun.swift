import Facility
import LabelSymbol

/// A press at work on one thread: labels are set and drawn one by one, and whatever is wrong with one ends the run.
final class PressRun {
    private let press: SheetPress
    private let heading: SheetHeading
    private let setter: LabelSetter
    private let count: Int
    private let margin: MarginNote
    private var hosts: [LabelHost: HostSymbols] = [:]
    private(set) var times = PressTimes()

    /// - Parameter count: labels of the job.
    init(
        _ press: SheetPress, _ heading: SheetHeading, _ typeCase: TypeCase, count: Int
    ) throws(LabelPrintingError) {
        self.press = press
        self.heading = heading
        self.count = count
        setter = try LabelSetter(press, typeCase)
        margin = MarginNote(press.stock, typeCase)
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
            createdAt: heading.createdAt, isTagged: heading.isTagged, sink: sink)
        if volume.labels.lowerBound == 0, let cover = heading.cover { try draw(cover, on: canvas) }
        let perSheet = press.stock.labelsPerSheet
        var number = volume.labels.lowerBound
        var sheet: [SetLabel] = []
        for label in labels {
            let place = heading.place(of: number)
            if let last = sheet.last, place / perSheet != last.place / perSheet {
                try draw(sheet, on: canvas, pressed)
                sheet.removeAll(keepingCapacity: true)
            }
            sheet.append(try set(label, place: place))
            number += 1
        }
        try draw(sheet, on: canvas, pressed)
        let start = PressTimes.now()
        try canvas.finish()
        times.write += PressTimes.now() - start
    }

    /// Checks what can be known of a host before anything is drawn.
    func prepare(_ host: LabelHost) throws(LabelPrintingError) { _ = try symbols(of: host) }

    /// A label of the page that is filled.
    private struct SetLabel {
        var content: LabelContent
        var symbol: QRSymbol
        var sizing: SymbolSizing
        var setting: LabelSetting
        /// Counted over all sheets from 0.
        var place: Int
        var left: Double
        var top: Double
    }

    private func set(_ label: LabelContent, place: Int) throws(LabelPrintingError) -> SetLabel {
        let start = PressTimes.now()
        let host = try symbols(of: label.host)
        let symbol = try host.symbol(for: label.code)
        let encoded = PressTimes.now()
        let setting = try setter.setting(of: label, host.sizing)
        let box = press.stock.box(at: place % press.stock.labelsPerSheet)
        times.encode += encoded - start
        times.shape += PressTimes.now() - encoded
        return SetLabel(
            content: label, symbol: symbol, sizing: host.sizing, setting: setting, place: place,
            left: box.left.points, top: box.top.points)
    }

    private func draw(_ cover: Checklist, on canvas: PDFCanvas) throws(LabelPrintingError) {
        canvas.setPageSize(width: ChecklistPages.width, height: ChecklistPages.height)
        _ = try ChecklistPages(cover, canvas).draw()
        canvas.setPageSize(
            width: press.printer.snapped(press.stock.pageWidth.points),
            height: press.printer.snapped(press.stock.pageHeight.points))
    }

    /// Draws and ends a page.
    private func draw(
        _ sheet: [SetLabel], on canvas: PDFCanvas, _ pressed: (PressedLabel) -> Void
    ) throws(LabelPrintingError) {
        let start = PressTimes.now()
        try drawGrounds(sheet, on: canvas)
        for label in sheet {
            try draw(label, on: canvas)
            pressed(pressedLabel(label))
        }
        if let first = sheet.first,
            let note = heading.marginNotes[first.place / press.stock.labelsPerSheet + 1]
        {
            try margin.draw(note, on: canvas)
        }
        let drawn = PressTimes.now()
        try canvas.endPage()
        times.draw += drawn - start
        times.write += PressTimes.now() - drawn
    }

    /// Full pages of one ground show one form; others are rare, and drawn as they are.
    private func drawGrounds(_ sheet: [SetLabel], on canvas: PDFCanvas) throws(LabelPrintingError) {
        if sheet.count == press.stock.labelsPerSheet, let ground = sheet.first?.setting.ground,
            sheet.allSatisfy({ $0.setting.ground === ground })
        {
            return try canvas.draw(ground, at: sheet.map { ($0.left, $0.top) })
        }
        for label in sheet {
            for thing in label.setting.ground.things { canvas.draw(thing, left: label.left, top: label.top) }
        }
    }

    private func draw(_ label: SetLabel, on canvas: PDFCanvas) throws(LabelPrintingError) {
        canvas.beginParagraph()
        for thing in label.setting.things { canvas.draw(thing, left: label.left, top: label.top) }
        let place = self.place(of: label)
        try canvas.draw(
            label.symbol, left: place.left.points, top: place.top.points, module: label.sizing.module)
        canvas.endParagraph()
    }

    private func place(of label: SetLabel) -> SymbolPlace {
        SymbolPlace(
            left: Millimetres(points: press.printer.snapped(label.left + label.sizing.left)),
            top: Millimetres(points: press.printer.snapped(label.top + label.sizing.top)),
            module: Millimetres(points: label.sizing.module), width: label.symbol.width)
    }

    private func pressedLabel(_ label: SetLabel) -> PressedLabel {
        PressedLabel(
            code: label.content.code, reference: label.content.reference, host: label.content.host,
            version: label.symbol.version, level: label.symbol.level, mask: label.symbol.mask,
            page: label.place / press.stock.labelsPerSheet + 1,
            position: label.place % press.stock.labelsPerSheet + 1, places: [place(of: label)],
            warnings: label.setting.warnings)
    }

    private func symbols(of host: LabelHost) throws(LabelPrintingError) -> HostSymbols {
        if let known = hosts[host] { return known }
        let made = HostSymbols(
            try SymbolSizing(
                host: host, design: press.design, printer: press.printer, form: press.symbolForm),
            isOfLargeJob: count > HostSymbols.seriesWorth)
        hosts[host] = made
        return made
    }
}

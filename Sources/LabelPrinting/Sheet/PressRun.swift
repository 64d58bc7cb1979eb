import Facility
import LabelSymbol

/// A press at work on one thread: labels are set and drawn one by one, and whatever is wrong with one ends the run.
final class PressRun {
    private let press: SheetPress
    private let heading: SheetHeading
    private let composer: LabelComposer
    private let margin: MarginNote
    private let marks: LabelSetting.Ground
    private var ownTimes = PressTimes()

    /// - Parameter count: labels of the job.
    init(
        _ press: SheetPress, _ heading: SheetHeading, _ typeCase: TypeCase, count: Int
    ) throws(LabelPrintingError) {
        self.press = press
        self.heading = heading
        composer = try LabelComposer(press, typeCase, count: count)
        margin = MarginNote(press.stock, typeCase)
        marks = LabelSetting.Ground(
            heading.hasMarks ? try SheetMarks(press.stock, press.printer, typeCase).things : [])
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
        ownTimes.write += PressTimes.now() - start
    }

    var times: PressTimes {
        var times = ownTimes
        times.add(composer.times)
        return times
    }

    /// A label of the page that is filled.
    private struct SetLabel {
        var label: ComposedLabel
        /// Counted over all sheets from 0.
        var place: Int
        var left: Double
        var top: Double
        var symbols: [SymbolPlace]
    }

    private func set(_ label: LabelContent, place: Int) throws(LabelPrintingError) -> SetLabel {
        let box = press.printer.placed(press.stock.box(at: place % press.stock.labelsPerSheet))
        let composed = try composer.compose(label)
        return SetLabel(
            label: composed, place: place, left: box.left.points, top: box.top.points,
            symbols: composed.symbolPlaces(press.printer, left: box.left.points, top: box.top.points))
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
        try canvas.draw(marks, at: [(0, 0)])
        try drawGrounds(sheet, on: canvas)
        for label in sheet {
            try draw(label, on: canvas)
            pressed(
                label.label.pressed(
                    at: label.place, labelsPerSheet: press.stock.labelsPerSheet, label.symbols))
        }
        if let first = sheet.first,
            let note = heading.marginNotes[first.place / press.stock.labelsPerSheet + 1]
        {
            try margin.draw(note, on: canvas)
        }
        let drawn = PressTimes.now()
        try canvas.endPage()
        ownTimes.draw += drawn - start
        ownTimes.write += PressTimes.now() - drawn
    }

    /// Full pages of one ground show one form; others are rare, and drawn as they are.
    private func drawGrounds(_ sheet: [SetLabel], on canvas: PDFCanvas) throws(LabelPrintingError) {
        if sheet.count == press.stock.labelsPerSheet, let ground = sheet.first?.label.setting.ground,
            sheet.allSatisfy({ $0.label.setting.ground === ground })
        {
            return try canvas.draw(ground, at: sheet.map { ($0.left, $0.top) })
        }
        for label in sheet {
            for thing in label.label.setting.ground.things {
                canvas.draw(thing, left: label.left, top: label.top)
            }
        }
    }

    private func draw(_ set: SetLabel, on canvas: PDFCanvas) throws(LabelPrintingError) {
        canvas.beginParagraph()
        for thing in set.label.setting.things { canvas.draw(thing, left: set.left, top: set.top) }
        for place in set.symbols {
            try canvas.draw(
                set.label.symbol, left: place.left.points, top: place.top.points, module: place.module.points)
        }
        canvas.endParagraph()
    }
}

import LabelSymbol

/// One job on its way through the press: first everything that can be refused is checked, then it is drawn.
struct PressRun {
    private let press: SheetPress
    private let job: PrintJob
    private let fitting: LineFitting
    private let missingFamilies: [String]
    private var sizings: [LabelHost: SymbolSizing] = [:]

    init(_ press: SheetPress, _ job: PrintJob) throws(LabelPrintingError) {
        self.press = press
        self.job = job
        let typeCase = try TypeCase(language: press.design.language)
        fitting = LineFitting(typeCase)
        missingFamilies = try press.missingFamilies()
        for label in job.labels where sizings[label.host] == nil {
            sizings[label.host] = try SymbolSizing(
                host: label.host, design: press.design, printer: press.printer)
        }
        try GlyphCheck(typeCase).check(job.labels, press.design, press.words)
    }

    func press(
        into sink: ByteSink, _ progress: (Int, Int) -> Void
    ) throws(LabelPrintingError) -> PressedSheet {
        // Whole dots of the grid, so that it is the same from the upper and the lower edge: PDF counts from
        // the lower one.
        let canvas = try PDFCanvas(
            width: press.printer.snapped(press.stock.pageWidth.points),
            height: press.printer.snapped(press.stock.pageHeight.points), title: job.title,
            createdAt: job.createdAt,
            sink: sink)
        var pressed: [PressedLabel] = []
        pressed.reserveCapacity(job.labels.count)
        let perSheet = press.stock.labelsPerSheet
        for (index, label) in job.labels.enumerated() {
            let place = job.startAt - 1 + index
            if index > 0, place.isMultiple(of: perSheet) { try canvas.endPage() }
            pressed.append(
                try draw(label, page: place / perSheet + 1, position: place % perSheet, on: canvas))
            progress(index + 1, job.labels.count)
        }
        try canvas.endPage()
        try canvas.finish()
        try sink.commit()
        let pages = (job.startAt - 1 + job.labels.count + perSheet - 1) / perSheet
        return PressedSheet(pages: pages, labels: pressed, missingFamilies: missingFamilies)
    }

    private func draw(
        _ label: LabelContent, page: Int, position: Int, on canvas: PDFCanvas
    ) throws(LabelPrintingError) -> PressedLabel {
        let box = press.stock.box(at: position)
        let (left, top) = (box.left.points, box.top.points)
        for shape in press.design.shapes {
            canvas.fill(
                left: left + shape.box.left.points, top: top + shape.box.top.points,
                width: shape.box.width.points, height: shape.box.height.points,
                radius: shape.cornerRadius.points)
        }
        var warnings: [LabelWarning] = []
        for column in press.design.columns {
            let setting = try ColumnSetting(column, label, press.words, fitting)
            for row in setting.rows {
                canvas.draw(
                    row.text, line: row.index, left: left + row.left, baseline: top + row.baseline,
                    isWhite: row.isWhite)
            }
            warnings += setting.shortened.map { .shortened($0) }
        }
        guard let sizing = sizings[label.host] else { throw .drawing("a host without a symbol") }
        let symbol = try self.symbol(label, sizing)
        let place = SymbolPlace(
            left: Millimetres(points: press.printer.snapped(left + sizing.left)),
            top: Millimetres(points: press.printer.snapped(top + sizing.top)),
            module: Millimetres(points: sizing.module), width: symbol.width)
        try canvas.draw(
            symbol, left: place.left.points, top: place.top.points, module: place.module.points)
        warnings += sizing.encoder.warnings.map { .symbol($0) }
        return PressedLabel(
            code: label.code, reference: label.reference, text: sizing.encoder.text(for: label.code).text,
            host: label.host, version: symbol.version, level: symbol.level, mask: symbol.mask, page: page,
            position: position + 1, places: [place], warnings: warnings)
    }

    private func symbol(_ label: LabelContent, _ sizing: SymbolSizing) throws(LabelPrintingError) -> QRSymbol
    {
        do {
            return try sizing.encoder.symbol(for: label.code)
        } catch {
            throw .symbol(host: label.host.text, error)
        }
    }
}

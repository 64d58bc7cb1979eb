package import LabelSymbol

/// Prints labels of one design on one stock.
///
/// It holds no state: presses may run side by side on several threads. A call blocks its thread for about
/// 0.2 ms a label.
public struct SheetPress: Hashable, Sendable {
    /// A tape is cut to the length that the design wants.
    public let stock: LabelStock
    public let design: LabelDesign
    /// The design as it stands on this stock.
    public let layout: LabelLayout
    public let printer: PrinterProfile
    public let words: LabelWords
    /// On every label, beside what the design says.
    package var pictures: [PictureField] = []
    package var symbolForm = SymbolForm.label

    /// Throws `.sizeMismatch` where the design was made for other sizes of label, `.template` where something in it
    /// doesn't fit this one.
    public init(
        stock: LabelStock, design: LabelDesign, words: LabelWords, printer: PrinterProfile = .office
    ) throws(LabelPrintingError) {
        let laid: (layout: LabelLayout, stock: LabelStock)?
        do {
            laid = try design.laidOut(on: stock)
        } catch {
            throw .template(error)
        }
        guard let laid else {
            let areas = stock.areas.map { "\($0.width) x \($0.height)" }.joined(separator: " and ")
            throw .sizeMismatch(
                stock: stock.name, expected: areas, design: design.name,
                found: design.sizes.joined(separator: "; "))
        }
        self.stock = laid.stock
        layout = laid.layout
        self.design = design
        self.printer = printer
        self.words = words
    }

    /// Writes a PDF to a file, page by page, or one for each volume; older files of those names are replaced once all
    /// new ones are whole.
    ///
    /// - Parameter progress: called after each label with the number done and the number of all, one call at a time.
    public func press(
        _ job: PrintJob, to path: String,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(LabelPrintingError) -> PressedSheet {
        let tray = PressedTray(count: job.labels.count, progress)
        let files = try press(job.labels, heading: job.heading, to: path) { tray.put($1, at: $0) }
        return try sheet(job, tray, files: files)
    }

    /// Makes a PDF in memory: about 0.7 KB a label and 30 KB for the fonts. It has no volumes.
    public func press(_ job: PrintJob) throws(LabelPrintingError) -> (pdf: [UInt8], sheet: PressedSheet) {
        var heading = job.heading
        heading.pagesPerVolume = nil
        let tray = PressedTray(count: job.labels.count) { _, _ in }
        let room = try PressRoom(self, job.labels, heading) { tray.put($1, at: $0) }
        let sink = ByteSink()
        _ = try room.press(into: [sink])
        return (sink.bytes, try sheet(job, tray, files: []))
    }

    /// Writes labels that needn't all be in memory: all are checked before the first is drawn.
    ///
    /// - Parameter pressed: called for each label with its number from 0; with several cores out of order and at the
    ///   same time.
    /// - Returns: the files' names.
    @discardableResult
    public func press(
        _ source: some LabelSource, heading: SheetHeading, to path: String,
        pressed: @escaping @Sendable (_ number: Int, PressedLabel) -> Void
    ) throws(LabelPrintingError) -> [String] {
        try press(source, heading: heading, to: path, times: nil, pressed)
    }

    /// - Parameter times: told where the time went.
    @discardableResult
    package func press(
        _ source: some LabelSource, heading: SheetHeading, to path: String, times: ((PressTimes) -> Void)?,
        _ pressed: @escaping @Sendable (_ number: Int, PressedLabel) -> Void
    ) throws(LabelPrintingError) -> [String] {
        let room = try PressRoom(self, source, heading, pressed: pressed)
        let paths = SheetVolume.paths(path, count: room.volumes.count)
        var sinks: [ByteSink] = []
        for path in paths { sinks.append(try ByteSink(path: path)) }
        var spent = try room.press(into: sinks)
        let start = PressTimes.now()
        for sink in sinks { try sink.finish() }
        for sink in sinks { try sink.commit() }
        spent.write += PressTimes.now() - start
        times?(spent)
        return paths
    }

    /// The families that the design prefers and this machine lacks; for a check before the first print.
    public func missingFamilies() throws(LabelPrintingError) -> [String] {
        let installed = try TypeCase(language: design.language).installedFamilies
        return design.families.filter { !installed.contains($0.lowercased()) }
    }

    private func sheet(
        _ job: PrintJob, _ tray: PressedTray, files: [String]
    ) throws(LabelPrintingError) -> PressedSheet {
        let perSheet = stock.labelsPerSheet
        let places = job.heading.placeCount(labels: job.labels.count)
        return PressedSheet(
            pages: (places + perSheet - 1) / perSheet, files: files,
            labels: tray.labels, missingFamilies: try missingFamilies())
    }
}

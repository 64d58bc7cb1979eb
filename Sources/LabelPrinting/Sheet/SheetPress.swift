/// Prints labels of one design on one stock.
///
/// It holds no state: presses may run side by side on several threads. A call blocks its thread for about
/// 0.3 ms a label.
public struct SheetPress: Hashable, Sendable {
    public let stock: LabelStock
    public let design: LabelDesign
    public let printer: PrinterProfile
    public let words: LabelWords

    /// Throws `.sizeMismatch` where the design was made for another size of label.
    public init(
        stock: LabelStock, design: LabelDesign, words: LabelWords, printer: PrinterProfile = .office
    ) throws(LabelPrintingError) {
        let tolerance = 0.1
        guard abs(stock.labelWidth.value - design.width.value) <= tolerance,
            abs(stock.labelHeight.value - design.height.value) <= tolerance
        else {
            throw .sizeMismatch(
                stock: stock.name, expected: "\(stock.labelWidth) x \(stock.labelHeight)",
                design: design.name,
                found: "\(design.width) x \(design.height)")
        }
        self.stock = stock
        self.design = design
        self.printer = printer
        self.words = words
    }

    /// Writes a PDF to a file, page by page; an older file of that name is replaced once the new one is
    /// whole.
    ///
    /// - Parameter progress: called after each label with the number done and the number of all.
    public func press(
        _ job: PrintJob, to path: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(LabelPrintingError) -> PressedSheet {
        try check(job)
        let run = try PressRun(self, job)
        return try run.press(into: ByteSink(path: path), progress)
    }

    /// Makes a PDF in memory: about 0.7 KB a label and 30 KB for the fonts.
    public func press(_ job: PrintJob) throws(LabelPrintingError) -> (pdf: [UInt8], sheet: PressedSheet) {
        try check(job)
        let run = try PressRun(self, job)
        let sink = ByteSink()
        let sheet = try run.press(into: sink) { _, _ in }
        return (sink.bytes, sheet)
    }

    /// The families that the design prefers and this machine lacks; for a check before the first print.
    public func missingFamilies() throws(LabelPrintingError) -> [String] {
        let installed = try TypeCase(language: design.language).installedFamilies
        return design.families.filter { !installed.contains($0.lowercased()) }
    }

    private func check(_ job: PrintJob) throws(LabelPrintingError) {
        guard !job.labels.isEmpty else { throw .nothingToPrint }
        let positions = 1...stock.labelsPerSheet
        guard positions.contains(job.startAt) else {
            throw .startOutOfRange(expected: positions, found: job.startAt)
        }
    }
}

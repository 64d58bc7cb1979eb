public import Ledger

/// A single page that isn't labels: to measure a printer by, or to hold against a stock.
public protocol PlainPage: Sendable {
    var width: Millimetres { get }
    var height: Millimetres { get }
    var title: String { get }
    /// Of its words, as a tag, e.g. `zh`.
    var language: String { get }
    /// What stands on it.
    func draw(_ pen: inout PagePen) throws(LabelPrintingError)
}

extension PlainPage {
    /// Writes a PDF that asks to be printed at 100 %; an older file of that name is replaced once the new one is whole.
    ///
    /// - Parameter createdAt: the PDF's date; equal pages with equal dates give equal bytes.
    public func press(at createdAt: Instant, to path: String) throws(LabelPrintingError) {
        let sink = try ByteSink(path: path)
        try press(at: createdAt, into: sink)
        try sink.commit()
    }

    /// Makes the PDF in memory.
    public func press(at createdAt: Instant) throws(LabelPrintingError) -> [UInt8] {
        let sink = ByteSink()
        try press(at: createdAt, into: sink)
        return sink.bytes
    }

    private func press(at createdAt: Instant, into sink: ByteSink) throws(LabelPrintingError) {
        let canvas = try PDFCanvas(
            width: width.points, height: height.points, title: title, createdAt: createdAt, isTagged: true,
            sink: sink)
        var pen = PagePen(try TypeCase(language: language))
        try draw(&pen)
        canvas.beginParagraph()
        for thing in pen.things { canvas.draw(thing, left: 0, top: 0) }
        canvas.endParagraph()
        try canvas.endPage()
        try canvas.finish()
        try sink.setUp(language: language)
    }
}

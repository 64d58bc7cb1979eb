/// A short text in the margin of a sheet, outside all labels, e.g. the number of a part-used sheet.
struct MarginNote {
    private let stock: LabelStock
    private let typeCase: TypeCase

    /// Printers leave about this much of a page's edge white.
    private static let unprintable = 4.5
    private static let size = 9.0
    /// The families that a design prefers needn't be there: any face has digits and Latin letters.
    private static let faces = ["WenQuanYi Micro Hei", "sans-serif"]

    init(_ stock: LabelStock, _ typeCase: TypeCase) {
        self.stock = stock
        self.typeCase = typeCase
    }

    /// Draws a note above the labels, at the right; below them where there is no room above; on a stock without
    /// margins not at all: `hasRoom` says so beforehand.
    func draw(_ text: String, on canvas: PDFCanvas) throws(LabelPrintingError) {
        guard let baseline = Self.baseline(on: stock) else { return }
        let font = try typeCase.font(Self.faces, isBold: true)
        guard let line = try typeCase.line(text, font) else { return }
        let right = stock.pageWidth.points - Millimetres(Self.unprintable + 5).points
        canvas.draw(
            line, size: Self.size, left: right - line.advance * Self.size, baseline: baseline, isWhite: false)
    }

    /// Points from the page's upper edge; nil: there is no margin that a printer reaches.
    static func baseline(on stock: LabelStock) -> Double? {
        let room = Millimetres(unprintable).points + size * 1.2
        if stock.top.points >= room { return stock.top.points - size * 0.35 }
        let bottom = stock.box(at: stock.labelsPerSheet - 1).bottom.points
        guard stock.pageHeight.points - bottom >= room else { return nil }
        return bottom + size
    }
}

extension LabelStock {
    /// Whether a part-used sheet's number finds room in a margin; else it is written by hand.
    public var hasRoomForNumber: Bool { MarginNote.baseline(on: self) != nil }
}

/// Sets a checklist page by page. Lengths are points.
final class ChecklistPages {
    static let width = Millimetres(210).points
    static let height = Millimetres(297).points
    private static let margin = Millimetres(15).points
    private static let rowHeight = 15.0
    private static let boxSide = 8.5
    /// Left edges of box, mark, key, text and note, and the right edge of the note.
    private static let columns = (box: margin, mark: margin + 16, key: margin + 58, text: margin + 150)
    private static let noteWidth = 105.0
    private static let faces = ["WenQuanYi Micro Hei", "sans-serif"]

    private let list: Checklist
    private let canvas: PDFCanvas
    private let typeCase: TypeCase
    private var y = ChecklistPages.margin
    private var page = 1

    init(_ list: Checklist, _ canvas: PDFCanvas) throws(LabelPrintingError) {
        self.list = list
        self.canvas = canvas
        typeCase = try TypeCase(language: list.language)
    }

    /// - Returns: the number of pages.
    func draw() throws(LabelPrintingError) -> Int {
        let right = Self.width - Self.margin
        try paragraph(list.title, size: 16, isBold: true, lead: 24)
        for remark in list.remarks { try paragraph(remark, size: 9.5, lead: 14) }
        for section in list.sections {
            // A heading never stands alone at the foot of a page.
            if y + 24 + 2 * Self.rowHeight > Self.height - Self.margin { try turnPage() }
            y += 10
            try paragraph(section.heading, size: 11, isBold: true, lead: 16)
            canvas.fill(left: Self.margin, top: y - 2, width: right - Self.margin, height: 0.6, radius: 0)
            y += 3
            for row in section.rows {
                if y + Self.rowHeight > Self.height - Self.margin {
                    try turnPage()
                    try paragraph(section.heading, size: 11, isBold: true, lead: 16)
                }
                try draw(row)
            }
        }
        try endPage()
        return page
    }

    private func draw(_ row: Checklist.Row) throws(LabelPrintingError) {
        let right = Self.width - Self.margin
        let baseline = y + 11
        canvas.beginParagraph()
        box(left: Self.columns.box, top: y + 2.5)
        try text(row.mark, at: Self.columns.mark, width: 40, baseline, size: 9)
        try text(row.key, at: Self.columns.key, width: 88, baseline, size: 10, isBold: true)
        let noteLeft = right - Self.noteWidth
        try text(row.text, at: Self.columns.text, width: noteLeft - Self.columns.text - 8, baseline, size: 9)
        try text(row.note, at: noteLeft, width: Self.noteWidth, baseline, size: 9)
        canvas.endParagraph()
        y += Self.rowHeight
    }

    private func box(left: Double, top: Double) {
        let (side, line) = (Self.boxSide, 0.7)
        canvas.fill(left: left, top: top, width: side, height: line, radius: 0)
        canvas.fill(left: left, top: top + side - line, width: side, height: line, radius: 0)
        canvas.fill(left: left, top: top, width: line, height: side, radius: 0)
        canvas.fill(left: left + side - line, top: top, width: line, height: side, radius: 0)
    }

    /// A text over the whole width, in as many lines as it takes, up to four.
    private func paragraph(
        _ text: String, size: Double, isBold: Bool = false, lead: Double
    ) throws(LabelPrintingError) {
        guard !text.isEmpty else { return }
        let width = Self.width - 2 * Self.margin
        let layout = try typeCase.layout(text, typeCase.font(Self.faces, isBold: isBold))
        layout.set(width: width / size)
        if layout.lineCount > 4 { layout.cut(width: width / size, lines: 4) }
        let set = layout.typeset(size: size)
        canvas.beginParagraph()
        for line in set.lines {
            if y + lead > Self.height - Self.margin {
                canvas.endParagraph()
                try turnPage()
                canvas.beginParagraph()
            }
            canvas.draw(line, size: size, left: Self.margin, baseline: y + lead * 0.75, isWhite: false)
            y += lead
        }
        canvas.endParagraph()
    }

    private func text(
        _ text: String, at left: Double, width: Double, _ baseline: Double, size: Double, isBold: Bool = false
    ) throws(LabelPrintingError) {
        guard !text.isEmpty else { return }
        let layout = try typeCase.layout(text, typeCase.font(Self.faces, isBold: isBold))
        if layout.width * size > width { layout.cut(width: width / size, lines: 1) }
        guard let line = layout.typeset(size: size).lines.first else { return }
        canvas.draw(line, size: size, left: left, baseline: baseline, isWhite: false)
    }

    private func turnPage() throws(LabelPrintingError) {
        try endPage()
        page += 1
        y = Self.margin
    }

    private func endPage() throws(LabelPrintingError) {
        try text(
            "\(page)", at: Self.width - Self.margin - 12, width: 40, Self.height - Self.margin / 2, size: 8)
        try canvas.endPage()
    }
}

/// Sets figures page by page. Lengths are points.
final class FigurePages {
    static let width = Millimetres(210).points
    static let height = Millimetres(297).points
    private static let margin = Millimetres(15).points
    /// Where the foot of a page begins.
    private static let bottom = height - Millimetres(20).points
    private static let faces = ["WenQuanYi Micro Hei", "sans-serif"]
    /// Of the whole width.
    private static let nameShare = 0.3
    private static let line = 10.5
    private static let size = 8.0
    private static let headSize = 7.0

    private let paper: FigurePaper
    private let pages: Int
    private let canvas: PDFCanvas
    private let typeCase: TypeCase
    private var y = FigurePages.margin
    private var page = 1
    private var left: Double { Self.margin }
    private var room: Double { Self.width - 2 * Self.margin }

    /// - Parameter pages: how many there are; 0: not known yet.
    init(_ paper: FigurePaper, of pages: Int, _ canvas: PDFCanvas) throws(LabelPrintingError) {
        self.paper = paper
        self.pages = pages
        self.canvas = canvas
        typeCase = try TypeCase(language: paper.language)
    }

    /// - Returns: the number of pages.
    func draw() throws(LabelPrintingError) -> Int {
        try paragraph(paper.title, size: 18, isBold: true, lead: 26)
        for remark in paper.remarks { try paragraph(remark, size: 9, lead: 13) }
        for section in paper.sections { try draw(section) }
        try endPage()
        return page
    }

    private func draw(_ section: FigurePaper.Section) throws(LabelPrintingError) {
        // A heading never stands alone at the foot of a page.
        if y + 80 > Self.bottom { try turnPage() }
        y += 12
        try paragraph(section.heading, size: 12, isBold: true, lead: 17)
        if let note = section.note { try paragraph(note, size: 8, lead: 11) }
        switch section.part {
        case .table(let table): try draw(table)
        case .bars(let bars): try draw(bars)
        }
    }

    private func draw(_ table: FigurePaper.Table) throws(LabelPrintingError) {
        try drawHead(table)
        for row in table.rows {
            let lines = row.cells.map { $0.split(separator: "\n").count }.max() ?? 1
            let height = Double(max(1, lines)) * Self.line + 5
            if y + height + (row.note == nil ? 0 : Self.line) > Self.bottom {
                try turnPage()
                try drawHead(table)
            }
            try draw(row, height, table)
            y += height
            if let note = row.note { try paragraph(note, size: 7.5, lead: Self.line) }
            canvas.shade(left: left, top: y, width: room, height: 0.4, grey: 0.7)
        }
    }

    /// Headings are folded into as many lines as they take, up to three, and stand on the line below them.
    private func drawHead(_ table: FigurePaper.Table) throws(LabelPrintingError) {
        var heads: [(lines: [TypesetText.Line], left: Double, width: Double)] = []
        for (index, text) in table.columns.enumerated() where !text.isEmpty {
            let place = place(of: index, in: table)
            let layout = try typeCase.layout(text, typeCase.font(Self.faces, isBold: true))
            layout.set(width: (place.width - 4) / Self.headSize)
            if layout.lineCount > 3 { layout.cut(width: (place.width - 4) / Self.headSize, lines: 3) }
            heads.append((layout.typeset(size: Self.headSize).lines, place.left, place.width))
        }
        let count = heads.map(\.lines.count).max() ?? 0
        for head in heads {
            canvas.beginParagraph()
            for (number, line) in head.lines.enumerated() {
                let row = Double(count - head.lines.count + number)
                let rest = head.width - 2 - line.advance * Self.headSize
                canvas.draw(
                    line, size: Self.headSize, left: head.left + (head.left > left ? max(2, rest) : 2),
                    baseline: y + 8.5 + row * 9, isWhite: false)
            }
            canvas.endParagraph()
        }
        y += Double(count) * 9 + 4
        canvas.shade(left: left, top: y, width: room, height: 0.8, grey: 0)
    }

    private func place(of column: Int, in table: FigurePaper.Table) -> (left: Double, width: Double) {
        let name = room * (table.columns.count > 1 ? Self.nameShare : 1)
        let cell = (room - name) / Double(max(1, table.columns.count - 1))
        return column == 0 ? (left, name) : (left + name + cell * Double(column - 1), cell)
    }

    private func draw(
        _ row: FigurePaper.Row, _ height: Double, _ table: FigurePaper.Table
    ) throws(LabelPrintingError) {
        for (index, shade) in row.shades.prefix(row.cells.count).enumerated() where shade > 0 {
            let place = place(of: index, in: table)
            canvas.shade(
                left: place.left, top: y, width: place.width, height: height,
                grey: 1 - 0.09 * Double(min(5, shade)))
        }
        canvas.beginParagraph()
        for (index, text) in row.cells.prefix(table.columns.count).enumerated() {
            let (x, width) = place(of: index, in: table)
            for (number, part) in text.split(separator: "\n").prefix(2).enumerated() {
                try self.text(
                    String(part), at: x + 2, width: width - 4, y + 9.5 + Double(number) * Self.line,
                    isBold: index == 0, isRight: index > 0)
            }
        }
        canvas.endParagraph()
    }

    private func draw(_ bars: [FigurePaper.Bar]) throws(LabelPrintingError) {
        let most = Double(max(1, bars.map(\.count).max() ?? 1))
        let (name, number) = (room * Self.nameShare, 34.0)
        for bar in bars {
            if y + 15 > Self.bottom { try turnPage() }
            canvas.beginParagraph()
            try text(bar.name, at: left + 2, width: name - 4, y + 10, isBold: true)
            try text(String(bar.count), at: left + room - number, width: number, y + 10, isRight: true)
            canvas.endParagraph()
            let length = (room - name - number - 6) * Double(max(0, bar.count)) / most
            canvas.shade(left: left + name, top: y + 3, width: length, height: 8, grey: 0.4)
            y += 15
        }
    }

    /// A text over the whole width, in as many lines as it takes, up to four.
    private func paragraph(
        _ text: String, size: Double, isBold: Bool = false, lead: Double
    ) throws(LabelPrintingError) {
        guard !text.isEmpty else { return }
        let layout = try typeCase.layout(text, typeCase.font(Self.faces, isBold: isBold))
        layout.set(width: room / size)
        if layout.lineCount > 4 { layout.cut(width: room / size, lines: 4) }
        canvas.beginParagraph()
        for line in layout.typeset(size: size).lines {
            if y + lead > Self.bottom {
                canvas.endParagraph()
                try turnPage()
                canvas.beginParagraph()
            }
            canvas.draw(line, size: size, left: left, baseline: y + lead * 0.75, isWhite: false)
            y += lead
        }
        canvas.endParagraph()
    }

    private func text(
        _ text: String, at left: Double, width: Double, _ baseline: Double, size: Double = FigurePages.size,
        isBold: Bool = false, isRight: Bool = false
    ) throws(LabelPrintingError) {
        guard !text.isEmpty else { return }
        let layout = try typeCase.layout(text, typeCase.font(Self.faces, isBold: isBold))
        if layout.width * size > width { layout.cut(width: width / size, lines: 1) }
        guard let line = layout.typeset(size: size).lines.first else { return }
        let start = isRight ? left + max(0, width - layout.width * size) : left
        canvas.draw(line, size: size, left: start, baseline: baseline, isWhite: false)
    }

    private func turnPage() throws(LabelPrintingError) {
        try endPage()
        page += 1
        y = Self.margin
    }

    private func endPage() throws(LabelPrintingError) {
        let foot = paper.foot.replacing("{pages}", with: String(pages)).replacing(
            "{page}", with: String(page))
        canvas.beginParagraph()
        try text(foot, at: left, width: room, Self.height - Self.margin / 1.5, size: 7.5)
        canvas.endParagraph()
        try canvas.endPage()
    }
}

/// Prints figures. The same paper is the same bytes, whenever it is printed.
public struct FigurePress: Sendable {
    /// Rows of one paper, over all its tables.
    public static let rowsMax = 5_000

    public init() {}

    /// Makes a PDF in memory.
    ///
    /// - Throws: `LabelPrintingError`: for more than `rowsMax` rows too.
    public func press(_ paper: FigurePaper) throws(LabelPrintingError) -> (pdf: [UInt8], pages: Int) {
        let rows = paper.sections.reduce(0) { $0 + $1.part.rowCount }
        guard rows <= Self.rowsMax else {
            throw .drawing("expected at most \(Self.rowsMax) rows of figures, found \(rows)")
        }
        // How many pages there are stands on each of them: it is set once to be counted.
        let pages = try press(paper, of: 0, into: ByteSink())
        let sink = ByteSink()
        _ = try press(paper, of: pages, into: sink)
        return (sink.bytes, pages)
    }

    private func press(_ paper: FigurePaper, of pages: Int, into sink: ByteSink) throws(LabelPrintingError)
        -> Int
    {
        let canvas = try PDFCanvas(
            width: FigurePages.width, height: FigurePages.height, title: paper.title,
            createdAt: paper.createdAt, isTagged: true, sink: sink)
        let count = try FigurePages(paper, of: pages, canvas).draw()
        try canvas.finish()
        try sink.setUp(language: paper.language)
        return count
    }
}

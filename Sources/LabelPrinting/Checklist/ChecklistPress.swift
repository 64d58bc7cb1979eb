/// Prints checklists.
public struct ChecklistPress: Sendable {
    public init() {}

    /// Writes a PDF; an older file of that name is replaced once the new one is whole.
    ///
    /// - Returns: the number of pages.
    public func press(_ list: Checklist, to path: String) throws(LabelPrintingError) -> Int {
        let sink = try ByteSink(path: path)
        let pages = try press(list, into: sink)
        try sink.finish()
        try sink.commit()
        return pages
    }

    /// Makes a PDF in memory.
    public func press(_ list: Checklist) throws(LabelPrintingError) -> (pdf: [UInt8], pages: Int) {
        let sink = ByteSink()
        let pages = try press(list, into: sink)
        return (sink.bytes, pages)
    }

    private func press(_ list: Checklist, into sink: ByteSink) throws(LabelPrintingError) -> Int {
        let canvas = try PDFCanvas(
            width: ChecklistPages.width, height: ChecklistPages.height, title: list.title,
            createdAt: list.createdAt, isTagged: true, sink: sink)
        let pages = try ChecklistPages(list, canvas).draw()
        try canvas.finish()
        try sink.setUp(language: list.language)
        return pages
    }
}

public import Facility

/// Sheets of labels as they are bought: page, grid and the size of one label.
public struct LabelStock: Hashable, Sendable {
    /// As the file and the command line call it, e.g. `avery-l7160`.
    public let name: String
    public let title: LocalizedName
    public let pageWidth: Millimetres
    public let pageHeight: Millimetres
    public let columns: Int
    public let rows: Int
    /// The first label's upper left corner.
    public let left: Millimetres
    public let top: Millimetres
    /// From one label's left or top edge to the next one's; at least its width or height.
    public let pitchX: Millimetres
    public let pitchY: Millimetres
    public let labelWidth: Millimetres
    public let labelHeight: Millimetres
    public let cornerRadius: Millimetres

    public var labelsPerSheet: Int { columns * rows }

    /// Where a label stands on its page.
    ///
    /// - Parameter position: 0 to `labelsPerSheet` − 1, row by row.
    public func box(at position: Int) -> Box {
        Box(
            left: left + (position % columns) * pitchX, top: top + (position / columns) * pitchY,
            width: labelWidth, height: labelHeight)
    }

    static let format = "mendmark-stock/1"
    /// No printer of an office takes larger paper.
    private static let pageMax = 1200.0

    /// - Parameter file: only for the complaints.
    init(yaml: String, file: String) throws(TemplateFault) {
        let root = try TemplateNode(yaml: yaml, file: file)
        try root.allow("format", "name", "title", "sources", "page", "grid", "label")
        try root.requireFormat(Self.format)
        name = try root.templateName()
        title = try root.child("title").localizedName()
        let measures = try MeasureReader(sources: root.child("sources"))

        let page = try root.child("page")
        try page.allow("width", "height")
        pageWidth = try measures.read(page.child("width"), 10...Self.pageMax)
        pageHeight = try measures.read(page.child("height"), 10...Self.pageMax)

        let grid = try root.child("grid")
        try grid.allow("columns", "rows", "left", "top", "pitchX", "pitchY")
        columns = try grid.child("columns").integer(1...50)
        rows = try grid.child("rows").integer(1...100)
        left = try measures.read(grid.child("left"), 0...Self.pageMax)
        top = try measures.read(grid.child("top"), 0...Self.pageMax)

        let label = try root.child("label")
        try label.allow("width", "height", "cornerRadius")
        labelWidth = try measures.read(label.child("width"), 5...Self.pageMax)
        labelHeight = try measures.read(label.child("height"), 5...Self.pageMax)
        cornerRadius = try measures.read(label.child("cornerRadius"), 0...50)

        pitchX = try measures.read(grid.child("pitchX"), labelWidth.value...Self.pageMax)
        pitchY = try measures.read(grid.child("pitchY"), labelHeight.value...Self.pageMax)
        let last = box(at: labelsPerSheet - 1)
        let sheet = Box(left: Millimetres(0), top: Millimetres(0), width: pageWidth, height: pageHeight)
        guard sheet.contains(last) else {
            throw grid.fault(
                expected: "the last label inside \(pageWidth) x \(pageHeight)",
                found: "its lower right corner at \(last.right), \(last.bottom)")
        }
    }
}

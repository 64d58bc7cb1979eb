/// Page and grid of a sheet, checked: no label over another, none over the page's edge.
struct StockGrid {
    typealias Measure = (TemplateNode, ClosedRange<Double>) throws(TemplateFault) -> Millimetres

    let pageWidth: Millimetres
    let pageHeight: Millimetres
    let columns: Int
    let rows: Int
    let left: Millimetres
    let top: Millimetres
    let pitchX: Millimetres
    let pitchY: Millimetres

    private static let pageMax = 1200.0
    /// For decimals that don't add up in binary.
    private static let slack = 0.01

    /// A page that is one label.
    init(_ width: Millimetres, _ height: Millimetres) {
        (pageWidth, pageHeight, columns, rows) = (width, height, 1, 1)
        (left, top, pitchX, pitchY) = (Millimetres(0), Millimetres(0), width, height)
    }

    init(
        _ root: TemplateNode, _ width: Millimetres, _ height: Millimetres, _ measure: Measure
    ) throws(TemplateFault) {
        let page = try root.child("page")
        try page.allow("width", "height")
        pageWidth = try measure(page.child("width"), 10...Self.pageMax)
        pageHeight = try measure(page.child("height"), 10...Self.pageMax)
        let grid = try root.child("grid")
        try grid.allow("columns", "rows", "left", "top", "pitchX", "pitchY")
        columns = try grid.child("columns").integer(1...50)
        rows = try grid.child("rows").integer(1...100)
        left = try measure(grid.child("left"), 0...Self.pageMax)
        top = try measure(grid.child("top"), 0...Self.pageMax)
        pitchX = columns == 1 ? width : try Self.pitch(grid.child("pitchX"), width, "width", measure)
        pitchY = rows == 1 ? height : try Self.pitch(grid.child("pitchY"), height, "height", measure)
        try check(grid, width, height)
    }

    private static func pitch(
        _ node: TemplateNode, _ side: Millimetres, _ word: String, _ measure: Measure
    ) throws(TemplateFault) -> Millimetres {
        let pitch = try measure(node, 0...pageMax)
        guard pitch.value >= side.value - slack else {
            throw node.fault(
                expected: "at least the label's \(word), \(side), or labels lie over each other",
                found: "\(pitch)")
        }
        return pitch
    }

    private func check(
        _ grid: TemplateNode, _ width: Millimetres, _ height: Millimetres
    ) throws(TemplateFault) {
        let right = left + (columns - 1) * pitchX + width
        let bottom = top + (rows - 1) * pitchY + height
        guard right.value <= pageWidth.value + Self.slack, bottom.value <= pageHeight.value + Self.slack
        else {
            throw grid.fault(
                expected: "the last label inside \(pageWidth) x \(pageHeight)",
                found: "its lower right corner at \(right), \(bottom)")
        }
    }
}

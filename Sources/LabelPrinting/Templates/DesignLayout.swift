/// One way to arrange a design, for labels of a range of sizes: measures at a nominal size, which are scaled and
/// stretched to the label's own.
struct DesignLayout: Hashable {
    /// What stands in one print area, before its size is known.
    struct Part: Hashable {
        let symbol: SymbolPlan?
        let shapes: [ShapePlan]
        let columns: [ColumnPlan]
        let logo: LogoPlan?
        /// For complaints: where it stands in the file.
        let key: String
        let line: Int?
    }

    let name: String
    /// Of each area, in millimetres.
    let widths: ClosedRange<Double>
    let heights: ClosedRange<Double>
    /// Width by height of each area; nil: any.
    let ratios: ClosedRange<Double>?
    let nominalWidth: Double
    let nominalHeight: Double
    /// As many as the stock has print areas.
    let parts: [Part]

    /// - Parameter number: of the layout's first line in the whole design.
    init(_ node: TemplateNode, number: Int, faces: [String: [String]]) throws(TemplateFault) {
        try node.allow("name", "for", "nominal", "areas")
        name = try node.child("name").text()
        let sizes = try node.child("for")
        try sizes.allow("width", "height", "ratio")
        widths = try Self.range(sizes.child("width"))
        heights = try Self.range(sizes.child("height"))
        ratios = try sizes.optionalChild("ratio").map { node throws(TemplateFault) in
            try Self.range(node, 0.05...20)
        }
        let nominal = try node.child("nominal")
        try nominal.allow("width", "height")
        nominalWidth = try nominal.child("width").number(widths)
        nominalHeight = try nominal.child("height").number(heights)
        var parts: [Part] = []
        var next = number
        for item in try node.child("areas").items(max: 4) {
            let part = try Part(item, number: next, faces: faces)
            next += part.columns.reduce(0) { $0 + $1.lines.count }
            parts.append(part)
        }
        self.parts = parts
        guard parts.contains(where: { $0.symbol != nil }) else {
            throw try node.child("areas").fault(expected: "a symbol in one of the areas", found: "none")
        }
    }

    var lineCount: Int { parts.reduce(0) { $0 + $1.columns.reduce(0) { $0 + $1.lines.count } } }

    func takes(_ areas: [PrintArea]) -> Bool {
        areas.count == parts.count
            && areas.allSatisfy { area in
                let (width, height) = (area.width.value, area.height.value)
                return widths.contains(width) && heights.contains(height)
                    && (ratios?.contains(width / height) ?? true)
            }
    }

    /// A tape's label as long as the layout looks best: at its own proportions, in the area's width.
    func length(forWidth width: Double) -> Double {
        min(max(nominalHeight * width / nominalWidth, heights.lowerBound), heights.upperBound)
    }

    private static func range(
        _ node: TemplateNode, _ limits: ClosedRange<Double> = 5...1200
    ) throws(TemplateFault) -> ClosedRange<Double> {
        let items = try node.items(max: 2)
        guard items.count == 2 else { throw node.fault(expected: "[least, most]") }
        let least = try items[0].number(limits)
        return least...(try items[1].number(least...limits.upperBound))
    }
}

extension DesignLayout.Part {
    init(_ node: TemplateNode, number: Int, faces: [String: [String]]) throws(TemplateFault) {
        try node.allow("symbol", "shapes", "columns", "logo")
        key = node.key
        line = node.line
        symbol = try node.optionalChild("symbol").map { node throws(TemplateFault) in try SymbolPlan(node) }
        logo = try node.optionalChild("logo").map { node throws(TemplateFault) in try LogoPlan(node) }
        var shapes: [ShapePlan] = []
        for item in try node.optionalChild("shapes")?.items(max: 40) ?? [] {
            shapes.append(try ShapePlan(item))
        }
        self.shapes = shapes
        var columns: [ColumnPlan] = []
        for item in try node.optionalChild("columns")?.items(max: 20) ?? [] {
            let first = number + columns.reduce(0) { $0 + $1.lines.count }
            columns.append(try ColumnPlan(item, number: first, faces: faces))
        }
        self.columns = columns
    }
}

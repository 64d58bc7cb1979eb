extension LabelStock {
    static let format = "mendmark-stock/1"
    /// No printer of an office takes larger paper.
    private static let pageMax = 1200.0
    /// An area smaller than this holds no symbol.
    private static let sideMin = 5.0

    /// - Parameter file: only for the complaints.
    init(yaml: String, file: String) throws(TemplateFault) {
        let root = try TemplateNode(yaml: yaml, file: file)
        try root.allow(
            "format", "name", "title", "kind", "sources", "page", "grid", "label", "margin", "turn", "areas",
            "wrap", "sensing")
        try root.requireFormat(Self.format)
        let kind: StockKind = try root.child("kind").choice()
        let reader = try MeasureReader(sources: root.child("sources"))
        var measures: [StockMeasure] = []
        func measure(_ node: TemplateNode, _ range: ClosedRange<Double>) throws(TemplateFault) -> Millimetres
        {
            let measure = try reader.read(node, range)
            measures.append(measure)
            return measure.length
        }

        let label = try root.child("label")
        try label.allow("width", "height", "lengthMin", "lengthMax", "cornerRadius")
        let width = try measure(label.child("width"), Self.sideMin...Self.pageMax)
        var lengths: ClosedRange<Millimetres>?
        let height: Millimetres
        if kind == .tape {
            height = try measure(label.child("lengthMin"), Self.sideMin...Self.pageMax)
            lengths = height...(try measure(label.child("lengthMax"), height.value...Self.pageMax))
        } else {
            height = try measure(label.child("height"), Self.sideMin...Self.pageMax)
        }
        let half = min(width, height).value / 2
        let cornerRadius = try measure(label.child("cornerRadius"), 0...half)

        let grid = try kind == .sheet ? StockGrid(root, width, height, measure) : StockGrid(width, height)
        self.init(
            name: try root.templateName(), title: try root.child("title").localizedName(), kind: kind,
            pageWidth: grid.pageWidth, pageHeight: grid.pageHeight, columns: grid.columns, rows: grid.rows,
            left: grid.left, top: grid.top, pitchX: grid.pitchX, pitchY: grid.pitchY, labelWidth: width,
            labelHeight: height, cornerRadius: cornerRadius,
            areas: try StockAreas.read(root, width, height, kind, reader),
            wrap: try StockAreas.wrap(root, width, height, reader),
            sensing: try Self.sensing(root, kind, measure), lengths: lengths, measures: measures,
            citations: try Self.citations(root.child("sources")))
        try StockAreas.check(self, root)
    }

    private static func citations(_ node: TemplateNode) throws(TemplateFault) -> [String: String] {
        var citations: [String: String] = [:]
        for (name, citation) in try node.children(max: 20) { citations[name] = try citation.text() }
        return citations
    }

    private static func sensing(
        _ root: TemplateNode, _ kind: StockKind,
        _ measure: (TemplateNode, ClosedRange<Double>) throws(TemplateFault) -> Millimetres
    ) throws(TemplateFault) -> LabelSensing? {
        guard let node = root.optionalChild("sensing") else { return nil }
        guard kind == .roll else { throw node.fault(expected: "nothing, since only rolls are sensed") }
        try node.allow("gap", "blackMark")
        guard node.has("gap") != node.has("blackMark") else {
            throw node.fault(expected: "either gap or blackMark")
        }
        // The range of TSPL's commands GAP and BLINE, which other languages share.
        return node.has("gap")
            ? .gap(try measure(node.child("gap"), 0...25.4))
            : .blackMark(try measure(node.child("blackMark"), 0.1...25.4))
    }
}

public import Facility
public import LabelSymbol

/// What stands where on one label.
public struct LabelDesign: Hashable, Sendable {
    /// The field of the symbol, a square with the quiet zone in it.
    public struct SymbolField: Hashable, Sendable {
        public let box: Box
        public let floor: CorrectionFloor
        /// The smallest module that the design puts up with, whatever the printer could do.
        public let moduleMin: Millimetres
    }

    /// A filled black rectangle: a rule or the ground of white text.
    public struct Shape: Hashable, Sendable {
        public let box: Box
        public let cornerRadius: Millimetres
    }

    /// As the file and the command line call it, e.g. `door-plate`.
    public let name: String
    public let title: LocalizedName
    public let width: Millimetres
    public let height: Millimetres
    /// For Pango, e.g. `zh-cn`.
    public let language: String
    /// All families that lines name, the preferred ones first.
    public let families: [String]
    public let symbol: SymbolField
    public let shapes: [Shape]
    public let columns: [DesignColumn]

    static let format = "mendmark-label-design/1"

    /// - Parameter file: only for the complaints.
    init(yaml: String, file: String) throws(TemplateFault) {
        let root = try TemplateNode(yaml: yaml, file: file)
        try root.allow(
            "format", "name", "title", "label", "language", "faces", "symbol", "shapes", "columns")
        try root.requireFormat(Self.format)
        name = try root.templateName()
        title = try root.child("title").localizedName()
        let label = try root.child("label")
        try label.allow("width", "height")
        width = try label.child("width").millimetres(5...1000)
        height = try label.child("height").millimetres(5...1000)
        language = try root.child("language").text()

        let faces = try Self.faces(root.child("faces"))
        families = faces.keys.sorted().flatMap { faces[$0] ?? [] }
        symbol = try Self.symbol(root.child("symbol"))
        shapes = try root.optionalChild("shapes").map(Self.shapes) ?? []
        var columns: [DesignColumn] = []
        for item in try root.child("columns").items(max: 20) {
            let number = columns.reduce(0) { $0 + $1.lines.count }
            columns.append(try DesignColumn(item, number: number, faces: faces))
        }
        self.columns = columns
        try checkPlacement(root)
    }

    private static func faces(_ node: TemplateNode) throws(TemplateFault) -> [String: [String]] {
        var faces: [String: [String]] = [:]
        for (name, value) in try node.children(max: 10) {
            for family in try value.items(max: 10) { faces[name, default: []].append(try family.text()) }
        }
        return faces
    }

    private static func symbol(_ node: TemplateNode) throws(TemplateFault) -> SymbolField {
        try node.allow("left", "top", "side", "floor", "moduleMin")
        let side = try node.child("side").millimetres(5...1000)
        let box = Box(
            left: try node.child("left").millimetres(0...1000),
            top: try node.child("top").millimetres(0...1000),
            width: side, height: side)
        return SymbolField(
            box: box, floor: try node.child("floor").choice(),
            moduleMin: try node.child("moduleMin").millimetres(0.1...10))
    }

    private static func shapes(_ node: TemplateNode) throws(TemplateFault) -> [Shape] {
        var shapes: [Shape] = []
        for item in try node.items(max: 20) {
            try item.allow("left", "top", "width", "height", "cornerRadius")
            let box = try item.box()
            let half = min(box.width, box.height).value / 2
            shapes.append(Shape(box: box, cornerRadius: try item.child("cornerRadius").millimetres(0...half)))
        }
        return shapes
    }

    /// Everything inside the label, and nothing in the symbol's quiet zone.
    private func checkPlacement(_ root: TemplateNode) throws(TemplateFault) {
        let label = Box(left: Millimetres(0), top: Millimetres(0), width: width, height: height)
        guard label.contains(symbol.box) else {
            throw try root.child("symbol").fault(expected: "a square inside \(label)", found: "\(symbol.box)")
        }
        for list in ["shapes", "columns"] {
            for item in try root.optionalChild(list)?.items(max: 20) ?? [] {
                let box = try item.box()
                guard label.contains(box) else {
                    throw item.fault(expected: "a box inside \(label)", found: "\(box)")
                }
                guard !box.overlaps(symbol.box) else {
                    throw item.fault(expected: "a box clear of the symbol's \(symbol.box)", found: "\(box)")
                }
            }
        }
    }
}

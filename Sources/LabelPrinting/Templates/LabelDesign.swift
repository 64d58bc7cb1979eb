public import Facility

/// What stands where on one label, for labels of several sizes.
public struct LabelDesign: Hashable, Sendable {
    /// As the file and the command line call it, e.g. `door-plate`.
    public let name: String
    public let title: LocalizedName
    /// For Pango, e.g. `zh-cn`.
    public let language: String
    /// All families that lines name, the preferred ones first.
    public let families: [String]
    /// In order of preference.
    let layouts: [DesignLayout]
    /// As it was opened.
    let file: String
    /// Where its logos lie, in order of preference.
    var logoFolders: [String] = []

    static let format = "mendmark-label-design/2"

    /// - Parameter file: only for the complaints.
    init(yaml: String, file: String) throws(TemplateFault) {
        let root = try TemplateNode(yaml: yaml, file: file)
        try root.allow("format", "name", "title", "language", "faces", "layouts")
        try root.requireFormat(Self.format)
        self.file = file
        name = try root.templateName()
        title = try root.child("title").localizedName()
        language = try root.child("language").text()
        let faces = try Self.faces(root.child("faces"))
        families = faces.keys.sorted().flatMap { faces[$0] ?? [] }
        var layouts: [DesignLayout] = []
        for item in try root.child("layouts").items(max: 20) {
            let number = layouts.reduce(0) { $0 + $1.lineCount }
            let layout = try DesignLayout(item, number: number, faces: faces)
            try Self.check(layout, file: file)
            layouts.append(layout)
        }
        self.layouts = layouts
    }

    /// The sizes of print areas that the design takes, e.g. `55-110 x 28-70 mm`, each layout's.
    public var sizes: [String] {
        layouts.map { layout in
            func text(_ range: ClosedRange<Double>) -> String {
                "\(Millimetres.plain(range.lowerBound))-\(Millimetres.plain(range.upperBound))"
            }
            let count = layout.parts.count == 1 ? "" : "\(layout.parts.count) areas of "
            return "\(layout.name): \(count)\(text(layout.widths)) x \(text(layout.heights)) mm"
        }
    }

    /// Lays the design out for a stock; a tape is cut to the length that the design wants.
    ///
    /// - Returns: nil where none of its layouts is made for labels of this size.
    /// - Throws: `TemplateFault` where one is, but something doesn't fit.
    public func laidOut(on stock: LabelStock) throws(TemplateFault) -> (
        layout: LabelLayout, stock: LabelStock
    )? {
        for layout in layouts {
            var stock = stock
            if stock.lengths != nil, let area = stock.areas.first {
                let free = stock.labelHeight - area.box.height
                let length = layout.length(forWidth: area.width.value)
                stock = stock.cut(to: Millimetres(length) + free)
            }
            guard layout.takes(stock.areas) else { continue }
            let laid = try LabelLayout(
                layout, stock.areas, file: file, hasLogo: { logoPath($0) != nil }, stock: stock.name)
            return (laid, stock)
        }
        return nil
    }

    private static func faces(_ node: TemplateNode) throws(TemplateFault) -> [String: [String]] {
        var faces: [String: [String]] = [:]
        for (name, value) in try node.children(max: 10) {
            for family in try value.items(max: 10) { faces[name, default: []].append(try family.text()) }
        }
        return faces
    }

    /// At its nominal size a layout must come out right with and without a logo.
    private static func check(_ layout: DesignLayout, file: String) throws(TemplateFault) {
        let box = Box(
            left: Millimetres(0), top: Millimetres(0), width: Millimetres(layout.nominalWidth),
            height: Millimetres(layout.nominalHeight))
        let areas = layout.parts.map { _ in PrintArea(box: box) }
        for hasLogo in [false, true] {
            _ = try LabelLayout(layout, areas, file: file, hasLogo: { _ in hasLogo }, stock: nil)
        }
    }
}

/// A printer as a site keeps it: resolution, unprintable edges, and what was read off the ruler page of each tray.
public struct PrinterFile: Hashable, Sendable {
    public let name: String
    public var dotsPerInch: Int
    public var unprintable: PrinterProfile.Unprintable
    /// In the order of the file.
    public private(set) var trays: [(name: String, reading: RulerReading)]

    static let format = "mendmark-printer/1"
    private static let traysMax = 20

    public init(name: String, dotsPerInch: Int) {
        self.name = name
        self.dotsPerInch = dotsPerInch
        unprintable = .office
        trays = []
    }

    /// - Parameter file: only for the complaints.
    init(yaml: String, file: String) throws(TemplateFault) {
        let root = try TemplateNode(yaml: yaml, file: file)
        try root.allow("format", "name", "dotsPerInch", "unprintable", "trays")
        try root.requireFormat(Self.format)
        name = try root.templateName()
        dotsPerInch = try root.child("dotsPerInch").integer(100...2400)
        let edges = try root.child("unprintable")
        try edges.allow("left", "top", "right", "bottom")
        unprintable = PrinterProfile.Unprintable(
            left: try edges.child("left").number(0...50), top: try edges.child("top").number(0...50),
            right: try edges.child("right").number(0...50), bottom: try edges.child("bottom").number(0...50))
        trays = []
        for (name, node) in try root.optionalChild("trays")?.children(max: Self.traysMax) ?? [] {
            trays.append((name, try Self.reading(node)))
        }
    }

    private static func reading(_ node: TemplateNode) throws(TemplateFault) -> RulerReading {
        try node.allow("page", "left", "right", "top", "bottom")
        let page = try node.child("page")
        try page.allow("width", "height")
        let (width, height) = (
            try page.child("width").number(10...1200), try page.child("height").number(10...1200)
        )
        let values = (
            try node.child("left").number(0...100), try node.child("right").number(0...100),
            try node.child("top").number(0...100), try node.child("bottom").number(0...100)
        )
        do {
            return try RulerReading(
                pageWidth: width, pageHeight: height, left: values.0, right: values.1, top: values.2,
                bottom: values.3)
        } catch {
            throw node.fault(expected: "\(error.edge): \(error.expected)", found: error.found)
        }
    }

    /// Puts a tray's reading in the place of an older one.
    ///
    /// - Returns: false where the name isn't 1 to 40 of a-z, 0-9 and `-`, or there are too many trays.
    public mutating func set(_ reading: RulerReading, tray: String) -> Bool {
        guard PrintTemplates.isPlain(tray), tray.count <= 40 else { return false }
        if let index = trays.firstIndex(where: { $0.name == tray }) {
            trays[index].reading = reading
            return true
        }
        guard trays.count < Self.traysMax else { return false }
        trays.append((tray, reading))
        return true
    }

    /// - Parameter tray: nil: the first that was read, or no correction where none was.
    /// - Returns: nil where there is no such tray.
    public func profile(tray: String?) -> PrinterProfile? {
        guard var profile = PrinterProfile(dotsPerInch: dotsPerInch) else { return nil }
        profile.unprintable = unprintable
        if let tray {
            guard let found = trays.first(where: { $0.name == tray }) else { return nil }
            profile.correction = found.reading.correction
        } else if let first = trays.first {
            profile.correction = first.reading.correction
        }
        return profile
    }

    public var yaml: String {
        var text = """
            # Written by `mendmark labels calibrate`; millimetres. Each tray's four numbers are what was read off its ruler
            # page: how far the marks lie from the edges of the paper.
            format: \(Self.format)
            name: \(name)
            dotsPerInch: \(dotsPerInch)
            unprintable: {left: \(unprintable.left), top: \(unprintable.top), right: \(unprintable.right), \
            bottom: \(unprintable.bottom)}

            """
        if !trays.isEmpty { text += "trays:\n" }
        for (name, reading) in trays {
            text += """
                  \(name):
                    page: {width: \(reading.pageWidth), height: \(reading.pageHeight)}
                    left: \(reading.left)
                    right: \(reading.right)
                    top: \(reading.top)
                    bottom: \(reading.bottom)

                """
        }
        return text
    }

    public static func == (left: Self, right: Self) -> Bool { left.yaml == right.yaml }
    public func hash(into hasher: inout Hasher) { hasher.combine(yaml) }
}

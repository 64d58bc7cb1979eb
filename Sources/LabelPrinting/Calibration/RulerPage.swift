public import Facility

/// A page with a line along each edge, to be measured with a ruler: how far each line lies from its edge of the paper
/// tells how the printer's tray misplaces what it prints. It is printed without any correction.
public struct RulerPage: PlainPage {
    /// What stands on the page, each in both languages.
    public struct Words: Hashable, Sendable {
        public var title: LocalizedName
        /// What to do, in order.
        public var steps: [LocalizedName]
        public var left: LocalizedName
        public var right: LocalizedName
        public var top: LocalizedName
        public var bottom: LocalizedName
        /// Under the picture's ruler: where the paper ends, and the printed line.
        public var paperEdge: LocalizedName
        public var line: LocalizedName

        public init(
            title: LocalizedName, steps: [LocalizedName], left: LocalizedName, right: LocalizedName,
            top: LocalizedName, bottom: LocalizedName, paperEdge: LocalizedName, line: LocalizedName
        ) {
            (self.title, self.steps) = (title, steps)
            (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
            (self.paperEdge, self.line) = (paperEdge, line)
        }
    }

    public let width: Millimetres
    public let height: Millimetres
    private let words: Words
    /// What the numbers are typed into, as the page's last line.
    private let command: String

    /// Of the lines that are measured: thin enough to be read to a quarter of a millimetre.
    private static let thickness = 0.15
    /// Where `left` and `right` stand: below what is explained.
    private static let namesDown = 0.62
    /// Pages with less room inside the lines bear the lines and their names only.
    private static let roomForWords = (width: 150.0, height: 130.0)

    /// - Parameter command: e.g. `mendmark labels calibrate --printer office …`.
    public init(width: Millimetres, height: Millimetres, words: Words, command: String) {
        self.width = width
        self.height = height
        self.words = words
        self.command = command
    }

    public var title: String { Self.both(words.title) }
    public var language: String { "zh-cn" }

    public func draw(_ pen: inout PagePen) throws(LabelPrintingError) {
        let (width, height) = (width.value, height.value)
        let mark = RulerReading.mark(width: width, height: height)
        for x in [mark, width - mark] { pen.down(x, mark, height - 2 * mark, thickness: Self.thickness) }
        for y in [mark, height - mark] { pen.across(mark, y, width - 2 * mark, thickness: Self.thickness) }
        let room = (width: width - 2 * mark, height: height - 2 * mark)
        let size = room.width > 60 ? 9.0 : 5.0
        let inside = size * 0.4
        try pen.write(Self.both(words.left), mark + 1.5, height * Self.namesDown, size: size, isBold: true)
        try pen.write(
            Self.both(words.right), width - mark - 1.5, height * Self.namesDown, size: size, .right,
            isBold: true)
        try pen.write(
            Self.both(words.top), width / 2, mark + inside + 0.8, size: size, .centre, isBold: true)
        try pen.write(
            Self.both(words.bottom), width / 2, height - mark - 1.2, size: size, .centre, isBold: true)
        guard room.width >= Self.roomForWords.width, room.height >= Self.roomForWords.height else { return }
        try explain(&pen, left: mark + 8, top: mark + 14)
    }

    private func explain(_ pen: inout PagePen, left: Double, top: Double) throws(LabelPrintingError) {
        var y = top + 4
        try pen.write(words.title.zh ?? "", left, y, size: 16, isBold: true)
        y += 6
        try pen.write(words.title.en ?? "", left, y, size: 12)
        y += 8
        for (index, step) in words.steps.enumerated() {
            try pen.write("\(index + 1). \(step.zh ?? "")", left, y, size: 9.5)
            y += 4.4
            try pen.write(step.en ?? "", left + 4, y, size: 8)
            y += 6
        }
        try RulerPicture(words: words).draw(&pen, left: left, top: y)
        try pen.write(command, left, y + RulerPicture.height + 6, size: 8)
    }

    static func both(_ name: LocalizedName) -> String {
        [name.zh, name.en].compactMap { $0 }.joined(separator: " ")
    }
}

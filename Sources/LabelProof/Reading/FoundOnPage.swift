import LabelScanning
import LabelSymbol

/// A symbol that was found by searching a page, its place not known before.
struct FoundOnPage: Hashable {
    /// From 1.
    let page: Int
    let text: String
    /// In the page's pixels.
    let corners: [PhotoPoint]
    /// The symbol with its quiet zone and some more.
    let box: PixelBox

    /// Border kept around it, in parts of its side: five modules of the smallest symbol's 21.
    private static let border = 5.0 / 21

    /// Everything that either decoder reads on the page, in reading order.
    static func search(_ page: GreyImage, number: Int, with reader: SingleReader) -> [FoundOnPage] {
        var symbols: [FoundSymbol] = []
        for engine in ReadingEngine.allCases {
            for symbol in reader.symbols(in: page, by: engine) where symbol.corners.count == 4 {
                if !symbols.contains(where: { isSame($0, symbol) }) { symbols.append(symbol) }
            }
        }
        return symbols.map { FoundOnPage($0, page: number) }.sorted {
            ($0.box.top / 32, $0.box.left) < ($1.box.top / 32, $1.box.left)
        }
    }

    private init(_ symbol: FoundSymbol, page: Int) {
        self.page = page
        text = symbol.text
        corners = symbol.corners
        let xs = symbol.corners.map(\.x)
        let ys = symbol.corners.map(\.y)
        let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
        let (top, bottom) = (ys.min() ?? 0, ys.max() ?? 0)
        let border = max(right - left, bottom - top) * Self.border
        box = PixelBox(
            left: Int(left - border), top: Int(top - border), right: Int(right + border) + 1,
            bottom: Int(bottom + border) + 1)
    }

    /// The same text at the same place: the corners of two decoders differ by little.
    private static func isSame(_ one: FoundSymbol, _ other: FoundSymbol) -> Bool {
        guard one.text == other.text else { return false }
        let side = abs(one.corners[1].x - one.corners[0].x) + abs(one.corners[1].y - one.corners[0].y)
        return abs(one.corners[0].x - other.corners[0].x) + abs(one.corners[0].y - other.corners[0].y) < side
    }
}

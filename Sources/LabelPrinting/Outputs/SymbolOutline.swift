import LabelSymbol

/// The dark areas of a symbol as closed outlines: filled at once, by the even-odd rule, nothing shows a seam.
struct SymbolOutline {
    struct Corner: Hashable {
        var x: Int
        var y: Int
    }

    /// Corners in modules from the symbol's upper left corner; each outline goes on from its last corner to its first,
    /// and turns at each.
    let loops: [[Corner]]

    init(_ symbol: QRSymbol) {
        func isDark(_ x: Int, _ y: Int) -> Bool {
            x >= 0 && y >= 0 && x < symbol.width && y < symbol.width && symbol[x, y]
        }
        // Edges between dark and light, walked with the dark on the right, by where they begin.
        var next: [Corner: [Corner]] = [:]
        for y in 0..<symbol.width {
            for x in 0..<symbol.width where symbol[x, y] {
                if !isDark(x, y - 1) { next[Corner(x: x, y: y), default: []].append(Corner(x: x + 1, y: y)) }
                if !isDark(x + 1, y) {
                    next[Corner(x: x + 1, y: y), default: []].append(Corner(x: x + 1, y: y + 1))
                }
                if !isDark(x, y + 1) {
                    next[Corner(x: x + 1, y: y + 1), default: []].append(Corner(x: x, y: y + 1))
                }
                if !isDark(x - 1, y) { next[Corner(x: x, y: y + 1), default: []].append(Corner(x: x, y: y)) }
            }
        }
        var loops: [[Corner]] = []
        for y in 0...symbol.width {
            for x in 0...symbol.width {
                let start = Corner(x: x, y: y)
                while let first = next[start]?.popLast() { loops.append(Self.walk(start, first, &next)) }
            }
        }
        self.loops = loops
    }

    private static func walk(_ start: Corner, _ first: Corner, _ next: inout [Corner: [Corner]]) -> [Corner] {
        var loop = [start]
        var (last, here) = (start, first)
        while here != start, let onward = Self.onward(from: last, over: here, &next) {
            let isStraight = (onward.x - here.x, onward.y - here.y) == (here.x - last.x, here.y - last.y)
            if !isStraight { loop.append(here) }
            (last, here) = (here, onward)
        }
        return loop
    }

    /// Where two dark modules touch at a corner only, the turn to the right: each keeps an outline of its own.
    private static func onward(from last: Corner, over here: Corner, _ next: inout [Corner: [Corner]])
        -> Corner?
    {
        let right = Corner(x: here.x - (here.y - last.y).signum(), y: here.y + (here.x - last.x).signum())
        guard let index = next[here]?.firstIndex(of: right) else { return next[here]?.popLast() }
        return next[here]?.remove(at: index)
    }
}

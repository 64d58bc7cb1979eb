import LabelScanning
import LabelSymbol

/// The edges between dark and light modules as they lie in a picture, beside where a grid expects them.
struct EdgeSurvey {
    /// One edge between two modules of a row (or of a column, turned).
    struct Edge: Hashable {
        /// Which line of the grid: 0 before the first module, `width` behind the last.
        var line: Int
        /// The row in which it was looked for.
        var row: Int
        /// Found minus expected, in modules along the row.
        var offset: Double
        /// 1 where dark begins, −1 where it ends.
        var polarity: Double
    }

    private let width: Int
    private let columns: [Edge]
    private let rows: [Edge]

    /// Farther off, an edge is another one's.
    private static let reach = 0.8

    init(_ image: GreyImage, _ symbol: QRSymbol, _ grid: ModuleGrid) {
        width = symbol.width
        let threshold = grid.sampled(image, width: symbol.width).threshold * 255
        let finder = EdgeFinder(image: image, threshold: threshold, reach: Self.reach)
        columns = finder.edges(symbol.width, dark: { symbol[$0, $1] }, at: { grid.place($0, $1) })
        rows = finder.edges(symbol.width, dark: { symbol[$1, $0] }, at: { grid.place($1, $0) })
    }

    /// The grid moved, stretched and sheared onto the edges by least squares; ink spread, which moves edges where
    /// dark begins and where it ends against each other, is told apart.
    func corrected(_ grid: ModuleGrid) -> ModuleGrid {
        var corrected = grid
        if let fit = EdgeLine(columns) {
            corrected = Self.moved(corrected, along: grid.across, fit.shift, fit.perLine, fit.perRow)
        }
        if let fit = EdgeLine(rows) {
            corrected = Self.moved(corrected, along: grid.down, fit.shift, fit.perRow, fit.perLine)
        }
        return corrected
    }

    /// The farthest that a crossing of two lines lies from its place, in modules, each line taken as the median of
    /// its edges within three rows, ink spread taken off.
    var farthest: Double {
        let across = Self.offsets(columns, width: width)
        let down = Self.offsets(rows, width: width)
        var farthest = 0.0
        for y in 0...width {
            for x in 0...width {
                let dx = across[x][y] ?? 0
                let dy = down[y][x] ?? 0
                farthest = max(farthest, (dx * dx + dy * dy).squareRoot())
            }
        }
        return farthest
    }

    private static func moved(
        _ grid: ModuleGrid, along: PhotoPoint, _ shift: Double, _ perColumn: Double, _ perRow: Double
    ) -> ModuleGrid {
        func plus(_ point: PhotoPoint, _ part: Double) -> PhotoPoint {
            PhotoPoint(x: point.x + along.x * part, y: point.y + along.y * part)
        }
        return ModuleGrid(
            origin: plus(grid.origin, shift), across: plus(grid.across, perColumn),
            down: plus(grid.down, perRow))
    }

    /// By line and crossing; nil where fewer than three edges are near.
    private static func offsets(_ edges: [Edge], width: Int) -> [[Double?]] {
        let spread = EdgeLine(edges)?.spread ?? 0
        var byLine: [[Edge]] = Array(repeating: [], count: width + 1)
        for edge in edges { byLine[edge.line].append(edge) }
        return byLine.map { line in
            (0...width).map { crossing in
                let near = line.filter { abs($0.row * 2 + 1 - crossing * 2) <= 6 }
                guard near.count >= 3 else { return nil }
                let offsets = near.map { $0.offset - spread * $0.polarity }.sorted()
                return (offsets[(offsets.count - 1) / 2] + offsets[offsets.count / 2]) / 2
            }
        }
    }
}

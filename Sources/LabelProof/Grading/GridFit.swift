import LabelScanning
import LabelSymbol

/// Lays a grid exactly over a symbol that is known: first by likeness, then by its edges.
struct GridFit {
    let grid: ModuleGrid
    let geometry: GridGeometry

    /// Modules by which the three corners are moved in search of the best likeness, from coarse to fine.
    private static let steps = [0.8, 0.4, 0.2, 0.1]

    /// - Parameter start: up to about a module off at its corners.
    init(_ image: GreyImage, _ symbol: QRSymbol, from start: ModuleGrid) {
        var grid = start
        if grid.likeness(image, symbol) < 0.95 { grid = Self.searched(image, symbol, from: grid) }
        var edges = EdgeSurvey(image, symbol, grid)
        for _ in 0..<3 {
            grid = edges.corrected(grid)
            edges = EdgeSurvey(image, symbol, grid)
        }
        self.grid = grid
        geometry = GridGeometry(
            across: grid.acrossLength, down: grid.downLength, gridNonuniformity: edges.farthest)
    }

    /// Moves each corner by itself as long as that helps.
    private static func searched(
        _ image: GreyImage, _ symbol: QRSymbol, from start: ModuleGrid
    ) -> ModuleGrid {
        var best = start
        var likeness = best.likeness(image, symbol)
        for step in steps {
            var isBetter = true
            var rounds = 0
            while isBetter, rounds < 6 {
                isBetter = false
                rounds += 1
                for candidate in neighbours(of: best, width: symbol.width, step: step * best.module) {
                    let found = candidate.likeness(image, symbol)
                    guard found > likeness + 1e-6 else { continue }
                    (best, likeness, isBetter) = (candidate, found, true)
                }
            }
        }
        return best
    }

    /// All three corners together, and each alone, to four sides.
    private static func neighbours(of grid: ModuleGrid, width: Int, step: Double) -> [ModuleGrid] {
        let sides = [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)]
        let part = 1 / Double(width)
        return sides.flatMap { dx, dy in
            var all = grid
            all.origin = PhotoPoint(x: grid.origin.x + dx, y: grid.origin.y + dy)
            var right = grid
            right.across = PhotoPoint(x: grid.across.x + dx * part, y: grid.across.y + dy * part)
            var lower = grid
            lower.down = PhotoPoint(x: grid.down.x + dx * part, y: grid.down.y + dy * part)
            return [all, right, lower]
        }
    }
}

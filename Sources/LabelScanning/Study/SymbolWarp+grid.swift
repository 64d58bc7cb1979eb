import CClosedWorld

extension SymbolWarp {
    /// The terms of the bend, counted in halves of the side from the middle, and before them those of an affine map.
    private static func terms(_ u: Double, _ v: Double, _ modules: Int) -> [Double] {
        let half = Double(modules) / 2
        let (a, b) = ((u - half) / half, (v - half) / half)
        return [1, a, b, a * a, a * b, b * b, a * a * a, a * a * b, a * b * b, b * b * b]
    }

    /// The warp that comes nearest to a grid: the plane through its corners, then a bend.
    ///
    /// - Parameter grid: (modules + 1)² places in pixels with the first one's centre at 0.5, row by row.
    /// - Returns: nil where the corners are no quadrilateral.
    init?(through grid: [PhotoPoint], modules: Int) {
        let side = modules + 1
        guard grid.count == side * side else { return nil }
        let corners = [0, modules, grid.count - 1, grid.count - side].flatMap {
            [grid[$0].x - 0.5, grid[$0].y - 0.5]
        }
        var warp = warp_onto(corners, Int32(modules))
        guard let back = warp.inverse else { return nil }
        var normal = [Double](repeating: 0, count: 100)
        var right = [[Double]](repeating: [Double](repeating: 0, count: 10), count: 2)
        for (index, place) in grid.enumerated() {
            let (u, v) = (Double(index % side), Double(index / side))
            let (x, y) = (place.x - 0.5, place.y - 0.5)
            let z = back[6] * x + back[7] * y + back[8]
            let moved = [
                (back[0] * x + back[1] * y + back[2]) / z - u, (back[3] * x + back[4] * y + back[5]) / z - v,
            ]
            let terms = Self.terms(u, v, modules)
            for i in 0..<10 {
                for j in 0..<10 { normal[i * 10 + j] += terms[i] * terms[j] }
                for axis in 0..<2 { right[axis][i] += terms[i] * moved[axis] }
            }
        }
        guard let du = Self.solved(normal, right[0]), let dv = Self.solved(normal, right[1]) else {
            return nil
        }
        warp.bend(du, dv, modules)
        self = warp
    }

    /// Takes the affine part of a bend into the plane, and keeps the rest as the bend.
    private mutating func bend(_ du: [Double], _ dv: [Double], _ modules: Int) {
        let half = Double(modules) / 2
        // u' = u + du: an affine map in modules.
        let a = [1 + du[1] / half, du[2] / half, dv[1] / half, 1 + dv[2] / half]
        let moved = [du[0] - du[1] - du[2], dv[0] - dv[1] - dv[2]]
        let area = a[0] * a[3] - a[1] * a[2]
        let h = plane
        plane = (
            h.0 * a[0] + h.1 * a[2], h.0 * a[1] + h.1 * a[3], h.0 * moved[0] + h.1 * moved[1] + h.2,
            h.3 * a[0] + h.4 * a[2], h.3 * a[1] + h.4 * a[3], h.3 * moved[0] + h.4 * moved[1] + h.5,
            h.6 * a[0] + h.7 * a[2], h.6 * a[1] + h.7 * a[3], h.6 * moved[0] + h.7 * moved[1] + h.8
        )
        is_bent = 1
        withUnsafeMutableBytes(of: &bend) { bytes in
            let bend = bytes.bindMemory(to: Double.self)
            for term in 0..<7 {
                bend[term] = (a[3] * du[term + 3] - a[1] * dv[term + 3]) / area
                bend[7 + term] = (a[0] * dv[term + 3] - a[2] * du[term + 3]) / area
            }
        }
    }

    /// Of the plane, row by row; nil where it has none.
    private var inverse: [Double]? {
        let h = plane
        let cofactors = [
            h.4 * h.8 - h.5 * h.7, h.2 * h.7 - h.1 * h.8, h.1 * h.5 - h.2 * h.4,
            h.5 * h.6 - h.3 * h.8, h.0 * h.8 - h.2 * h.6, h.2 * h.3 - h.0 * h.5,
            h.3 * h.7 - h.4 * h.6, h.1 * h.6 - h.0 * h.7, h.0 * h.4 - h.1 * h.3,
        ]
        let area = h.0 * cofactors[0] + h.1 * cofactors[3] + h.2 * cofactors[6]
        return area.isFinite && abs(area) > 1e-12 ? cofactors.map { $0 / area } : nil
    }

    /// Ten equations by Gauss with pivots; nil where they don't hold together.
    private static func solved(_ matrix: [Double], _ right: [Double]) -> [Double]? {
        let count = right.count
        var rows = (0..<count).map { Array(matrix[$0 * count..<($0 + 1) * count]) + [right[$0]] }
        for column in 0..<count {
            guard let pivot = (column..<count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-9
            else { return nil }
            rows.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = rows[row][column] / rows[column][column]
                for place in column...count { rows[row][place] -= factor * rows[column][place] }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }
}

/// The least squares of edges' offsets: offset ≈ shift + perLine · line + perRow · (row + ½) + spread · polarity.
struct EdgeLine: Hashable {
    let shift: Double
    let perLine: Double
    let perRow: Double
    /// Half of what ink spread adds to a dark stretch, in modules, counted negative where it grows.
    let spread: Double

    private static let edgesMin = 12

    /// - Returns: nil where too few edges, or all of one kind, leave something open.
    init?(_ edges: [EdgeSurvey.Edge]) {
        guard edges.count >= Self.edgesMin else { return nil }
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 4)
        for edge in edges {
            let factors = [1, Double(edge.line), Double(edge.row) + 0.5, edge.polarity]
            for i in 0..<4 {
                for j in 0..<4 { matrix[i][j] += factors[i] * factors[j] }
                matrix[i][4] += factors[i] * edge.offset
            }
        }
        guard let solution = Self.solved(matrix) else { return nil }
        (shift, perLine, perRow, spread) = (solution[0], solution[1], solution[2], solution[3])
    }

    /// Gauss's elimination with the largest pivot.
    private static func solved(_ equations: [[Double]]) -> [Double]? {
        var rows = equations
        let count = rows.count
        for column in 0..<count {
            let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            rows.swapAt(column, pivot)
            guard abs(rows[column][column]) > 1e-9 else { return nil }
            for row in 0..<count where row != column {
                let factor = rows[row][column] / rows[column][column]
                for at in column...count { rows[row][at] -= factor * rows[column][at] }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }
}

import Ledger

/// The tree as it will be: every row's parent and depth.
struct InventoryTree {
    /// By row of the inventory's places.
    private(set) var parents: [PlaceLink] = []
    /// By row: 1 for a campus.
    private(set) var depths: [Int] = []

    init(_ matched: inout MatchedInventory) {
        parents = matched.inventory.places.map { Self.link(of: $0, &matched) }
        depths = [Int](repeating: 0, count: parents.count)
        for row in parents.indices where depths[row] == 0 { climb(from: row, &matched) }
    }

    /// Rows from the top down, in the inventory's order among those of one depth.
    var rowsFromTheTop: [Int] { depths.indices.sorted { (depths[$0], $0) < (depths[$1], $1) } }

    private static func link(of row: InventoryPlace, _ matched: inout MatchedInventory) -> PlaceLink {
        guard let parent = row.parent else {
            if row.kind != .campus { matched.bad.append(BadRow(row.line, .parent, .missingParent, "")) }
            return .top
        }
        if row.kind == .campus { matched.bad.append(BadRow(row.line, .parent, .campusBelow, parent.id)) }
        return matched.link(to: parent, line: row.line)
    }

    /// Gives a depth to a row and to all above it that have none yet, and finds cycles on the way.
    private mutating func climb(from start: Int, _ matched: inout MatchedInventory) {
        var chain: [Int] = []
        var position: [Int: Int] = [:]
        var link = PlaceLink.row(start)
        var depthAbove = 0
        var steps: [PlaceLink] = []
        climbing: while true {
            switch link {
            case .top: break climbing
            case .row(let row):
                if depths[row] != 0 {
                    depthAbove = depths[row]
                    break climbing
                }
                if let entry = position[row] {
                    reportCycle(chain[entry...], &matched)
                    break climbing
                }
                position[row] = chain.count
                chain.append(row)
                steps.append(link)
                link = parents[row]
            case .existing(let id):
                steps.append(link)
                link = matched.link(above: id)
            }
        }
        assignDepths(to: steps, below: depthAbove, &matched)
    }

    private mutating func assignDepths(
        to steps: [PlaceLink], below depthAbove: Int, _ matched: inout MatchedInventory
    ) {
        var depth = depthAbove
        for step in steps.reversed() {
            depth += 1
            guard case .row(let row) = step else { continue }
            depths[row] = depth
            if depth == InventoryLimits.levelsMax + 1 {
                let place = matched.inventory.places[row]
                let problem = RowProblem.tooDeep(levelsMax: InventoryLimits.levelsMax)
                matched.bad.append(BadRow(place.line, .parent, problem, place.parent?.id ?? ""))
            }
        }
    }

    private func reportCycle(_ rows: ArraySlice<Int>, _ matched: inout MatchedInventory) {
        for row in rows.sorted() {
            let place = matched.inventory.places[row]
            matched.bad.append(BadRow(place.line, .parent, .cycle, place.parent?.id ?? ""))
        }
    }
}

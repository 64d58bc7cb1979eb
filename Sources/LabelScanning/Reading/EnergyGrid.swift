/// How much a picture changes in both directions, square by square.
struct EnergyGrid {
    /// Neighbouring cells above a threshold.
    struct Patch {
        var box: PixelBox
        var cells: Int
        /// Sum of the cells' energies.
        var weight: Int
    }

    let width: Int
    let height: Int
    /// Row by row, smoothed over 3 × 3.
    let energies: [Int]

    init(_ image: GreyImage, cell: Int) {
        width = image.width / cell
        height = image.height / cell
        energies = Self.smoothed(image.cellEnergies(cell: cell).map(Int.init), width: width, height: height)
    }

    /// Not the maximum, which a single sharp edge gives: exceeded by one cell in fifty.
    var strongest: Double {
        guard !energies.isEmpty else { return 0 }
        return Double(energies.sorted()[energies.count * 49 / 50])
    }

    /// The connected patches (8 neighbours) of cells above a threshold, in reading order.
    func patches(above threshold: Double) -> [Patch] {
        var isOpen = energies.map { Double($0) > threshold && $0 > 0 }
        var patches: [Patch] = []
        for start in isOpen.indices where isOpen[start] {
            patches.append(takePatch(from: start, &isOpen))
        }
        return patches
    }

    private func takePatch(from start: Int, _ isOpen: inout [Bool]) -> Patch {
        let x = start % width
        let y = start / width
        var patch = Patch(box: PixelBox(left: x, top: y, right: x + 1, bottom: y + 1), cells: 0, weight: 0)
        var waiting = [start]
        isOpen[start] = false
        while let cell = waiting.popLast() {
            add(cell, to: &patch)
            for neighbour in neighbours(of: cell) where isOpen[neighbour] {
                isOpen[neighbour] = false
                waiting.append(neighbour)
            }
        }
        return patch
    }

    private func add(_ cell: Int, to patch: inout Patch) {
        let x = cell % width
        let y = cell / width
        patch.box.left = min(patch.box.left, x)
        patch.box.right = max(patch.box.right, x + 1)
        patch.box.top = min(patch.box.top, y)
        patch.box.bottom = max(patch.box.bottom, y + 1)
        patch.cells += 1
        patch.weight += energies[cell]
    }

    private func neighbours(of cell: Int) -> [Int] {
        Self.around(cell, width: width, height: height).filter { $0 != cell }
    }

    private static func around(_ cell: Int, width: Int, height: Int) -> [Int] {
        let x = cell % width
        let y = cell / width
        var cells: [Int] = []
        for row in max(0, y - 1)...min(height - 1, y + 1) {
            for column in max(0, x - 1)...min(width - 1, x + 1) { cells.append(row * width + column) }
        }
        return cells
    }

    private static func smoothed(_ energies: [Int], width: Int, height: Int) -> [Int] {
        energies.indices.map { cell in
            let cells = around(cell, width: width, height: height)
            return cells.reduce(0) { $0 + energies[$1] * 4 } / cells.count
        }
    }
}

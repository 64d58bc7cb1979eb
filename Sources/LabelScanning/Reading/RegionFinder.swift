/// Finds places in a photo that could be QR symbols: compact patches with many edges in both directions.
enum RegionFinder {
    /// The picture is searched at this length of its longer side; a symbol needs some 40 pixels there.
    static let searchSide = 800
    static let cell = 8
    /// Best first; what comes after seldom holds a symbol and costs as much.
    static let regionsMax = 4

    /// - Parameter search: the photo, shrunk.
    /// - Returns: boxes in the search picture's pixels, with a margin, maybe reaching out of it; best first.
    static func regions(in search: GreyImage) -> [PixelBox] {
        let grid = EnergyGrid(search, cell: cell)
        var found: [EnergyGrid.Patch] = []
        // A faint symbol beside a strong one shows only at the lower threshold; a symbol on a busy ground stands
        // alone only at the higher one.
        for share in [0.5, 0.25] {
            for patch in grid.patches(above: grid.strongest * share) where isSymbolLike(patch) {
                if !found.contains(where: { overlaps($0.box, patch.box) }) { found.append(patch) }
            }
        }
        return found.sorted { $0.weight > $1.weight }.prefix(regionsMax).map { pixelBox(of: $0.box) }
    }

    /// At least 3 cells wide, up to three times as long as wide (tilt), half full.
    private static func isSymbolLike(_ patch: EnergyGrid.Patch) -> Bool {
        let short = min(patch.box.width, patch.box.height)
        let long = max(patch.box.width, patch.box.height)
        return short >= 3 && long <= short * 3 && patch.cells * 5 >= patch.box.width * patch.box.height * 2
    }

    /// Whether the common part is more than half of both boxes together.
    private static func overlaps(_ one: PixelBox, _ other: PixelBox) -> Bool {
        let width = min(one.right, other.right) - max(one.left, other.left)
        let height = min(one.bottom, other.bottom) - max(one.top, other.top)
        guard width > 0, height > 0 else { return false }
        let all = one.width * one.height + other.width * other.height - width * height
        return width * height * 2 > all
    }

    /// Cells to pixels, a cell and a sixth of the side more on every side: the quiet zone, and what the threshold lost.
    private static func pixelBox(of box: PixelBox) -> PixelBox {
        let margin = cell + max(box.width, box.height) * cell / 6
        return PixelBox(
            left: box.left * cell - margin, top: box.top * cell - margin, right: box.right * cell + margin,
            bottom: box.bottom * cell + margin)
    }
}

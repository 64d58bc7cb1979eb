import LabelSymbol

/// Compares a printed symbol with the one that was meant, dot by dot.
struct DotInspection {
    /// Printer dots of one module.
    let dots: Int
    /// The narrowest white border round the symbol inside the crop, in dots.
    let quietZone: Int
    /// Dots whose colour isn't exactly the module's.
    let wrongDots: Int

    /// - Parameter crop: the symbol's field and nothing else.
    /// - Returns: nil where the dark area isn't a square of whole modules.
    init?(_ crop: Raster, _ symbol: QRSymbol) {
        let pixels = [UInt8](crop.pixels)
        let marked = pixels.indices.filter { pixels[$0] < 255 }
        let columns = marked.map { $0 % crop.width }
        guard let first = marked.first, let last = marked.last, let left = columns.min(),
            let right = columns.max()
        else { return nil }
        let (top, bottom) = (first / crop.width, last / crop.width)
        let side = right - left + 1
        guard bottom - top + 1 == side, side.isMultiple(of: symbol.width) else { return nil }
        dots = side / symbol.width
        quietZone = min(left, top, crop.width - 1 - right, crop.height - 1 - bottom)
        var wrong = 0
        for y in 0..<side {
            let meant = (0..<symbol.width).flatMap { x in
                [UInt8](repeating: symbol[x, y / (side / symbol.width)] ? 0 : 255, count: side / symbol.width)
            }
            let start = (top + y) * crop.width + left
            let printed = pixels[start..<start + side]
            if !printed.elementsEqual(meant) { wrong += zip(printed, meant).filter { $0 != $1 }.count }
        }
        wrongDots = wrong
    }
}

/// TSC's printer language (TSPL/TSPL2 Programming Manual): the whole label as dots.
struct TSPLLanguage: RollLanguage {
    let press: SheetPress
    let raster: LabelRaster
    let sensing: LabelSensing

    var head: [UInt8] {
        let stock = press.stock
        let size = [stock.labelWidth, stock.labelHeight].map { "\(Millimetres.plain($0.value)) mm" }
        let sense =
            switch sensing {
            case .gap(let length): "GAP \(Millimetres.plain(length.value)) mm,0 mm"
            case .blackMark(let height): "BLINE \(Millimetres.plain(height.value)) mm,0 mm"
            }
        return Self.lines(
            "SIZE \(size.joined(separator: ","))", sense, "DIRECTION 0,0", "REFERENCE 0,0", "SET TEAR ON")
    }

    func bytes(_ label: ComposedLabel) throws(LabelPrintingError) -> [UInt8] {
        let dots = try raster.dots(label)
        let graphic = "BITMAP 0,0,\(dots.bytesPerRow),\(dots.height),0,"
        // A 0 is a dot, a 1 is bare paper.
        return Self.lines("CLS") + Array(graphic.utf8) + dots.rows.map { ~$0 } + Self.lines("", "PRINT 1,1")
    }

    private static func lines(_ lines: String...) -> [UInt8] {
        lines.flatMap { Array($0.utf8) + [0x0D, 0x0A] }
    }
}

import LabelSymbol

/// Zebra's printer language: texts and pictures as one strip of dots, the symbol by the printer or as dots too.
struct ZPLLanguage: RollLanguage {
    let press: SheetPress
    let raster: LabelRaster
    let sensing: LabelSensing
    let maker: SymbolMaker

    /// The firmware puts a `^BQ` lower than its `^FO` says, by the height that `^BY` set last; with this, Zebra's own
    /// default, that is known.
    static let barHeight = 10
    /// What `^BQ` magnifies to at most.
    private static let magnificationMax = 10

    let head: [UInt8] = []

    func bytes(_ label: ComposedLabel) throws(LabelPrintingError) -> [UInt8] {
        var lines = ["^XA", "^PW\(raster.width)", "^LL\(raster.height)", "^LH0,0", media]
        let printed = maker == .printer ? try fields(label) : nil
        let dots = printed == nil ? try raster.dots(label) : try raster.dotsWithoutSymbols(label)
        if let rows = dots.inkedRows {
            lines.append("^FO0,\(rows.lowerBound)\(ZPLGraphic.command(dots, rows: rows))")
        }
        lines += printed ?? []
        lines += ["^PQ1", "^XZ", ""]
        return Array(lines.joined(separator: "\n").utf8)
    }

    private var media: String {
        switch sensing {
        case .gap: "^MNY"
        case .blackMark: "^MNM"
        }
    }

    /// The symbols for the printer to make; nil where one of them wouldn't fit its field that way.
    private func fields(_ label: ComposedLabel) throws(LabelPrintingError) -> [String]? {
        var lines: [String] = []
        for (spot, place) in zip(raster.spots(label), label.sizing.places) {
            let corner = (left: spot.left - spot.quietZone, top: spot.top - spot.quietZone)
            let side = label.symbol.width * spot.dots + 2 * spot.quietZone
            guard let made = try firmwareSymbol(label, side: side, place) else { return nil }
            // Its quiet zone at the upper left corner is exact, the others are at least that.
            let left = corner.left + QRSymbol.quietZone * made.dots
            let top = corner.top + QRSymbol.quietZone * made.dots - Self.barHeight
            guard left >= 0, top >= 0 else { return nil }
            let level = made.level.rawValue
            lines.append(
                "^BY2,3,\(Self.barHeight)^FO\(left),\(top)^BQN,2,\(made.dots),\(level)"
                    + "^FD\(level)A,\(label.symbolText)^FS")
        }
        return lines
    }

    /// As the firmware may make it at worst: all of the text byte by byte, in one segment.
    ///
    /// - Returns: the largest modules that fit, and the best level for them; nil where they are too small.
    private func firmwareSymbol(
        _ label: ComposedLabel, side: Int, _ place: SymbolSizing.Place
    ) throws(LabelPrintingError) -> (level: CorrectionLevel, dots: Int)? {
        let encoder = label.sizing.encoder
        let levels = CorrectionLevel.allCases.filter {
            $0 >= min(encoder.level, .quartile) && $0 <= encoder.level
        }
        var best: (level: CorrectionLevel, dots: Int)?
        for level in levels {
            let width: Int
            do {
                width = try encoder.widthInBytes(of: label.content.code, level: level)
            } catch {
                throw .symbol(host: encoder.host.text, error)
            }
            let dots = min(side / (width + 2 * QRSymbol.quietZone), Self.magnificationMax)
            if dots >= best?.dots ?? 1 { best = (level, dots) }
        }
        guard let best, best.dots >= PrinterProfile.dotsPerModuleMin,
            Millimetres(points: Double(best.dots) * 72 / Double(press.printer.dotsPerInch))
                >= place.moduleMin
        else { return nil }
        return best
    }
}

extension ComposedLabel {
    fileprivate var symbolText: String { SymbolText(host: content.host, code: content.code).text }
}

import LabelSymbol

/// Writes labels of a roll in a printer's language, each as a piece of its own.
protocol RollLanguage {
    /// Once, before the first label.
    var head: [UInt8] { get }

    func bytes(_ label: ComposedLabel) throws(LabelPrintingError) -> [UInt8]
}

extension SheetPress {
    /// - Throws: `.output` where the stock is no roll whose labels such printers can tell apart.
    func language(_ format: OutputFormat, _ maker: SymbolMaker) throws(LabelPrintingError) -> any RollLanguage
    {
        guard stock.kind == .roll, let sensing = stock.sensing else {
            throw .output(
                expected: "a roll with gaps or black marks for \(format.rawValue.uppercased())",
                found: "\(stock.name), a \(stock.kind.rawValue)")
        }
        let raster = try LabelRaster(self)
        return format == .zpl
            ? ZPLLanguage(press: self, raster: raster, sensing: sensing, maker: maker)
            : TSPLLanguage(press: self, raster: raster, sensing: sensing)
    }
}

public import LabelSymbol

/// The field of the symbol, a square with the quiet zone in it.
public struct SymbolField: Hashable, Sendable {
    /// In its area, as whoever reads the label sees it.
    public let box: Box
    public let floor: CorrectionFloor
    /// The smallest module that the design puts up with, whatever the printer could do; at least 0.33 mm.
    public let moduleMin: Millimetres
    /// The module that the design asks for; nil: as large as the field lets it be.
    public let module: Millimetres?
}

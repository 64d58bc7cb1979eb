public import LabelScanning

/// What came of one symbol.
public struct ProvedLabel: Hashable, Sendable, Codable {
    /// From 1.
    public var page: Int
    /// From 1; 0 where the sheet was searched without knowing its places.
    public var position: Int
    /// With hyphens; nil for a symbol that is no label.
    public var code: String?
    public var reference: String?
    public var expected: String
    /// `3-Q`.
    public var symbol: String
    /// In the raster, as found; nil where it wasn't.
    public var modulePixels: Double?
    /// The decoders that read it as it is.
    public var readBy: [ReadingEngine]
    /// The decoders that read it after each kind of damage, in their order; empty where nothing was damaged.
    public var damaged: [Damage: [ReadingEngine]]
    /// nil where the symbol wasn't found at all.
    public var grades: SymbolGrades?
    public var faults: [ProofFault]

    public var passes: Bool { faults.isEmpty }
    public var overall: Grade { grades?.overall ?? .f }
}

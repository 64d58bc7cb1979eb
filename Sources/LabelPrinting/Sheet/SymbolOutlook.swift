public import Facility
public import LabelSymbol

/// The symbol that a host's labels get on one stock with one design and printer.
public struct SymbolOutlook: Hashable, Sendable {
    /// The symbol of every host of a length.
    public struct Size: Hashable, Sendable {
        /// Characters of the host.
        public let hostLength: Int
        public let version: Int
        public let level: CorrectionLevel
        /// The smaller one of two symbols on one label.
        public let module: Millimetres
        /// Of the printer.
        public let dots: Int
        /// Without the quiet zone.
        public let side: Millimetres

        /// A phone reads a symbol from about ten times its side.
        public var scanningDistance: Millimetres { Millimetres(side.value * 10) }

        /// Whether a reader gains by it.
        func isBetter(than other: Size) -> Bool {
            module.value > other.module.value + 0.001
                || module.value > other.module.value - 0.001 && level > other.level
        }
    }

    public let size: Size
    /// What a phone would stumble over, each with expected and found; empty where all is well.
    public let findings: [LabelFinding]
    /// What shorter hosts would gain: the longest host for each better symbol, the least gain first; empty where none
    /// would.
    public let shorter: [Size]
}

extension SheetPress {
    /// - Parameter code: any: all labels of a host have symbols of one size.
    public func outlook(for host: LabelHost, code: LabelCode) throws(LabelPrintingError) -> SymbolOutlook {
        let label = LabelContent(code: code, host: host, name: LocalizedName(), reference: "")
        let (size, sizing) = try self.size(of: host)
        var shorter: [SymbolOutlook.Size] = []
        for length in stride(from: host.text.count - 1, through: Self.hostLeast, by: -1) {
            guard let other = try? LabelHost(Self.host(ofLength: length)) else { continue }
            let found = try self.size(of: other).size
            if found.isBetter(than: shorter.last ?? size) { shorter.append(found) }
        }
        return SymbolOutlook(size: size, findings: sizing.findings(label, printer), shorter: shorter)
    }

    /// `a.cn`: nobody has a shorter one.
    private static let hostLeast = 4

    /// What a host says doesn't matter to its symbol's size.
    private static func host(ofLength length: Int) -> String {
        String((0..<length).map { $0 % 40 == 20 && $0 < length - 1 ? "." : "A" })
    }

    private func size(
        of host: LabelHost
    ) throws(LabelPrintingError) -> (size: SymbolOutlook.Size, sizing: SymbolSizing) {
        let sizing = try SymbolSizing(host: host, layout: layout, printer: printer, form: symbolForm)
        guard let place = sizing.places.min(by: { $0.module < $1.module }) else {
            throw .drawing("a layout without a symbol")
        }
        let size = SymbolOutlook.Size(
            hostLength: host.text.count, version: sizing.encoder.version, level: sizing.encoder.level,
            module: Millimetres(points: place.module), dots: place.dots,
            side: Millimetres(points: place.module * Double(sizing.encoder.width)))
        return (size, sizing)
    }
}

import Facility
import LabelSymbol

/// The symbols of one host in a job: their size, and each as it is needed.
final class HostSymbols {
    let sizing: SymbolSizing
    private var series: SymbolSeries?
    private var madeCount = 0

    /// So many single symbols take as long as the tables of a series.
    private static let seriesWorth = 60

    init(_ sizing: SymbolSizing) { self.sizing = sizing }

    func symbol(for code: LabelCode) throws(LabelPrintingError) -> QRSymbol {
        do {
            if let series { return series.symbol(for: code) }
            madeCount += 1
            if madeCount > Self.seriesWorth { series = try SymbolSeries(sizing.encoder) }
            return try sizing.encoder.symbol(for: code)
        } catch {
            throw .symbol(host: sizing.encoder.host.text, error)
        }
    }
}

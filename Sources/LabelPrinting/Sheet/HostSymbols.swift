import Facility
import LabelSymbol

/// The symbols of one host in a job: their size, and each as it is needed.
final class HostSymbols {
    let sizing: SymbolSizing
    private var series: SymbolSeries?
    private var madeCount = 0

    /// So many single symbols take as long as the tables of a series.
    static let seriesWorth = 60

    /// - Parameter isOfLargeJob: the tables are made at once.
    init(_ sizing: SymbolSizing, isOfLargeJob: Bool) {
        self.sizing = sizing
        madeCount = isOfLargeJob ? Self.seriesWorth : 0
    }

    func symbol(for code: LabelCode) throws(LabelPrintingError) -> QRSymbol {
        do {
            if let series { return series.symbol(for: code) }
            guard madeCount >= Self.seriesWorth else {
                madeCount += 1
                return try sizing.encoder.symbol(for: code)
            }
            let made = try SymbolSeries(sizing.encoder)
            series = made
            return made.symbol(for: code)
        } catch {
            throw .symbol(host: sizing.encoder.host.text, error)
        }
    }
}

import Ledger
import TicketTracking

extension RateSheet {
    /// - Parameter say: the sentence of a key, in the reader's language.
    func lines(_ say: (String) -> String) -> RateLines {
        RateLines(
            from: Gateway.text(from), until: Gateway.text(until), position: position.rawValue,
            countedAt: Gateway.text(countedAt), total: total.map { $0.line(say) },
            by: grouping?.rawValue,
            groups: groups.map { group in
                RateLines.Group(name: group.name, rates: group.rates.map { $0.line(say) })
            })
    }
}

extension ServiceRate {
    fileprivate func line(_ say: (String) -> String) -> RateLine {
        RateLine(
            rate: name.rawValue, name: say("rate.\(name.rawValue).name"),
            formula: say("rate.\(name.rawValue).formula"), numerator: numerator, denominator: denominator,
            percent: basisPoints.map { points in
                "\(points / 100).\(points % 100 < 10 ? "0" : "")\(points % 100)"
            })
    }
}

import LabelSymbol

/// A label whose symbol is made and whose texts are set, ready to be drawn anywhere.
struct ComposedLabel {
    var content: LabelContent
    var symbol: QRSymbol
    var sizing: SymbolSizing
    var setting: LabelSetting

    /// Where its symbols are drawn, on whole dots.
    ///
    /// - Parameters:
    ///   - left: of the label on its page, in points.
    ///   - top: of the label on its page, in points.
    func symbolPlaces(_ printer: PrinterProfile, left: Double, top: Double) -> [SymbolPlace] {
        sizing.places.map { place in
            SymbolPlace(
                left: Millimetres(points: printer.snapped(left + place.left)),
                top: Millimetres(points: printer.snapped(top + place.top)),
                module: Millimetres(points: place.module), width: symbol.width)
        }
    }

    /// As it is recorded.
    ///
    /// - Parameter place: counted over all sheets of the job, from 0.
    func pressed(at place: Int, labelsPerSheet: Int, _ symbols: [SymbolPlace]) -> PressedLabel {
        PressedLabel(
            code: content.code, reference: content.reference, host: content.host, version: symbol.version,
            level: symbol.level, mask: symbol.mask, page: place / labelsPerSheet + 1,
            position: place % labelsPerSheet + 1, places: symbols, warnings: setting.warnings)
    }
}

/// Composes the labels of a job, one after the other, on one thread.
final class LabelComposer {
    private let press: SheetPress
    private let setter: LabelSetter
    private let count: Int
    private var hosts: [LabelHost: HostSymbols] = [:]
    /// Of encoding and setting.
    private(set) var times = PressTimes()

    /// - Parameter count: labels of the job.
    init(_ press: SheetPress, _ typeCase: TypeCase, count: Int) throws(LabelPrintingError) {
        self.press = press
        self.count = count
        setter = try LabelSetter(press, typeCase)
    }

    func compose(_ label: LabelContent) throws(LabelPrintingError) -> ComposedLabel {
        let start = PressTimes.now()
        let host = try symbols(of: label.host)
        let symbol = try host.symbol(for: label.code)
        let encoded = PressTimes.now()
        let setting = try setter.setting(of: label, host.sizing)
        times.encode += encoded - start
        times.shape += PressTimes.now() - encoded
        return ComposedLabel(content: label, symbol: symbol, sizing: host.sizing, setting: setting)
    }

    private func symbols(of host: LabelHost) throws(LabelPrintingError) -> HostSymbols {
        if let known = hosts[host] { return known }
        let made = HostSymbols(
            try SymbolSizing(
                host: host, layout: press.layout, printer: press.printer, form: press.symbolForm),
            isOfLargeJob: count > HostSymbols.seriesWorth)
        hosts[host] = made
        return made
    }
}

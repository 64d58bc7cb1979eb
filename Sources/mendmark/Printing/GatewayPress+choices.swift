import Facility
import LabelPrinting
import ScanGateway

extension GatewayPress {
    /// Without a profile; a printer that was calibrated comes first.
    private static let resolutions = [600, 300, 1200, 203]
    /// As the command line has them.
    private static let usualStock = "avery-l7160"
    private static let usualDesign = "door-plate"

    func readChoices() throws(PressProblem) -> PressChoices {
        let (designs, stocks) = try templates()
        return PressChoices(
            stocks: stocks.map { stock in
                PressChoices.Stock(
                    key: stock.name, title: stock.title,
                    size: stock.lengths == nil
                        ? "\(stock.labelWidth.plain) × \(stock.labelHeight.plain) mm"
                        : "\(stock.labelWidth)",
                    columns: stock.columns, labelsPerSheet: stock.labelsPerSheet,
                    designs: designs.filter { Self.fits($0, stock) }.map(\.name))
            }.filter { !$0.designs.isEmpty },
            designs: designs.map { PressChoices.Named(key: $0.name, title: $0.title) },
            printers: try printers())
    }

    private func printers() throws(PressProblem) -> [PressChoices.Printer] {
        var printers: [PressChoices.Printer] = []
        for name in folder.printerNames {
            let file: PrinterFile
            do { file = try folder.printer(named: name) } catch { throw .template("\(error)") }
            let trays = file.trays.map(\.name)
            for tray in trays.isEmpty ? [nil] : trays.map(Optional.some) {
                let title = tray.map { "\(name) · \($0)" } ?? name
                printers.append(
                    PressChoices.Printer(
                        key: tray.map { "\(name).\($0)" } ?? name, title: LocalizedName(zh: title, en: title),
                        dotsPerInch: file.dotsPerInch))
            }
        }
        return printers
            + Self.resolutions.map { dots in
                let title = LocalizedName(
                    zh: "\(dots) dpi 打印机，未校准", en: "Printer of \(dots) dpi, not calibrated")
                return PressChoices.Printer(key: String(dots), title: title, dotsPerInch: dots)
            }
    }

    private func templates() throws(PressProblem) -> ([LabelDesign], [LabelStock]) {
        func usualFirst(_ names: [String], _ usual: String) -> [String] {
            names.filter { $0 == usual } + names.filter { $0 != usual }
        }
        do {
            return (
                try usualFirst(folder.designNames, Self.usualDesign).map { try folder.design(named: $0) },
                try usualFirst(folder.stockNames, Self.usualStock).map { try folder.stock(named: $0) }
            )
        } catch {
            throw .template("\(error)")
        }
    }

    /// As `SheetPress` sees it.
    private static func fits(_ design: LabelDesign, _ stock: LabelStock) -> Bool {
        (try? design.laidOut(on: stock)) != nil
    }

    /// - Parameter key: `NAME.TRAY` or `NAME` of a printer's file, else a resolution.
    func profile(_ key: String) throws -> PrinterProfile? {
        let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
        guard let name = parts.first else { return nil }
        if folder.printerNames.contains(name) {
            do {
                return try folder.printer(named: name).profile(tray: parts.count > 1 ? parts[1] : nil)
            } catch {
                throw PressProblem.template("\(error)")
            }
        }
        return Int(key).flatMap { PrinterProfile(dotsPerInch: $0) }
    }
}

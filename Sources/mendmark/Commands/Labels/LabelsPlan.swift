import ArgumentParser
import Facility
import LabelPrinting
import LabelSymbol

struct LabelsPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract:
            "Say what symbol labels will have, from how far it is scanned, and what a shorter host would gain.",
        discussion: flowing(
            """
            With --stock it tells of that one; without, a line for every stock that the design fits. Nothing is printed and
            nothing changes.
            """))

    @OptionGroup var options: SiteOptions
    @Option(help: "Label stock (default: all that the design fits).") var stock: String?
    @Option(help: "Label design.") var design = "door-plate"
    @OptionGroup var printer: PrinterOptions
    @Option(help: "Another host than the site's first, to see what it would change.") var host: String?

    func run() async throws {
        let folder = options.folder
        try folder.requireExisting()
        let configuration = try await SiteConfiguration.load(folder)
        let assets = try AssetFolder.find(configured: configuration.assets)
        let templates = assets.templates(of: folder)
        let profile = try printer.profile(templates)
        let host = try LabelHost(host ?? configuration.hosts[0])
        let design = try templates.design(named: design)
        let words = try assets.labelWords()
        if let stock {
            let press = try SheetPress(
                stock: templates.stock(named: stock), design: design, words: words, printer: profile)
            for line in try SymbolReport(press, host).sentences { print(line) }
            return
        }
        print(
            "\(design.name) for \(host.lowercased) (\(host.text.count) characters) at \(profile.dotsPerInch) dpi"
        )
        print(SymbolReport.heading)
        for name in templates.stockNames {
            let stock = try templates.stock(named: name)
            guard try design.laidOut(on: stock) != nil else { continue }
            let press = try SheetPress(stock: stock, design: design, words: words, printer: profile)
            print(try SymbolReport(press, host).row)
        }
    }
}

/// A symbol's outlook in words.
struct SymbolReport {
    private let press: SheetPress
    private let host: LabelHost
    private let outlook: SymbolOutlook

    init(_ press: SheetPress, _ host: LabelHost) throws {
        self.press = press
        self.host = host
        // Any code will do: the number 1's is never minted by chance.
        guard let code = LabelCode(bits: 1) else { throw OperatorFailure.unexpectedReply }
        outlook = try press.outlook(for: host, code: code)
    }

    static let heading = row("stock", "layout", "symbol", "module", "dots", "scanned from", "")

    var row: String {
        let size = outlook.size
        return Self.row(
            press.stock.name, press.layout.name, "\(size.version)-\(size.level.rawValue)", "\(size.module)",
            "\(size.dots)", Self.metres(size.scanningDistance),
            outlook.findings.isEmpty ? "" : "too fine: see --stock \(press.stock.name)")
    }

    var sentences: [String] {
        let size = outlook.size
        var lines = [
            "\(press.design.name) (\(press.layout.name)) on \(press.stock.name), \(press.stock), at "
                + "\(press.printer.dotsPerInch) dpi",
            "  host     \(host.lowercased), \(host.text.count) characters",
            "  symbol   version \(size.version), level \(size.level.rawValue), \(size.side) wide without its quiet zone",
            "  module   \(size.module), \(size.dots) printer dots",
            "  scanned  from about \(Self.metres(size.scanningDistance)) (ten times the symbol's width)",
        ]
        for finding in outlook.findings {
            lines.append("  refused  \(finding.field): expected \(finding.expected), found \(finding.found)")
        }
        for other in outlook.shorter {
            lines.append(
                "  shorter  a host of \(other.hostLength) characters or fewer: version \(other.version), level "
                    + "\(other.level.rawValue), module \(other.module) (\(other.dots) dots), scanned from about "
                    + Self.metres(other.scanningDistance))
        }
        if outlook.shorter.isEmpty { lines.append("  shorter  a shorter host would gain nothing") }
        return lines
    }

    private static func metres(_ length: Millimetres) -> String {
        let centimetres = Int((length.value / 10).rounded())
        return "\(centimetres / 100).\(centimetres % 100 < 10 ? "0" : "")\(centimetres % 100) m"
    }

    private static func row(_ cells: String...) -> String {
        var line = ""
        for (cell, width) in zip(cells, [24, 11, 8, 9, 6, 14, 0]) {
            line += cell + String(repeating: " ", count: max(1, width - cell.count))
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}

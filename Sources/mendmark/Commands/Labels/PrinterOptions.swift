import ArgumentParser
import LabelPrinting

/// Which printer labels come from.
struct PrinterOptions: ParsableArguments {
    @Option(help: "A printer that was calibrated: a file of PrintTemplates/printers in the site's folder.")
    var printer: String?
    @Option(help: "The printer's tray, whose correction counts (default: the one that was calibrated first).")
    var tray: String?
    @Option(help: "The resolution in dots an inch (default: the printer's, else 600).") var dpi: Int?

    static let dotsUsually = 600

    func validate() throws {
        guard tray == nil || printer != nil else {
            throw ValidationError("--tray: expected beside --printer, found alone")
        }
        guard printer == nil || dpi == nil else {
            throw ValidationError("--dpi: expected nothing beside --printer, which says its own")
        }
    }

    /// - Throws: `ValidationError`, `TemplateFault`.
    func profile(_ templates: PrintTemplates) throws -> PrinterProfile {
        guard let printer else {
            let dots = dpi ?? Self.dotsUsually
            guard let profile = PrinterProfile(dotsPerInch: dots) else {
                throw ValidationError("--dpi: expected 100 to 2400, found \(dots)")
            }
            return profile
        }
        let file = try templates.printer(named: printer)
        guard let profile = file.profile(tray: tray) else {
            let known = file.trays.map(\.name)
            throw ValidationError(
                "--tray: expected \(known.isEmpty ? "none" : "one of " + known.joined(separator: ", ")), "
                    + "found \(tray ?? "none")")
        }
        return profile
    }
}

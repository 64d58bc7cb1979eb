import ArgumentParser
import Facility
import Foundation
import LabelPrinting
import ScanGateway
import SiteFiles

/// How labels come to paper; the same for every command that prints some.
struct PressOptions: ParsableArguments {
    enum Cover: String, ExpressibleByArgument, CaseIterable { case beside, first, none }

    @Option(help: "Label stock, a file of PrintTemplates/stocks.") var stock = "avery-l7160"
    @Option(help: "Label design, a file of PrintTemplates/designs.") var design = "door-plate"
    @OptionGroup var printer: PrinterOptions
    @Option(help: "Threads that press at once (default: all cores, as far as there is work for them).")
    var cores = ProcessInfo.processInfo.activeProcessorCount
    @Option(
        name: .customLong("start-at"),
        help: "First free label on the first sheet, from 1, row by row (default: part-used sheets first).")
    var startAt: Int?
    @Flag(name: .customLong("no-wallet"), help: "Fresh sheets only; remember no part-used one.")
    var noWallet = false
    @Option(
        help:
            "The checklist to walk with: beside (NAME-cover.pdf, on plain paper; so by default), first (in the PDF itself) or none."
    ) var cover: Cover?
    @Option(help: "A file for what stands where, .csv or .json; may be repeated.") var manifest: [String] = []
    @Option(
        name: [.short, .long],
        help: """
            The file to write; its end says as what: .pdf, for a single label .svg or .png, for a roll printer .zpl or \
            .tspl.
            """)
    var output: String
    @Option(help: "For .zpl: who makes the symbols, the printer (^BQ) or Mendmark, as dots (^GF).")
    var symbols = SymbolMaker.printer
    @Option(
        help: """
            Pre-check a PDF before it is recorded as printed: a sample of its labels (one in 20, 5 or more; so by default), \
            all, or none.
            """)
    var proof: Proof?
    @Option(name: .customLong("as"), help: "Sign-in name of whoever prints (default: the operator).")
    var actAs: String?

    enum Proof: String, ExpressibleByArgument, CaseIterable { case sample, all, none }

    func validate() throws {
        try LabelManifest.check(manifest)
        guard (1...64).contains(cores) else {
            throw ValidationError("--cores: expected 1 to 64, found \(cores)")
        }
        guard cover != .first || format == .pdf else {
            throw ValidationError("--cover first: expected a .pdf as --output, found \(output)")
        }
        guard canBeProved || proof == nil || proof == Proof.none else {
            throw ValidationError("--proof: expected a PDF in a file as --output, found \(output)")
        }
    }

    /// - Throws: `ValidationError`, `LabelPrintingError`, `PhrasebookError`.
    func press(_ site: OpenSite) throws -> SheetPress {
        let templates = site.assets.templates(of: site.folder)
        return try SheetPress(
            stock: templates.stock(named: stock), design: templates.design(named: design),
            words: try site.labelWords(), printer: try printer.profile(templates))
    }

    func layout(_ press: SheetPress) -> SheetLayout {
        SheetLayout(
            stock: press.stock.name, labelsPerSheet: press.stock.labelsPerSheet, startAt: startAt,
            usesWallet: !noWallet && format == .pdf)
    }

    /// What is written to a device can't be looked at afterwards, and what goes to a roll printer is dots already.
    var canBeProved: Bool { format == .pdf && !output.hasPrefix("/dev/") }

    var format: OutputFormat { OutputFormat(path: output) }

    /// nil: none is wanted, or there is no file beside which it could stand.
    var coverPath: String? {
        guard cover == nil && !format.isSingle || cover == .beside, !output.hasPrefix("/dev/") else {
            return nil
        }
        let ending = ".\(format.rawValue)"
        let stem = output.lowercased().hasSuffix(ending) ? String(output.dropLast(ending.count)) : output
        return stem + "-cover.pdf"
    }
}

/// Which part of the register labels are for.
struct ScopeOptions: ParsableArguments {
    @Option(help: "A campus's reference: everything in it.") var campus: String?
    @Option(help: "A building's reference: everything in it.") var building: String?
    @Option(help: "A floor's reference: everything on it.") var floor: String?
    @Option(name: .customLong("reference"), help: "A place's or device's own reference; may be repeated.")
    var references: [String] = []
    @Flag(help: "Everything in the site.") var all = false

    func validate() throws {
        let scopes =
            [campus, building, floor].compactMap { $0 }.count + (references.isEmpty ? 0 : 1) + (all ? 1 : 0)
        guard scopes == 1 else {
            throw ValidationError(
                "Say what is meant by one of --campus, --building, --floor, --reference, --all.")
        }
    }

    var scope: LabelScope {
        all ? .site : .references([campus, building, floor].compactMap { $0 } + references)
    }

    /// As a print run's title says it, at most as long as one may be.
    var title: String {
        let text = campus ?? building ?? floor ?? (all ? "site" : references.joined(separator: ", "))
        return String(text.prefix(BatchOrder.titleMax))
    }
}

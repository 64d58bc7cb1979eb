import ArgumentParser
import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import ScanGateway

struct LabelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "Print labels to a PDF; replace or revoke one.",
        subcommands: [LabelsPrint.self, LabelsReplace.self, LabelsRevoke.self],
        defaultSubcommand: LabelsPrint.self)
}

struct LabelsPrint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Print labels to a PDF; `mendmark labels` alone does this.",
        discussion: """
            Everything in the scope that has no label yet gets one; what has one is printed again with the same code. Labels
            come in walking order. Print the PDF at 100 % (no fit to page).
            """)

    @OptionGroup var options: SiteOptions

    @Option(help: "A campus's reference: everything in it.") var campus: String?
    @Option(help: "A building's reference: everything in it.") var building: String?
    @Option(help: "A floor's reference: everything on it.") var floor: String?
    @Option(name: .customLong("reference"), help: "A place's or device's own reference; may be repeated.")
    var references: [String] = []
    @Flag(help: "Everything in the site.") var all = false

    @Option(help: "Label stock, a file of PrintTemplates/stocks.") var stock = "avery-l7160"
    @Option(help: "Label design, a file of PrintTemplates/designs.") var design = "door-plate"
    @Option(name: .customLong("start-at"), help: "First free label on the first sheet, from 1, row by row.")
    var startAt = 1
    @Option(help: "The printer's resolution in dots an inch.") var dpi = 600
    @Option(name: [.short, .long], help: "The PDF to write.") var output: String

    func validate() throws {
        let scopes =
            [campus, building, floor].compactMap { $0 }.count + (references.isEmpty ? 0 : 1) + (all ? 1 : 0)
        guard scopes == 1 else {
            throw ValidationError(
                "Say what to print by one of --campus, --building, --floor, --reference, --all.")
        }
    }

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let press = try makePress(site)
        let (labels, batch) = try await printableLabels(site)
        guard !labels.isEmpty else {
            throw ValidationError("There is nothing in that scope that bears a label.")
        }
        let host = try LabelHost(site.configuration.hosts[0])
        let hotline = try site.hotline()
        let now = SystemClock.now()
        let job = PrintJob(
            labels: labels.map { content($0, host, site, hotline) }, title: title, createdAt: now,
            startAt: startAt)
        let progress = ProgressLine("Printing labels")
        let sheet = try press.press(job, to: output) { progress.update($0, of: $1) }
        progress.end()
        let issued = zip(labels, sheet.labels).map { label, pressed in
            PrintedLabel(
                code: pressed.code,
                issue: pressed.issue(number: label.issues + 1, batch: batch, printedAt: now))
        }
        _ = try await site.desk.perform(.recordPrinted(issued, batch: batch))
        report(sheet, batch)
    }

    private static let warningsShownMax = 10

    private var title: String {
        "Mendmark labels: "
            + (campus ?? building ?? floor ?? (all ? "site" : references.joined(separator: ", ")))
    }

    private func makePress(_ site: OpenSite) throws -> SheetPress {
        guard let printer = PrinterProfile(dotsPerInch: dpi) else {
            throw ValidationError("--dpi: expected 100 to 2400, found \(dpi)")
        }
        let templates = PrintTemplates(folder: site.assets.printTemplates)
        return try SheetPress(
            stock: templates.stock(named: stock), design: templates.design(named: design),
            words: try site.labelWords(), printer: printer)
    }

    private func printableLabels(_ site: OpenSite) async throws -> ([PrintableLabel], BatchID) {
        let scope: LabelScope =
            all ? .site : .references([campus, building, floor].compactMap { $0 } + references)
        let reply = try await ProgressLine("Minting labels").during { [site] in
            try await site.desk.perform(.labels(scope))
        }
        guard case .labels(let labels, let batch) = reply else { throw OperatorFailure.unexpectedReply }
        return (labels, batch)
    }

    private func content(
        _ label: PrintableLabel, _ host: LabelHost, _ site: OpenSite, _ hotline: String?
    ) -> LabelContent {
        let path = label.path.text(in: site.configuration.language)
        return LabelContent(
            code: label.code, host: host, name: label.name, reference: label.reference,
            path: path.isEmpty ? nil : path, placement: label.placement,
            hotline: hotline)
    }

    private func report(_ sheet: PressedSheet, _ batch: BatchID) {
        let symbols = Dictionary(grouping: sheet.labels) { "\($0.version)-\($0.level.rawValue)" }
        let kinds = symbols.keys.sorted().map { "\(symbols[$0]?.count ?? 0) of \($0)" }.joined(
            separator: ", ")
        let files =
            sheet.files.count > 1 ? "\(sheet.files[0]) to \(sheet.files[sheet.files.count - 1])" : output
        print(
            "\(files): \(sheet.labels.count) labels on \(sheet.pages) pages, batch \(batch), symbols: \(kinds)"
        )
        for family in sheet.missingFamilies {
            print("The font \(family) isn't installed; another took its place.")
        }
        let warned = sheet.labels.filter { !$0.warnings.isEmpty }
        for label in warned.prefix(Self.warningsShownMax) {
            for warning in label.warnings { print("  \(label.reference): \(warning.sentence)") }
        }
        if warned.count > Self.warningsShownMax {
            print("  … and \(warned.count - Self.warningsShownMax) more labels with warnings")
        }
    }
}

extension LabelWarning {
    fileprivate var sentence: String {
        switch self {
        case .shortened(let text): "“\(text)” didn't fit and ends in an ellipsis"
        case .symbol(let warning): "the symbol: \(warning)"
        }
    }
}

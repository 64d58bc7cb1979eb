import ArgumentParser
import Facility
import Foundation
import LabelPrinting
import Wording

struct LabelsCalibrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Measure how a printer's tray misplaces what it prints, and correct it from then on.",
        discussion: flowing(
            """
            First `--printer NAME --output ruler.pdf` makes a page with a line along each edge, and a picture of how to read it.
            Print it at 100 % from the tray, measure how far each line lies from its edge of the paper, and type the four
            numbers: `--printer NAME --tray TRAY --left 20.5 --right 19.5 --top 21 --bottom 19`. They are kept in the site's
            folder, in PrintTemplates/printers/NAME.yaml, and count for every stock that is printed with `--printer NAME
            --tray TRAY`. Then `--check --stock STOCK --output check.pdf` makes the labels' outlines, to print on plain paper
            and hold against the stock.
            """))

    @OptionGroup var options: SiteOptions
    @Option(help: "The printer's name, a-z, 0-9 and '-'.") var printer: String
    @Option(help: "The tray, a-z, 0-9 and '-'.") var tray = "main"
    @Option(help: "The printer's resolution in dots an inch (default: as it was, else 600).") var dpi: Int?
    @Option(help: "The stock whose page is measured or checked.") var stock = "avery-l7160"
    @Flag(help: "Make the outlines of the stock's labels, corrected.") var check = false
    @Option(help: "Read off the page, in millimetres.") var left: Double?
    @Option(help: "Read off the page, in millimetres.") var right: Double?
    @Option(help: "Read off the page, in millimetres.") var top: Double?
    @Option(help: "Read off the page, in millimetres.") var bottom: Double?
    @Option(name: [.short, .long], help: "The PDF to write: the ruler page, or with --check the outlines.")
    var output: String?

    private var numbers: [Double?] { [left, right, top, bottom] }

    func validate() throws {
        guard PrintTemplates.isPlain(printer), PrintTemplates.isPlain(tray) else {
            throw ValidationError("--printer, --tray: expected names of a-z, 0-9 and '-'")
        }
        let count = numbers.count { $0 != nil }
        guard count == 0 || count == 4 else {
            throw ValidationError(
                "expected all of --left, --right, --top and --bottom, found \(count) of them")
        }
        guard (count == 4) != (output != nil) else {
            throw ValidationError("expected either --output or the four numbers that were read")
        }
    }

    func run() async throws {
        let folder = options.folder
        try folder.requireExisting()
        let configuration = try await SiteConfiguration.load(folder)
        let assets = try AssetFolder.find(configured: configuration.assets)
        let templates = assets.templates(of: folder)
        let stock = try templates.stock(named: stock)
        if let left, let right, let top, let bottom {
            let reading = try RulerReading(
                pageWidth: stock.pageWidth.value, pageHeight: stock.pageHeight.value, left: left,
                right: right,
                top: top, bottom: bottom)
            try keep(reading, templates, folder)
        } else if let output {
            let now = SystemClock.now()
            if check {
                let file = try templates.printer(named: printer)
                guard let profile = file.profile(tray: tray) else {
                    let known = file.trays.map(\.name).joined(separator: ", ")
                    throw ValidationError("--tray: expected one of \(known), found \(tray)")
                }
                let page = CheckPage(stock, profile, note: "\(printer), \(tray)")
                try page.press(at: now, to: output)
            } else {
                try rulerPage(stock, assets).press(at: now, to: output)
            }
            print("\(output): print it at 100 % (no fit to page), from tray \(tray) of \(printer).")
        }
    }

    private func keep(_ reading: RulerReading, _ templates: PrintTemplates, _ folder: SiteFolder) throws {
        var file =
            templates.printerNames.contains(printer)
            ? try templates.printer(named: printer)
            : PrinterFile(name: printer, dotsPerInch: dpi ?? PrinterOptions.dotsUsually)
        if let dpi { file.dotsPerInch = dpi }
        guard PrinterProfile(dotsPerInch: file.dotsPerInch) != nil else {
            throw ValidationError("--dpi: expected 100 to 2400, found \(file.dotsPerInch)")
        }
        guard file.set(reading, tray: tray) else {
            throw ValidationError("--tray: expected at most 40 characters and 20 trays, found \(tray)")
        }
        let path = "\(folder.printTemplates)/printers/\(printer).yaml"
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder.printTemplates)/printers", withIntermediateDirectories: true)
        } catch {
            throw SiteError.file(path: path, reason: error.localizedDescription)
        }
        try Data(file.yaml.utf8).writeWhole(to: path)
        let correction = reading.correction
        print(
            "\(path): tray \(tray) shifts by \(Self.text(correction.offsetX)) mm to the right and "
                + "\(Self.text(correction.offsetY)) mm down, and prints at \(Self.text(correction.scaleX * 100)) % across and "
                + "\(Self.text(correction.scaleY * 100)) % down. `labels … --printer \(printer) --tray \(tray)` corrects that."
        )
    }

    private func rulerPage(_ stock: LabelStock, _ assets: AssetFolder) throws -> RulerPage {
        let book = try Phrasebook(folder: assets.assets + "/Locales")
        func name(_ key: String) -> LocalizedName {
            LocalizedName(
                zh: book.text("calibrate.\(key)", in: .zh), en: book.text("calibrate.\(key)", in: .en))
        }
        let words = RulerPage.Words(
            title: name("title"), steps: ["print", "measure", "type", "check"].map { name("step.\($0)") },
            left: name("left"), right: name("right"), top: name("top"), bottom: name("bottom"),
            paperEdge: name("paperEdge"), line: name("line"))
        return RulerPage(
            width: stock.pageWidth, height: stock.pageHeight, words: words,
            command: "mendmark labels calibrate --printer \(printer) --tray \(tray) --stock \(self.stock) "
                + "--left … --right … --top … --bottom …")
    }

    /// To a hundredth.
    private static func text(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}

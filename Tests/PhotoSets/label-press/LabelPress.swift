import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Ledger

/// `label-press --seed N --output DIR --templates DIR SITE…`: prints the labels that photo sets show, one PNG each, by the
/// product's own press.
///
/// A SITE is `HOST,REGISTERED,PRINTED`: a host, how many codes its register holds, and how many labels are printed; the
/// printed ones are the register's first, or strangers to it where it holds fewer. Writes `register.tsv` (code, host,
/// version, level) and `labels.json`. Equal arguments give equal files.
@main
struct LabelPress {
    enum Failure: Error { case usage(String) }

    private let seed: UInt64
    private let output: URL
    private let sites: [PhotographedSite]
    private let presses: [SheetPress]

    static func main() {
        do {
            try LabelPress(Array(CommandLine.arguments.dropFirst())).run()
        } catch {
            FileHandle.standardError.write(Data("label-press: \(error)\n".utf8))
            exit(1)
        }
    }

    private init(_ arguments: [String]) throws {
        var options: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.first, name.hasPrefix("--") {
            guard ["--seed", "--output", "--templates"].contains(name), rest.count > 1 else {
                throw Failure.usage("unexpected \(name)")
            }
            options[name] = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
        }
        guard let seed = options["--seed"].flatMap({ UInt64($0) }), let output = options["--output"],
            let templates = options["--templates"], !rest.isEmpty
        else { throw Failure.usage("expected --seed, --output, --templates and sites") }
        self.seed = seed
        self.output = URL(filePath: output)
        sites = try rest.map(PhotographedSite.init(argument:))
        presses = try Self.presses(PrintTemplates(folder: templates))
    }

    /// What hangs on doors, walls and machines.
    private static func presses(_ templates: PrintTemplates) throws -> [SheetPress] {
        let words = LabelWords(
            scan: LocalizedName(zh: "扫码报修", en: "Scan to report a fault"),
            host: LocalizedName(zh: "仅认此网址", en: "Only this address is ours"),
            hotline: LocalizedName(zh: "报修电话", en: "Hotline"))
        let pairs = [
            ("avery-l7160", "door-plate"), ("thermal-60x40-gap", "door-plate"), ("avery-l7160", "wall-plate"),
        ]
        // 9 or 10 dots a module: the photos show 7 pixels at most.
        guard let printer = PrinterProfile(dotsPerInch: 300) else { return [] }
        return try pairs.map { stock, design in
            try SheetPress(
                stock: templates.stock(named: stock), design: templates.design(named: design), words: words,
                printer: printer)
        }
    }

    private func run() throws {
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        var register = ""
        var pictures: [LabelPicture] = []
        for (number, site) in sites.enumerated() {
            var codes = SeededCodes(seed: seed &+ UInt64(number) << 32)
            let encoder = try SymbolEncoder(host: site.host)
            for index in 0..<max(site.registered, site.printed) {
                let code = codes.next()
                if index < site.registered {
                    register +=
                        "\(code.compact)\t\(site.host)\t\(encoder.version)\t\(encoder.level.rawValue)\n"
                }
                guard index < site.printed else { continue }
                pictures.append(
                    try print(code, site, number: pictures.count, isRegistered: index < site.registered))
            }
        }
        try Data(register.utf8).write(to: output.appending(path: "register.tsv"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(pictures).write(to: output.appending(path: "labels.json"))
    }

    private func print(
        _ code: LabelCode, _ site: PhotographedSite, number: Int, isRegistered: Bool
    ) throws -> LabelPicture {
        let press = presses[number % presses.count]
        let room = "\(1 + number % 6)\(10 + number * 7 % 90)"
        let label = LabelContent(
            code: code, host: site.host, name: LocalizedName(zh: "教学楼 \(room)", en: "Teaching \(room)"),
            reference: "T-\(room)", path: "兴庆校区 · 教学楼", points: ["A\(room)-01"], hotline: "029-8266 8888")
        let file = "label-\(number).png"
        let job = PrintJob(labels: [label], title: "Photo set", createdAt: Instant(seconds: 1_790_000_000))
        let pressed = try press.press(job, as: .png, to: output.appending(path: file).path)
        return try LabelPicture(
            pressed.labels[0], file: file, dotsPerInch: press.printer.dotsPerInch, isRegistered: isRegistered)
    }
}

import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Ledger

/// `sheet-bench peers|product --rows CSV --output PDF [--logo PNG] [--cores N] [--times]`: one sheet as a whole process.
///
/// `peers` draws what the peers draw (../../Peers/labels/layout.md), untagged; `product` the door plate that is sold.
@main
struct SheetBench {
    enum Failure: Error { case usage(String) }

    private let isProduct: Bool
    private let options: [String: String]
    private let showsTimes: Bool

    static func main() throws {
        do {
            try SheetBench(Array(CommandLine.arguments.dropFirst())).run()
        } catch {
            FileHandle.standardError.write(Data("sheet-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private init(_ arguments: [String]) throws {
        guard let kind = arguments.first, ["peers", "product"].contains(kind) else {
            throw Failure.usage("expected peers or product")
        }
        var options: [String: String] = [:]
        var rest = arguments.dropFirst().filter { $0 != "--times" }[...]
        while let name = rest.popFirst() {
            guard ["--rows", "--output", "--logo", "--cores"].contains(name), let value = rest.popFirst()
            else {
                throw Failure.usage("unexpected \(name)")
            }
            options[name] = value
        }
        isProduct = kind == "product"
        showsTimes = arguments.contains("--times")
        self.options = options
    }

    private func run() throws {
        guard let path = options["--rows"], let output = options["--output"] else {
            throw Failure.usage("expected --rows and --output")
        }
        let rows = try RowFile(path: path, isProduct: isProduct)
        let press = try makePress()
        var heading = SheetHeading(title: "Label bench", createdAt: Instant(seconds: 1_790_000_000))
        heading.isTagged = isProduct
        heading.hasMarks = isProduct
        heading.cores = options["--cores"].flatMap(Int.init) ?? 1
        let times: ((PressTimes) -> Void)? = showsTimes ? { show($0, rows.count) } : nil
        try press.press(rows, heading: heading, to: output, times: times) { _, _ in }
        if showsTimes { try showLibrary(rows) }
    }

    private func makePress() throws -> SheetPress {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let name = LocalizedName(zh: "扫码报修", en: "Scan to report a fault")
        let words = LabelWords(
            scan: name, host: LocalizedName(zh: "仅认此网址", en: "Only this address is ours"),
            hotline: LocalizedName(zh: "报修电话", en: "Hotline"))
        if isProduct {
            let root = checkout.deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            let templates = PrintTemplates(folder: root.appending(path: "PrintTemplates").path)
            return try SheetPress(
                stock: templates.stock(named: "avery-l7160"), design: templates.design(named: "door-plate"),
                words: words)
        }
        let templates = PrintTemplates(folder: checkout.appending(path: "Templates").path)
        var press = try SheetPress(
            stock: templates.stock(named: "peers-sheet"), design: templates.design(named: "peers-sheet"),
            words: words)
        press.symbolForm = .capitals
        if let logo = options["--logo"] {
            let box = Box(
                left: Millimetres(29.6333), top: Millimetres(14.8167), width: Millimetres(10.5833),
                height: Millimetres(10.5833))
            press.pictures = [PictureField(file: logo, box: box)]
        }
        return press
    }

    /// Microseconds a label.
    private func show(_ times: PressTimes, _ count: Int) {
        for (name, nanoseconds) in [
            ("encode", times.encode), ("shape", times.shape), ("draw", times.draw), ("write", times.write),
        ] {
            print("\(name)_time", (Double(nanoseconds) / Double(count) / 100).rounded() / 10, "us")
        }
    }

    /// What libqrencode takes for the same texts, and a series.
    private func showLibrary(_ rows: RowFile) throws {
        let labels = Array(rows.labels(0..<min(2000, rows.count)))
        guard let host = labels.first?.host else { return }
        let encoder = try SymbolEncoder(
            host: host, floor: isProduct ? .quartile : .medium, form: isProduct ? .label : .capitals)
        let series = try SymbolSeries(encoder)
        var dark = 0
        let clock = ContinuousClock()
        let ours = clock.measure { for label in labels { dark += series.symbol(for: label.code).mask } }
        let theirs = try clock.measure {
            for label in labels { dark += try encoder.librarySymbolWidth(for: label.code) }
        }
        print("libqrencode_time", (theirs / labels.count / .nanoseconds(100)).rounded() / 10, "us")
        print("encode_vs_libqrencode", (theirs / ours * 10).rounded() / 10, "ratio")
    }
}

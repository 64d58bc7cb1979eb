import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Testing

@Suite("The design library")
struct DesignLibraryTests {
    struct Pair: CustomTestStringConvertible, Sendable {
        var design: String
        var stock: String
        var testDescription: String { "\(design) on \(stock)" }
    }

    /// Which stocks each design takes.
    static let pairs: [Pair] = [
        "door-plate": [
            "avery-l7159", "avery-l7160", "avery-l7161", "avery-l7162", "avery-l7163", "avery-l7164",
            "avery-l7165", "avery-l7654", "avery-l4736", "avery-l6009", "a4-70x37", "avery-5160",
            "avery-5161", "avery-5162",
            "avery-5163", "avery-5164", "brother-dk-11201", "brother-dk-11209", "brother-dk-11202",
            "brother-dk-22205", "dymo-99010", "dymo-99012", "dymo-99014", "thermal-50x30-gap",
            "thermal-50x30-mark", "thermal-60x40-gap", "thermal-60x40-mark",
        ],
        "device-sticker": [
            "avery-l7651", "avery-l7654", "avery-l4732", "avery-l4736", "avery-l6009", "avery-l7159",
            "avery-l7160", "avery-l7161", "a4-70x37", "a4-52x30", "avery-5167", "brother-dk-11204",
            "brother-dk-11209",
            "brother-dk-11221", "brother-dk-22205", "thermal-40x30-gap", "thermal-40x30-mark",
            "thermal-50x30-gap",
            "thermal-50x30-mark", "thermal-60x40-gap", "thermal-60x40-mark", "avery-5160",
        ],
        "wall-plate": [
            "avery-l7159", "avery-l7160", "avery-l7163", "avery-l7651", "avery-l4736", "avery-5160",
            "brother-dk-11209", "brother-dk-22205", "thermal-50x30-gap", "thermal-60x40-gap", "dymo-99012",
        ],
        "cable-flag": ["cable-flag-p-25x38", "cable-flag-p-30x45", "cable-flag-knife-60x25"],
        "ceiling-sign": ["sign-a6", "sign-a5", "sign-a4"],
        "blank": [
            "avery-l7160", "avery-l7651", "avery-l4736", "avery-5160", "brother-dk-11209", "brother-dk-11221",
            "thermal-50x30-gap", "thermal-40x30-gap", "a4-70x37", "brother-dk-22205",
        ],
    ].flatMap { design, stocks in stocks.map { Pair(design: design, stock: $0) } }
        .sorted { $0.testDescription < $1.testDescription }

    static func press(_ pair: Pair, _ printer: PrinterProfile = .office) throws -> SheetPress {
        try SheetPress(
            stock: Sample.templates.stock(named: pair.stock),
            design: Sample.templates.design(named: pair.design),
            words: Sample.words, printer: printer)
    }

    /// Chinese, Latin, long, short, a path whose end matters.
    static func labels() throws -> [LabelContent] {
        var labels = [
            try Sample.label(1),
            try Sample.label(2, zh: "301", en: nil, reference: "301", path: nil, hotline: nil),
            try Sample.label(
                3, zh: nil, en: "ncsu-065/Closet A/Patch Panel 3/Port 17", reference: "NC-065-A-3/17",
                path: "NC State · Butler Communications"),
            try Sample.label(
                4, zh: "兴庆校区主楼群E座东侧二层弱电间 2-E-03", en: "Telecom closet 2-E-03, block E",
                reference: "XQ-E-2-E-03", path: "兴庆校区 · 主楼群 · E座 · 二层 · 东侧", placement: "前门 front door"),
        ]
        labels[0].points = ["A01", "A02", "D03", "D04"]
        labels[2].points = (1...12).map { "P\($0)" }
        return labels
    }

    @Test("Every code of every design on every stock that it takes reads back", arguments: pairs)
    func reads(pair: Pair) throws {
        let press = try Self.press(pair)
        let labels = try Self.labels()
        let (pdf, sheet) = try press.press(Sample.job(labels))
        if let gallery = ProcessInfo.processInfo.environment["MENDMARK_GALLERY"] {
            try Data(pdf).write(to: URL(filePath: "\(gallery)/\(pair.design)--\(pair.stock).pdf"))
        }
        let reading = try SheetReading(pdf, press.stock, dotsPerInch: 600)
        let read = Array(reading.texts.joined()).prefix(labels.count)
        #expect(Array(read) == labels.map { ["https://MEND.EXAMPLE.EDU/\($0.code.compact)"] })
        #expect(sheet.missingFamilies == [])
        #expect(try press.findings(labels).filter { $0.problem != .overflow } == [])
    }

    @Test("At 203 dots an inch thermal labels and flags have modules of four dots or more, and read")
    func coarse() throws {
        let printer = try #require(PrinterProfile(dotsPerInch: 203))
        for pair in Self.pairs where pair.stock.hasPrefix("thermal") || pair.stock.hasPrefix("cable-flag") {
            let press = try Self.press(pair, printer)
            let labels = try Self.labels()
            let (pdf, _) = try press.press(Sample.job(labels))
            let read = try SheetReading(pdf, press.stock, dotsPerInch: 203).texts.joined()
            #expect(
                Array(read) == labels.map { ["https://MEND.EXAMPLE.EDU/\($0.code.compact)"] },
                "\(pair.testDescription)")
        }
    }

    @Test("Every stock has a design, and where one isn't made for it the error says for what it is")
    func everyStock() throws {
        #expect(Set(Self.pairs.map(\.stock)) == Set(Sample.templates.stockNames))
        #expect(Set(Self.pairs.map(\.design)) == Set(Sample.templates.designNames))
        for design in Sample.templates.designNames {
            for stock in Sample.templates.stockNames {
                do throws(LabelPrintingError) {
                    _ = try SheetPress(
                        stock: Sample.stock(stock),
                        design: Sample.design(design), words: Sample.words)
                } catch .sizeMismatch(let name, _, _, let found) {
                    #expect(name == stock)
                    #expect(found.contains(" mm"))
                    #expect(
                        !Self.pairs.contains { $0.design == design && $0.stock == stock },
                        "\(design) on \(stock)")
                } catch {
                    Issue.record("\(design) on \(stock): \(error)")
                }
            }
        }
    }
}

import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Ledger

/// Labels of an invented university, and the templates of this checkout.
enum Sample {
    static let templates = PrintTemplates(
        folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "PrintTemplates").path)

    static let words = LabelWords(
        scan: LocalizedName(zh: "扫码报修", en: "Scan to report a fault"),
        host: LocalizedName(zh: "仅认此网址", en: "Only this address is ours"),
        hotline: LocalizedName(zh: "报修电话", en: "Hotline"))

    static func stock(_ name: String) throws(LabelPrintingError) -> LabelStock {
        do { return try templates.stock(named: name) } catch { throw .template(error) }
    }

    static func design(_ name: String) throws(LabelPrintingError) -> LabelDesign {
        do { return try templates.design(named: name) } catch { throw .template(error) }
    }

    static let noon = Instant(seconds: 1_790_000_000)

    static func press(_ printer: PrinterProfile = .office) throws -> SheetPress {
        try SheetPress(
            stock: templates.stock(named: "avery-l7160"), design: templates.design(named: "door-plate"),
            words: words, printer: printer)
    }

    /// Equal numbers give equal codes.
    static func code(_ number: Int) throws -> LabelCode {
        guard let code = LabelCode(bits: UInt64(number) &* 0x9E37_79B9_7F4A_7C15) else {
            throw CodeError.zero
        }
        return code
    }

    static func label(
        _ number: Int, zh: String? = "教三楼 204 教室", en: String? = "Lecture room 204",
        reference: String = "3J-204",
        path: String? = "雁塔校区 · 教三楼 · 二层", placement: String? = nil, hotline: String? = "029-8266 8888",
        host: String = "mend.example.edu"
    ) throws -> LabelContent {
        LabelContent(
            code: try code(number), host: try LabelHost(host), name: LocalizedName(zh: zh, en: en),
            reference: reference, path: path, placement: placement, hotline: hotline)
    }

    static func job(_ labels: [LabelContent], startAt: Int = 1, at instant: Instant = noon) -> PrintJob {
        PrintJob(labels: labels, title: "教三楼 door plates", createdAt: instant, startAt: startAt)
    }

    /// 21 labels: long, short, Chinese only, Latin only, no hotline, no path, hosts of every symbol size.
    static func mixed() throws -> [LabelContent] {
        var labels = [
            try label(1),
            try label(
                2, zh: "兴庆校区主楼群E座东侧二层弱电间 2-E-03", en: "Telecom closet 2-E-03, block E",
                reference: "XQ-E-2-E-03",
                path: "兴庆校区 · 主楼群 · E座 · 二层 · 东侧", placement: "前门 front door"),
            try label(3, zh: "301", en: nil, reference: "301", path: nil, hotline: nil),
            try label(4, zh: nil, en: "Server room R204", reference: "R204", path: "Main Building · Floor 2"),
            try label(5, zh: "图书馆", en: "Library", reference: "TSG", hotline: nil, host: "m.cn"),
            try label(
                6, zh: nil, en: "PDU in rack R204", reference: "R204-PDU-1", placement: "rear", host: "lib.cn"
            ),
            try label(7, zh: "校园网核心机房", en: "Core machine room", host: "repair.network.example.edu.cn"),
            try label(8, zh: "女生宿舍东区12号楼3单元405室", en: nil, host: "fix.campus.example.edu"),
        ]
        for number in 9...21 {
            labels.append(
                try label(number, zh: "教九楼 \(number) 室", en: "Room \(number)", reference: "9J-\(number)"))
        }
        return labels
    }

    /// A folder of its own that is removed afterwards.
    static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "labels-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}

import Facility
import Foundation
import LabelPrinting
import LabelScanning
import LabelSymbol
import Ledger

@testable import LabelProof

/// Labels of an invented university on the templates of this checkout.
enum Sample {
    static let templates = PrintTemplates(
        folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "PrintTemplates").path)

    static let words = LabelWords(
        scan: LocalizedName(zh: "扫码报修", en: "Scan to report a fault"),
        host: LocalizedName(zh: "仅认此网址", en: "Only this address is ours"),
        hotline: LocalizedName(zh: "报修电话", en: "Hotline"))

    static func code(_ number: Int) throws -> LabelCode {
        guard let code = LabelCode(bits: UInt64(number) &* 0x9E37_79B9_7F4A_7C15) else {
            throw CodeError.zero
        }
        return code
    }

    static func label(_ number: Int, host: String = "mend.example.edu") throws -> LabelContent {
        LabelContent(
            code: try code(number), host: try LabelHost(host),
            name: LocalizedName(zh: "教三楼 \(number) 教室", en: "Lecture room \(number)"),
            reference: "3J-\(number)",
            path: "雁塔校区 · 教三楼 · 二层", placement: nil, hotline: "029-8266 8888")
    }

    static func press(_ dotsPerInch: Int) throws -> SheetPress {
        guard let printer = PrinterProfile(dotsPerInch: dotsPerInch) else {
            throw ProofError.resolutionOutOfRange(expected: 100...2400, found: dotsPerInch)
        }
        return try SheetPress(
            stock: templates.stock(named: "avery-l7160"), design: templates.design(named: "door-plate"),
            words: words, printer: printer)
    }

    /// A sheet in a file of its own, removed afterwards.
    static func withSheet<Result>(
        _ labels: [LabelContent], dotsPerInch: Int = 300,
        _ body: (String, [ProofTarget]) async throws -> Result
    ) async throws -> Result {
        let path = FileManager.default.temporaryDirectory.appending(path: "proof-\(UUID().uuidString).pdf")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let job = PrintJob(labels: labels, title: "Sample", createdAt: Instant(seconds: 1_790_000_000))
        let sheet = try press(dotsPerInch).press(job, to: path)
        return try await body(path, sheet.labels.flatMap { try ProofTarget.targets(of: $0) })
    }

    static func symbol(_ number: Int = 1, host: String = "mend.example.edu") throws -> QRSymbol {
        try SymbolEncoder(host: LabelHost(host)).symbol(for: code(number))
    }
}

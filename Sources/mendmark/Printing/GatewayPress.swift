import Dispatch
import Facility
import Foundation
import LabelPrinting
import LabelProof
import LabelSymbol
import ScanGateway

/// Draws for the facilities pages with the same press, templates and words as `mendmark labels`.
struct GatewayPress: LabelPress {
    let folder: PrintTemplates
    let words: LabelWords
    let host: LabelHost
    let hotline: String?
    /// In which a label's path is printed.
    let language: String
    let raster: SheetRaster
    /// nil: the site is a trial, whose host no network has to know.
    let reach: HostReach?
    private let choicesKept = KeptChoices()

    init(
        folder: PrintTemplates, words: LabelWords, host: LabelHost, hotline: String?, language: String,
        raster: SheetRaster, reach: HostReach?
    ) {
        self.folder = folder
        self.words = words
        self.host = host
        self.hotline = hotline
        self.language = language
        self.raster = raster
        self.reach = reach
    }

    func hostFindings() async -> [HostFinding] { await reach?.findings() ?? [] }

    /// Drawing blocks its thread; one queue, so that previews don't crowd out a job's share of the machine.
    private static let queue = DispatchQueue(label: "mendmark.press", attributes: .concurrent)

    func choices() async throws -> PressChoices {
        if let kept = choicesKept.choices { return kept }
        let read = try await onQueue { try readChoices() }
        choicesKept.keep(read)
        return read
    }

    func check(_ order: PressOrder) async throws -> SheetCheck {
        try await onQueue {
            let press = try press(for: order)
            let job = job(Self.firstSheet(order, press))
            return try Self.translating(order) {
                let findings = try press.findings(job.labels, heading: job.heading)
                let fatal = findings.filter(\.problem.isFatal)
                guard fatal.isEmpty else { throw LabelPrintingError.refused(fatal) }
                return SheetCheck(findings)
            }
        }
    }

    func preview(_ order: PressOrder, pixelsMax: Int) async throws -> [UInt8] {
        let pdf = try await onQueue { try firstSheet(order).pdf }
        return try await raster.png(ofFirstPageOf: pdf, pixelsMax: pixelsMax)
    }

    func press(
        _ order: PressOrder, to path: String, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> PressedLabels {
        let (sheet, dotsPerInch) = try await onQueue {
            let press = try press(for: order)
            let sheet = try Self.translating(order) {
                try press.press(job(order), to: path) { done, _ in progress(done) }
            }
            return (sheet, press.printer.dotsPerInch)
        }
        do {
            try await prove(sheet, path, dotsPerInch)
        } catch {
            unlink(path)
            throw error
        }
        return PressedLabels(
            pages: sheet.pages,
            prints: sheet.labels.map {
                PressedLabels.Print(
                    text: $0.text, host: $0.host.text, version: $0.version, level: $0.level.rawValue,
                    mask: $0.mask)
            }, shortened: Self.shortened(sheet))
    }

    /// Looks at a sample of what was pressed, as `mendmark labels print` does.
    private func prove(_ sheet: PressedSheet, _ path: String, _ dotsPerInch: Int) async throws {
        let report: ProofReport
        do {
            let targets = try PressedProof.sample(of: sheet.labels).flatMap {
                try ProofTarget.targets(of: $0)
            }
            report = try await SheetProof(file: path, terms: ProofTerms(dotsPerInch: dotsPerInch)).prove(
                targets)
        } catch {
            throw PressProblem.other("\(error)")
        }
        guard !report.passes else { return }
        // Where none fails by itself, too many weren't read after damage.
        let poor =
            report.failing.isEmpty
            ? report.labels.filter { $0.damaged.values.contains(where: \.isEmpty) } : report.failing
        let faults = poor.first?.faults.map(\.description) ?? []
        throw PressProblem.unreadable(
            count: poor.count, of: report.labels.count,
            reference: poor.first?.reference ?? poor.first?.code ?? "",
            detail: faults.isEmpty ? "not readable after damage" : faults.joined(separator: "; "))
    }

    private func firstSheet(_ order: PressOrder) throws -> (pdf: [UInt8], sheet: PressedSheet) {
        let press = try press(for: order)
        return try Self.translating(order) { try press.press(job(Self.firstSheet(order, press))) }
    }

    private static func firstSheet(_ order: PressOrder, _ press: SheetPress) -> PressOrder {
        var order = order
        let first = order.places.prefix { $0 < press.stock.labelsPerSheet }
        order.labels = Array(order.labels.prefix(first.count))
        order.places = Array(first)
        return order
    }

    private func press(for order: PressOrder) throws -> SheetPress {
        guard let printer = try profile(order.printer) else {
            throw PressProblem.unknownChoice(order.printer)
        }
        return try Self.translating(order) {
            try SheetPress(
                stock: folder.stock(named: order.stock), design: folder.design(named: order.design),
                words: words, printer: printer)
        }
    }

    private func job(_ order: PressOrder) -> PrintJob {
        var job = PrintJob(
            labels: order.labels.map { $0.content(host: host, hotline: hotline, language: language) },
            title: order.title, createdAt: order.createdAt)
        job.heading.places = order.places
        job.heading.marginNotes = order.marginNotes
        job.heading.cores = ProcessInfo.processInfo.activeProcessorCount
        // A browser fetches one file.
        job.heading.pagesPerVolume = nil
        return job
    }

    private static func shortened(_ sheet: PressedSheet) -> [PressedLabels.Shortened] {
        sheet.labels.flatMap { label in
            label.warnings.compactMap { warning in
                guard case .shortened(let text) = warning else { return nil }
                return PressedLabels.Shortened(reference: label.reference, text: text)
            }
        }
    }

    private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws
        -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}

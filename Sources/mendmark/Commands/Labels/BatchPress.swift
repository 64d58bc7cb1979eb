import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Ledger
import ScanGateway
import SiteFiles

/// Draws what waits of a print run, records it, and writes checklist and manifests beside it.
struct BatchPress {
    let site: OpenSite
    let options: PressOptions
    let press: SheetPress

    init(_ site: OpenSite, _ options: PressOptions) throws {
        self.site = site
        self.options = options
        press = try options.press(site)
    }

    /// Opens a run and prints it. Where the press refuses, the run is declared void, and says why.
    func print(_ order: BatchOrder, title: String) async throws {
        let sheets = try await plan(.openBatch(order, title: title, options.layout(press)))
        do {
            try await print(sheets)
        } catch let error where error is LabelPrintingError || error is PressedProof.Failure {
            let reason = "not printed: \(error)"
            _ = try await site.labelDesk(
                .voidBatch(sheets.batch, reason: String(reason.prefix(200))), as: options.actAs)
            throw error
        }
    }

    /// Prints what waits of a run.
    ///
    /// - Parameters: see `Register.planResume`.
    func resume(_ batch: BatchID, after: Int?, spoiled: Bool) async throws {
        let sheets = try await plan(
            .planResume(batch, after: after, spoiled: spoiled, options.layout(press)))
        try await print(sheets, after: after, spoiled: spoiled)
    }

    /// Labels hang for years: that phones don't reach their host is said before paper is used. Only where browsers come by
    /// https: the host of a trial needn't be known to any network.
    private func warnOfHost() async {
        guard site.configuration.isSecure else { return }
        let reach = HostReach(host: site.configuration.hosts[0], isSecure: true, authorities: nil)
        for finding in await reach.findings() {
            FileHandle.standardError.write(
                Data("Warning: phones may not open these labels. \(finding)\n".utf8))
        }
    }

    private func plan(_ request: LabelRequest) async throws -> BatchSheets {
        let reply = try await ProgressLine("Choosing labels").during { [site, options] in
            try await site.labelDesk(request, as: options.actAs)
        }
        guard case .plan(let sheets) = reply else { throw OperatorFailure.unexpectedReply }
        return sheets
    }

    private func print(_ sheets: BatchSheets, after: Int? = nil, spoiled: Bool = false) async throws {
        await warnOfHost()
        let now = SystemClock.now()
        let papers = try BatchPapers(site: site, press: press, sheets: sheets, at: now)
        let job = try job(sheets, papers, now)
        let findings = FindingList(try press.findings(job.labels, heading: job.heading, max: FindingList.max))
        findings.show()
        let pressed = try draw(job)
        try await prove(pressed, papers)
        let issued = zip(sheets.labels, pressed.labels).map { label, pressed in
            var issue = pressed.issue(number: label.issues + 1, batch: sheets.batch, printedAt: now)
            issue.printedName = label.name
            issue.printedPath = label.path
            return PrintedLabel(code: pressed.code, issue: issue)
        }
        let printed = BatchPrinted(
            stock: press.stock.name, design: press.design.name, dotsPerInch: press.printer.dotsPerInch,
            after: after, spoiled: spoiled, sheets: sheets.sheets.map(\.sheet))
        let record = BatchRecord(
            batch: sheets.batch, printed: printed, labelsPerSheet: press.stock.labelsPerSheet, labels: issued)
        do {
            _ = try await site.labelDesk(.recordBatch(record), as: options.actAs)
        } catch {
            // A sheet that isn't recorded must not be printed: its places may be another run's.
            for file in pressed.files where !file.hasPrefix("/dev/") { unlink(file) }
            throw error
        }
        let beside = try papers.write(options)
        report(sheets, pressed, beside, try ChecklistWords(site, language: "en"))
    }

    private func prove(_ pressed: PressedSheet, _ papers: BatchPapers) async throws {
        guard options.canBeProved, options.proof != PressOptions.Proof.none else { return }
        let coverPages = options.cover == .first ? try ChecklistPress().press(papers.checklist).pages : 0
        try await PressedProof(
            pressed: pressed, options: options, dotsPerInch: press.printer.dotsPerInch,
            coverPages: coverPages,
            pagesPerVolume: SheetHeading.pagesPerVolumeDefault
        ).check()
    }

    private func job(_ sheets: BatchSheets, _ papers: BatchPapers, _ now: Instant) throws -> PrintJob {
        let host = try LabelHost(site.configuration.hosts[0])
        let hotline = try site.hotline()
        var heading = SheetHeading(title: "Mendmark \(sheets.batch): \(sheets.title)", createdAt: now)
        heading.places = sheets.sheets.places(perSheet: press.stock.labelsPerSheet)
        heading.marginNotes = sheets.sheets.marginNotes
        heading.cores = options.cores
        if options.cover == .first { heading.cover = papers.checklist }
        return PrintJob(
            labels: sheets.labels.map {
                $0.content(host: host, hotline: hotline, language: site.configuration.language)
            }, heading: heading)
    }

    private func draw(_ job: PrintJob) throws -> PressedSheet {
        let progress = ProgressLine("Printing labels")
        defer { progress.end() }
        return try press.press(job, as: options.format, symbols: options.symbols, to: options.output) {
            progress.update($0, of: $1)
        }
    }

    private func report(
        _ sheets: BatchSheets, _ pressed: PressedSheet, _ beside: [String], _ words: ChecklistWords
    ) {
        let symbols = Dictionary(grouping: pressed.labels) { "\($0.version)-\($0.level.rawValue)" }
        let kinds = symbols.keys.sorted().map { "\(symbols[$0]?.count ?? 0) of \($0)" }.joined(
            separator: ", ")
        let files =
            pressed.files.count > 1
            ? "\(pressed.files[0]) to \(pressed.files[pressed.files.count - 1])" : options.output
        Swift.print(
            "\(files): \(pressed.labels.count) labels on \(pressed.pages) pages, "
                + "batch \(sheets.batch), symbols: \(kinds)")
        for line in SheetLoading(sheets.sheets, stock: press.stock).sentences(words) { Swift.print(line) }
        for path in beside { Swift.print(path) }
        for family in pressed.missingFamilies {
            Swift.print("The font \(family) isn't installed; another took its place.")
        }
        let weak = Set(pressed.labels.flatMap(\.warnings)).compactMap(\.symbolSentence)
        for sentence in weak.sorted() { Swift.print("  \(sentence)") }
    }
}

extension LabelWarning {
    /// nil: said of a single label, among the findings.
    fileprivate var symbolSentence: String? {
        switch self {
        case .shortened: nil
        case .symbol(let warning): "the symbol: \(warning)"
        }
    }
}

extension OpenSite {
    /// Asks the desk about labels.
    func labelDesk(_ request: LabelRequest, as actAs: String? = nil) async throws -> LabelReply {
        guard case .labelWork(let reply) = try await desk.perform(.labelWork(request, actAs: actAs)) else {
            throw OperatorFailure.unexpectedReply
        }
        return reply
    }

    /// Asks the desk about labels on walls.
    func wallDesk(_ request: WallRequest, as actAs: String? = nil) async throws -> LabelReply {
        try await labelDesk(.wall(request), as: actAs)
    }

    /// In the site's zone, which is said, to the minute.
    func local(_ instant: Instant) -> String { instant.local(in: timeZone) }

    /// As `local`, for paper that hangs where everybody knows the zone.
    func onPaper(_ instant: Instant) -> String { String(local(instant).prefix(16)) }
}

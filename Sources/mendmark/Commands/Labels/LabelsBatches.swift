import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway
import SiteFiles

struct LabelsBatches: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches", abstract: "List the newest print runs: what, when, by whom, on which stock.")

    @OptionGroup var options: SiteOptions
    @Option(help: "At most so many.") var limit = 50

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        guard case .batches(let batches) = try await site.labelDesk(.batches(limit: limit)) else {
            throw OperatorFailure.unexpectedReply
        }
        for batch in batches { print(site.line(batch)) }
        if batches.isEmpty {
            print("Nothing was printed yet: begin with `mendmark labels --building REFERENCE`.")
        }
    }
}

struct LabelsBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Show a print run: each label with its sheet, place and how it hangs, and who did what.")

    @OptionGroup var options: SiteOptions
    @Argument(help: "The batch's number.") var batch: Int64
    @Option(help: "A file for what stands where, .csv or .json; may be repeated.") var manifest: [String] = []

    func validate() throws {
        try LabelManifest.check(manifest)
    }

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        guard case .batch(let report) = try await site.labelDesk(.batch(BatchID(batch))) else {
            throw OperatorFailure.unexpectedReply
        }
        print(site.line(report.summary))
        for line in report.lines {
            let spot = line.item.sheet.map { "\($0)·\(line.item.place ?? 0)" } ?? "–"
            let hanging = line.item.state == .printed ? ", \(line.label.state.rawValue)" : ""
            print(
                "  \(spot)\t\(line.item.state.rawValue)\(hanging)\t\(line.label.reference)\t\(line.label.code)"
            )
        }
        let hanging = report.hanging
        let counts = BatchReport.Hanging.allCases.compactMap { kind in
            hanging[kind].map { "\($0) \(kind.sentence)" }
        }
        if !counts.isEmpty { print("On the wall: " + counts.joined(separator: ", ") + ".") }
        for step in report.log { print("  \(site.local(step.at))  \(step.by): \(step.what)") }
        try writeManifests(report, site)
    }

    private func writeManifests(_ report: BatchReport, _ site: OpenSite) throws {
        let content = LabelManifest(
            batch: report.summary.id.rawValue, title: report.summary.title,
            rows: report.lines.map { line in
                site.manifestRow(
                    line.label, sheet: line.item.sheet, place: line.item.place,
                    state: line.item.state == .printed ? line.label.state.rawValue : line.item.state.rawValue)
            })
        for path in manifest {
            try content.write(to: path)
            print("\(path): what stands where")
        }
    }
}

extension OpenSite {
    fileprivate func line(_ batch: BatchSummary) -> String {
        let states = [("pending", batch.pending), ("printed", batch.printed), ("spoiled", batch.spoiled)]
            .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        return
            "\(batch.id)\t\(local(batch.openedAt))\t\(batch.openedBy)\t\(batch.stock ?? "–")\t\(batch.title)\t\(states)"
            + (batch.isVoid ? " (void)" : "")
    }
}

extension BatchReport.Hanging {
    fileprivate var sentence: String {
        switch self {
        case .confirmed: "confirmed"
        case .stuck: "stuck"
        case .missing: "missing"
        case .misplaced: "at the wrong door"
        case .faulty: "damaged, covered or lost"
        case .ended: "replaced or revoked"
        }
    }
}

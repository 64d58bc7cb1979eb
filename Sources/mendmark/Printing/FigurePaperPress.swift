import Dispatch
import LabelPrinting
import ScanGateway

/// Makes PDFs of reports for the gateway's pages.
struct FigurePaperPress: ReportPress {
    /// Drawing blocks its thread.
    private static let queue = DispatchQueue(label: "mendmark.reports")

    func press(_ paper: ReportPaper) async throws -> [UInt8] {
        let figures = Self.figures(paper)
        return try await withCheckedThrowingContinuation { continuation in
            Self.queue.async {
                do throws(LabelPrintingError) {
                    continuation.resume(returning: try FigurePress().press(figures).pdf)
                } catch {
                    continuation.resume(throwing: PressProblem.other(error.description))
                }
            }
        }
    }

    private static func figures(_ paper: ReportPaper) -> FigurePaper {
        FigurePaper(
            title: paper.title, remarks: paper.remarks,
            sections: paper.sections.map { section in
                FigurePaper.Section(
                    heading: section.heading, note: section.note,
                    part: section.columns.isEmpty
                        ? .bars(
                            section.rows.map { row in
                                FigurePaper.Bar(
                                    name: row.cells.first ?? "",
                                    count: row.cells.last.flatMap { Int($0) } ?? 0)
                            })
                        : .table(
                            FigurePaper.Table(
                                columns: section.columns,
                                rows: section.rows.map {
                                    FigurePaper.Row(cells: $0.cells, shades: $0.shades, note: $0.note)
                                })))
            }, foot: paper.foot, createdAt: paper.countedAt,
            language: paper.language == "zh" ? "zh-CN" : paper.language)
    }
}

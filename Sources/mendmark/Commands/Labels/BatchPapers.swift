import Facility
import Foundation
import LabelPrinting
import Ledger
import ScanGateway
import SiteFiles

/// What goes with the sheets of a print run: the checklist to walk with, and files that say what stands where.
struct BatchPapers {
    let site: OpenSite
    let press: SheetPress
    let sheets: BatchSheets
    let now: Instant
    private let words: ChecklistWords
    /// Sheet and place of each label, in printing order.
    private let spots: [(sheet: Int, place: Int)]

    init(site: OpenSite, press: SheetPress, sheets: BatchSheets, at now: Instant) throws {
        self.site = site
        self.press = press
        self.sheets = sheets
        self.now = now
        words = try ChecklistWords(site)
        spots = sheets.sheets.flatMap { planned in planned.sheet.places.map { (planned.sheet.number, $0) } }
    }

    /// - Returns: a line for each file.
    func write(_ options: PressOptions) throws -> [String] {
        var lines: [String] = []
        if let path = options.coverPath {
            let pages = try ChecklistPress().press(checklist, to: path)
            lines.append("\(path): checklist for the walk, \(pages) page\(pages == 1 ? "" : "s") of plain A4")
        }
        for path in options.manifest {
            try manifest.write(to: path)
            lines.append("\(path): what stands where")
        }
        return lines
    }

    /// What to stick where, by floor, in walking order.
    var checklist: Checklist {
        let title = words.say("checklist.batch", ["batch": "\(sheets.batch)", "title": sheets.title])
        var remarks = [
            words.say(
                "checklist.printed",
                [
                    "when": site.onPaper(now), "labels": "\(sheets.labels.count)",
                    "sheets": "\(sheets.sheets.count)", "stock": press.stock.title.text(in: words.language),
                ]),
            words.say("checklist.walk"),
        ]
        remarks += SheetLoading(sheets.sheets, stock: press.stock).sentences(words)
        return Checklist(
            title: title, remarks: remarks, sections: sections, createdAt: now, language: words.language)
    }

    /// By floor and room as one walks: labels come in walking order already.
    private var sections: [Checklist.Section] {
        var sections: [Checklist.Section] = []
        for (label, spot) in zip(sheets.labels, spots) {
            sections.add(
                Checklist.Row(
                    mark: "\(spot.sheet)·\(spot.place)", key: label.reference, text: site.text(of: label),
                    note: label.code.description), under: words.heading(label.area.text(in: words.language)))
        }
        return sections
    }

    private var manifest: LabelManifest {
        LabelManifest(
            batch: sheets.batch.rawValue, title: sheets.title,
            rows: zip(sheets.labels, spots).map { label, spot in
                site.manifestRow(label, sheet: spot.sheet, place: spot.place, state: "printed")
            })
    }
}

extension OpenSite {
    /// What stands where on its floor: room, name, placement.
    func text(of label: PrintableLabel) -> String {
        let (inside, name) = (label.inside, label.name)
        let language = configuration.language
        return [inside.text(in: language), name.text(in: language), label.placement ?? ""].filter {
            !$0.isEmpty
        }.joined(separator: " · ")
    }

    func manifestRow(
        _ label: PrintableLabel, sheet: Int?, place: Int?, state: String
    ) -> LabelManifest.Row {
        LabelManifest.Row(
            sheet: sheet, place: place, state: state, code: label.code.description,
            link: "\(baseURL)/\(label.code.compact)", kind: label.kind ?? "", reference: label.reference,
            nameZh: label.name.zh ?? "", nameEn: label.name.en ?? "",
            path: label.path.text(in: configuration.language), placement: label.placement ?? "")
    }
}

extension Data {
    /// Written beside and put in place when it is whole.
    ///
    /// - Throws: `SiteError.file` with the system's reason.
    func writeWhole(to path: String) throws {
        do {
            if path.hasPrefix("/dev/") {
                try write(to: URL(fileURLWithPath: path))
            } else {
                try write(to: URL(fileURLWithPath: path), options: .atomic)
            }
        } catch {
            throw SiteError.file(path: path, reason: error.localizedDescription)
        }
    }
}

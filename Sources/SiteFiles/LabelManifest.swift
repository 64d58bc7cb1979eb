import Facility
import Foundation

/// What stands where in a print run, as a file: CSV for a spreadsheet, JSON for a program.
public struct LabelManifest: Sendable {
    /// One label.
    public struct Row: Hashable, Sendable, Encodable {
        public var sheet: Int?
        public var place: Int?
        public var state: String
        public var code: String
        public var link: String
        public var kind: String
        public var reference: String
        public var nameZh: String
        public var nameEn: String
        public var path: String
        public var placement: String

        public init(
            sheet: Int?, place: Int?, state: String, code: String, link: String, kind: String,
            reference: String,
            nameZh: String, nameEn: String, path: String, placement: String
        ) {
            self.sheet = sheet
            self.place = place
            self.state = state
            self.code = code
            self.link = link
            self.kind = kind
            self.reference = reference
            self.nameZh = nameZh
            self.nameEn = nameEn
            self.path = path
            self.placement = placement
        }
    }

    public var batch: Int64
    public var title: String
    public var rows: [Row]

    public init(batch: Int64, title: String, rows: [Row]) {
        self.batch = batch
        self.title = title
        self.rows = rows
    }

    private static let header = [
        "batch", "sheet", "place", "state", "code", "link", "kind", "reference", "name_zh", "name_en", "path",
        "placement",
    ]

    public var csv: [UInt8] {
        let lines = rows.map { row in
            [
                String(batch), row.sheet.map(String.init) ?? "", row.place.map(String.init) ?? "", row.state,
                row.code, row.link, row.kind, row.reference, row.nameZh, row.nameEn, row.path, row.placement,
            ]
        }
        return CSVText.bytes([Self.header] + lines)
    }

    /// Sorted keys, one object: batch, title, labels.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(Content(batch: batch, title: title, labels: rows)))
    }

    private struct Content: Encodable {
        var batch: Int64
        var title: String
        var labels: [Row]
    }
}

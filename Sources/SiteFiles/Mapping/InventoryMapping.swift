import Facility

/// Which column of somebody's table means what: an operator's YAML file.
///
///     encoding: auto            # auto, utf-8, gb18030, utf-16le, utf-16be
///     separator: ","            # one character, or tab
///     quote: '"'                # one character, or none
///     header: 1                 # the record with the column names; 0: columns are called 1, 2, 3 …
///     rows: data.rooms          # JSON: the way to the list; its columns are ways too, e.g. room.number
///     columns:
///       房间号: {pattern: "[0-9]{4}", default: ""}
///     levels:                   # from the top; a row makes each level that it fills
///       - {kind: campus, reference: E, name_zh: 东校区}
///       - {kind: building, reference: "{楼栋}"}
///       - {kind: room, reference: "{楼栋}-{房间号}"}
///     devices:
///       - {device_kind: "{类型}", reference: "{资产编号}"}
///
/// A level's and a device's keys are the columns of `InventoryCSV` but for `parent`, which is the level above; of a
/// device the deepest level that the row fills. Values are texts with columns in braces. A level whose reference comes
/// out empty is left out of the row.
public struct InventoryMapping: Sendable {
    /// What a row makes, by column of our own.
    struct Level: Sendable {
        var cells: [InventoryColumn: CellTemplate]
        var line: Int

        subscript(column: InventoryColumn) -> CellTemplate? { cells[column] }
    }

    struct ColumnRule: Sendable {
        /// A regular expression that a whole cell must match; empty cells needn't.
        var pattern: String?
        /// For empty cells.
        var standard: String?
    }

    /// nil: by the file's first bytes.
    var encoding: TextEncoding?
    var separator: UInt8
    var quote: UInt8?
    var header: Int
    /// The way to the rows of a JSON file; nil: a table of text.
    var rows: String?
    var columns: [String: ColumnRule]
    var levels: [Level]
    var devices: [Level]

    /// Every column that something needs, in the mapping's order, each once.
    var columnsNeeded: [String] {
        var seen: Set<String> = []
        let named = (levels + devices).flatMap { level in
            InventoryColumn.allCases.flatMap { level[$0]?.columns ?? [] }
        }
        return (named + columns.keys.sorted()).filter { seen.insert($0).inserted }
    }
}

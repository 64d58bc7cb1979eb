/// Where the engines' SQL differs; everything else is one text.
struct Dialect: Sendable, Hashable {
    var name: String
    /// Bytes of any length.
    var blobType: String
    /// Whole numbers of 64 bits.
    var integerType: String
    /// Stands after a table's columns where rows live in the primary key's own tree.
    var keyOrderedTable: String
    /// Begins a transaction that will write.
    var beginWriting: String
    /// Follows a SELECT whose rows nobody else may take meanwhile.
    var skipLockedRows: String
    /// The name of `f(text, part)`: the first place of a part in a text, counted from 1; 0 where it isn't
    /// there.
    var positionFunction: String
    /// The names of a JSON array's elements: a query with one column, for `IN (…)`.
    var integersOfList: @Sendable (String) -> String
    /// The elements of a JSON array of texts, likewise.
    var textsOfList: @Sendable (String) -> String

    /// A table of the same of a column that keeps such a list as bytes, with columns `key` (from 0) and `value`; NULL is
    /// an empty one.
    var elementsOfKeptList: @Sendable (String) -> String
    /// A member, by its name, of the JSON object that an event's column `payload` keeps as bytes.
    var memberOfPayload: @Sendable (String) -> String

    static let sqlite = Dialect(
        name: "sqlite", blobType: "BLOB", integerType: "INTEGER", keyOrderedTable: " WITHOUT ROWID",
        beginWriting: "BEGIN IMMEDIATE", skipLockedRows: "", positionFunction: "instr",
        integersOfList: { "SELECT value FROM json_each(\($0))" },
        textsOfList: { "SELECT value FROM json_each(\($0))" },
        elementsOfKeptList: { "json_each(CAST(\($0) AS TEXT))" },
        memberOfPayload: { "json_extract(CAST(payload AS TEXT), '$.\($0)')" })

    static func == (left: Dialect, right: Dialect) -> Bool { left.name == right.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// The elements alone, for `IN (…)`.
    func integersOfKeptList(_ column: String) -> String { "SELECT value FROM \(elementsOfKeptList(column))" }

    /// Fills in the words of a schema text: `{blob}`, `{integer}`, `{keyOrdered}`, `{organisationOfPayload}`,
    /// `{position}`, `{stepsOfTicket}` and `{switchesOfTicket}`.
    func schema(_ text: String) -> String {
        text.replacing("{blob}", with: blobType).replacing("{integer}", with: integerType)
            .replacing("{keyOrdered}", with: keyOrderedTable)
            .replacing("{organisationOfPayload}", with: memberOfPayload("organisation"))
            .replacing("{position}", with: positionFunction)
            // By their full names: a list that is taken apart has a column "path" of its own.
            .replacing("{stepsOfTicket}", with: elementsOfKeptList("tickets.path"))
            .replacing("{switchesOfTicket}", with: elementsOfKeptList("tickets.switches"))
    }
}

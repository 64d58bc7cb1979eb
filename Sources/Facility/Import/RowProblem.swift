/// What a row should have had.
public enum RowProblem: Hashable, Sendable, Codable {
    case missing
    case tooLong(charactersMax: Int)
    /// A control character, e.g. a line break.
    case controlCharacter
    case notOneOf([String])
    case notANumber(ClosedRange<Int>)
    /// The same value stands on an earlier line.
    case duplicate(firstLine: Int)
    /// A place or device that this import doesn't touch bears the reference.
    case taken
    /// The id is that of a device, or the other way round.
    case otherSort
    /// Nothing in force bears the previous reference.
    case unknownPrevious
    /// The place that the row's id names bears another reference than the previous one.
    case otherPrevious(String)
    /// The place that bears the previous reference has another id in this source.
    case otherID(String)
    /// An earlier line says that it is the same place.
    case sameAsEarlier(firstLine: Int)
    /// The shift may have been done already: one place bears the previous reference now, another bore it before.
    case ambiguousShift
    /// A line renumbers the place that bears this reference, so it isn't sure what this line is about.
    case ambiguousRow(renumberedByLine: Int)
    case unknownParent
    case parentIsDevice
    /// Nothing in force, and nothing in the file, bears the point's name.
    case unknownPoint
    /// No device does.
    case unknownSwitch
    /// Only a campus is of the first level.
    case missingParent
    case campusBelow
    /// The place would lie inside itself.
    case cycle
    case tooDeep(levelsMax: Int)
    case unknownTimeZone
    case notAKey
    /// The column is of devices, the row of a place, or the other way round.
    case notForThisKind
    case wrongFieldCount(Int)
    case badQuoting
    case notUTF8
    case wrongHeader(String)
    case tooManyRows(Int)
    /// An object of a dump lacks a field, or it is of another type.
    case malformedObject(String)
    /// Not the JSON that Django's `dumpdata` writes.
    case notADump
    case fileTooLarge(bytesMax: Int)
    /// A mapping names a column that the file hasn't.
    case unknownColumn(of: [String])
    /// The cell doesn't match the mapping's pattern for its column.
    case pattern(String)
    /// A spreadsheet took the cell for a number and rounded it: 2.02E+11.
    case roundedNumber
    /// A spreadsheet took the cell for a date: 3-2 became 3月2日.
    case madeDate
    /// With zeros in front the cell would match the mapping's pattern.
    case lostZero(String)
    /// A spreadsheet's own error or a column too narrow: #REF!, ####.
    case spreadsheetError
    /// Bytes that aren't text in this encoding.
    case notEncoded(String)
    /// An earlier line says something else about the same place.
    case differs(firstLine: Int)
    /// Not JSON, or no list where the mapping says that the rows are.
    case notJSONRows(String)

    /// What was expected, in English, after "expected".
    public var expected: String {
        switch self {
        case .missing: "a value"
        case .tooLong(let max): "at most \(max) characters"
        case .controlCharacter: "text without control characters"
        case .notOneOf(let words): "one of " + words.joined(separator: ", ")
        case .notANumber(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duplicate(let line): "a value that line \(line) doesn't have"
        case .taken: "a reference that nothing else bears"
        case .otherSort: "the id of the same sort of thing as before (a place stays a place)"
        case .unknownPrevious: "the reference of a place in force"
        case .otherPrevious(let found): "the reference that the place with this id bears, \(found)"
        case .otherID(let id): "the id by which this source knows that place, \(id)"
        case .sameAsEarlier(let line): "another place than line \(line) is about"
        case .ambiguousShift: "a row with an id: it can't be told whether this shift was done before"
        case .ambiguousRow(let line):
            "an id or a previous reference, since line \(line) gives the place of this reference another one"
        case .unknownParent: "the id of a place in this file or in the register"
        case .parentIsDevice: "the id of a place, not of a device"
        case .unknownPoint: "the reference of a place in force"
        case .unknownSwitch: "the reference of a device in force"
        case .missingParent: "a parent: only a campus has none"
        case .campusBelow: "no parent: a campus is of the first level"
        case .cycle: "a parent that doesn't lie inside the place itself"
        case .tooDeep(let max): "at most \(max) places above one another"
        case .unknownTimeZone: "an IANA time zone, e.g. Asia/Shanghai"
        case .notAKey: "1 to 64 of a-z, 0-9, -, _, . and /"
        case .notForThisKind: "nothing: the column isn't for this kind"
        case .wrongFieldCount(let count): "\(count) fields"
        case .badQuoting: "quotes around the whole field, doubled inside it"
        case .notUTF8: "UTF-8"
        case .wrongHeader(let header): "the header \(header)"
        case .tooManyRows(let max): "at most \(max) rows"
        case .malformedObject(let field): "a member \(field) of the right type"
        case .notADump: "a JSON array of objects with model, pk and fields"
        case .fileTooLarge(let max): "at most \(max) bytes"
        case .unknownColumn(let columns): "one of the columns " + columns.joined(separator: ", ")
        case .pattern(let pattern): "text like \(pattern)"
        case .roundedNumber:
            "all digits: a spreadsheet rounded them; make the column text there and export again"
        case .madeDate: "a number or name: a spreadsheet made a date of it; make the column text there"
        case .lostZero(let pattern): "text like \(pattern): a spreadsheet dropped the zeros in front"
        case .spreadsheetError: "a value, not a spreadsheet's error"
        case .notEncoded(let encoding): "text in \(encoding)"
        case .differs(let line): "the same as line \(line) says of this place"
        case .notJSONRows(let path): "JSON with a list of objects at \(path)"
        }
    }
}

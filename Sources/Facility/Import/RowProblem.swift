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
    case unknownParent
    case parentIsDevice
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
        case .unknownParent: "the id of a place in this file or in the register"
        case .parentIsDevice: "the id of a place, not of a device"
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
        }
    }
}

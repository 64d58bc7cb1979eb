import GRDB
import GRDBSQLite

/// A connection that GRDB opened, with its prepared statements.
///
/// Binding and stepping are SQLite's own calls: with GRDB's arguments and rows a report's dozen statements
/// took three times as long. It is used inside its queue only (`SQLiteConnection`).
final class SQLiteSession: SQLSession {
    private static let statementsMax = 256

    let dialect = Dialect.sqlite
    private let database: Database
    private let connection: OpaquePointer
    private var prepared: [String: PreparedStatement] = [:]

    /// - Returns: nil where the connection was closed.
    init?(_ database: Database) {
        guard let connection = database.sqliteConnection else { return nil }
        self.database = database
        self.connection = connection
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

    func run(_ statement: String, _ values: [SQLValue]) throws(SQLFault) -> Int {
        let ready = try prepare(statement)
        defer { ready.reset() }
        try ready.bind(values, fault)
        var code = sqlite3_step(ready.pointer)
        while code == SQLITE_ROW { code = sqlite3_step(ready.pointer) }
        guard code == SQLITE_DONE else { throw fault(code) }
        return Int(sqlite3_changes(connection))
    }

    func each(_ statement: String, _ values: [SQLValue], _ body: (any SQLRow) throws -> Void) throws {
        let ready = try prepare(statement)
        defer { ready.reset() }
        try ready.bind(values, fault)
        let row = SQLiteRow(statement: ready.pointer)
        while true {
            let code = sqlite3_step(ready.pointer)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw fault(code) }
            try body(row)
        }
    }

    func runScript(_ script: String) throws(SQLFault) {
        let code = sqlite3_exec(connection, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw fault(code) }
    }

    /// Lets go of every statement, which closing the connection needs.
    func finish() { prepared.removeAll() }

    private func prepare(_ text: String) throws(SQLFault) -> PreparedStatement {
        if let ready = prepared[text] { return ready }
        if prepared.count >= Self.statementsMax { prepared.removeAll() }
        do {
            let ready = PreparedStatement(try database.makeStatement(sql: text))
            prepared[text] = ready
            return ready
        } catch {
            throw fault(sqlite3_errcode(connection))
        }
    }

    private func fault(_ code: Int32) -> SQLFault {
        let text = String(cString: sqlite3_errmsg(connection))
        switch code & 0xFF {
        case SQLITE_CONSTRAINT: return .constraint(text)
        case SQLITE_FULL: return .diskFull(text)
        case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB: return .medium(text)
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(text)
        default: return .refused(code: code, text)
        }
    }
}

/// A statement and which value each of its parameters takes: `$2` may stand before `$1`.
private struct PreparedStatement {
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private let owner: Statement
    let pointer: OpaquePointer
    /// By SQLite's index, from 1: the number after the dollar sign.
    private let numbers: [Int]

    init(_ statement: Statement) {
        owner = statement
        pointer = statement.sqliteStatement
        let count = sqlite3_bind_parameter_count(pointer)
        var numbers: [Int] = []
        for index in 0..<count {
            let name = sqlite3_bind_parameter_name(pointer, index + 1).map { String(cString: $0) } ?? "$0"
            numbers.append(Int(name.dropFirst()) ?? 0)
        }
        self.numbers = numbers
    }

    func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    func bind(_ values: [SQLValue], _ fault: (Int32) -> SQLFault) throws(SQLFault) {
        for (offset, number) in numbers.enumerated() {
            guard values.indices.contains(number - 1) else {
                throw .refused(
                    code: SQLITE_RANGE, "expected a value for $\(number), found \(values.count) values")
            }
            let code = bind(values[number - 1], Int32(offset + 1))
            guard code == SQLITE_OK else { throw fault(code) }
        }
    }

    private func bind(_ value: SQLValue, _ index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(pointer, index)
        case .integer(let number): return sqlite3_bind_int64(pointer, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                // An empty text has no address, and no address would be NULL.
                bytes.baseAddress == nil
                    ? sqlite3_bind_text(pointer, index, "", 0, Self.transient)
                    : bytes.withMemoryRebound(to: CChar.self) { characters in
                        sqlite3_bind_text(
                            pointer, index, characters.baseAddress, Int32(characters.count), Self.transient)
                    }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(pointer, index, 0)
                    : sqlite3_bind_blob(pointer, index, bytes.baseAddress, Int32(bytes.count), Self.transient)
            }
        }
    }
}

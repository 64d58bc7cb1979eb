/// A connection in the hands of whoever uses it now; it never leaves the closure that it was given to.
protocol SQLSession: AnyObject {
    var dialect: Dialect { get }
    /// False too where the engine itself rolled back, e.g. since the disk is full.
    var isInTransaction: Bool { get }

    /// Carries out a statement with `$1`, `$2`, … bound to the values in order.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func run(_ statement: String, _ values: [SQLValue]) throws(SQLFault) -> Int

    /// Hands over each row of the answer, in order.
    func each(_ statement: String, _ values: [SQLValue], _ body: (any SQLRow) throws -> Void) throws

    /// Carries out several statements without values, separated by semicolons.
    func runScript(_ script: String) throws(SQLFault)
}

extension SQLSession {
    @discardableResult
    func run(_ statement: String) throws(SQLFault) -> Int { try run(statement, []) }

    func all<Value>(
        _ statement: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> Value
    ) throws -> [Value] {
        var found: [Value] = []
        try each(statement, values) { found.append(try read($0)) }
        return found
    }

    /// The first row, or nil where there is none.
    func first<Value>(
        _ statement: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> Value
    ) throws -> Value? {
        var found: Value?
        try each(statement, values) { row in if found == nil { found = try read(row) } }
        return found
    }

    /// Several reads of one state of the database.
    func consistently<Value>(_ body: () throws -> Value) throws -> Value {
        try run("BEGIN")
        defer { _ = try? run("COMMIT") }
        return try body()
    }
}

/// A row of an answer, valid until the next one; columns count from 0. Reading NULL gives nil.
protocol SQLRow {
    func integer(_ column: Int) -> Int64?
    func text(_ column: Int) -> String?
    func blob(_ column: Int) -> [UInt8]?
}

extension SQLRow {
    /// - Throws: `StorageError.corrupt` where a column that is never NULL is.
    func int(_ column: Int) throws(StorageError) -> Int64 {
        guard let value = integer(column) else {
            throw .corrupt("column \(column): expected a number, found none")
        }
        return value
    }

    func string(_ column: Int) throws(StorageError) -> String {
        guard let value = text(column) else {
            throw .corrupt("column \(column): expected a text, found none")
        }
        return value
    }

    func bytes(_ column: Int) throws(StorageError) -> [UInt8] {
        guard let value = blob(column) else { throw .corrupt("column \(column): expected bytes, found none") }
        return value
    }

    /// A value of an enumeration with names.
    func named<Value: RawRepresentable<String>>(_ column: Int) throws(StorageError) -> Value {
        let text = try string(column)
        guard let value = Value(rawValue: text) else {
            throw .corrupt("column \(column): unknown \(Value.self)")
        }
        return value
    }

    func flag(_ column: Int) -> Bool { integer(column) == 1 }
}

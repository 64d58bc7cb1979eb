/// One thing that is wrong in an inventory: where, what stands there, what should.
public struct BadRow: Error, Hashable, Sendable, Codable {
    /// 1 and up: the line of a file on which the row begins, the object of a dump.
    public var line: Int
    /// The column's name in the source; nil where the row as a whole is wrong.
    public var column: String?
    public var problem: RowProblem
    /// What stands there, at most 80 characters of it.
    public var found: String

    public init(line: Int, column: String?, problem: RowProblem, found: String) {
        self.line = line
        self.column = column
        self.problem = problem
        self.found = found.count > 80 ? found.prefix(79) + "…" : found
    }

    init(_ line: Int, _ column: InventoryColumn, _ problem: RowProblem, _ found: String) {
        self.init(line: line, column: column.rawValue, problem: problem, found: found)
    }
}

extension BadRow: CustomStringConvertible {
    /// `line 7, parent: expected the id of a place, found "B9"`.
    public var description: String {
        "line \(line)\(column.map { ", \($0)" } ?? ""): expected \(problem.expected), found \"\(found)\""
    }
}

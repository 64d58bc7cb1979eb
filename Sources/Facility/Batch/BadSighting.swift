/// A label that was scanned on a walk, and where it hung.
public struct Sighting: Hashable, Sendable, Codable {
    public var code: LabelCode
    /// The door where it hung; nil: the one that the label names.
    public var at: LabelTarget?

    public init(code: LabelCode, at: LabelTarget? = nil) {
        self.code = code
        self.at = at
    }

    /// Of one walk.
    public static let countMax = 10_000
}

/// A line of a walk that can't be right.
public struct BadSighting: Hashable, Sendable {
    /// In the walk, from 1.
    public var line: Int
    public var code: LabelCode
    public var problem: Problem

    public init(line: Int, code: LabelCode, problem: Problem) {
        self.line = line
        self.code = code
        self.problem = problem
    }

    public enum Problem: Hashable, Sendable {
        case unknown
        /// It isn't one of the walk's run.
        case foreign(BatchID)
        case state(LabelState)
        case blank
    }
}

/// What a walk came to.
public struct WalkReport: Hashable, Sendable, Codable {
    public var confirmed: Int
    /// Each with what it is for and where it hung.
    public var misplaced: [LabelCode]
}

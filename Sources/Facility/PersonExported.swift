public import Ledger

/// Somebody took something along as a file.
public struct PersonExported: Hashable, Sendable, Codable {
    public enum Subject: String, Hashable, Sendable, Codable, CaseIterable {
        /// A week's or a month's figures.
        case report
        /// Events of the ledger.
        case ledger
    }

    public var subject: Subject
    /// The file's ending, e.g. `csv`.
    public var format: String
    /// Which part: a report's period, e.g. `2026-11`; the ledger's filter as its page's address has it. Nil: all of it.
    public var part: String?
    /// As of which event.
    public var position: Position

    public init(subject: Subject, format: String, part: String?, position: Position) {
        self.subject = subject
        self.format = format
        self.part = part
        self.position = position
    }
}

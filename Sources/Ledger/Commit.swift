/// Events that are written together or not at all, with the key that makes sending them twice harmless.
public struct Commit: Sendable {
    public var command: CommandID
    /// The bytes of what was asked, the same whenever the same is asked again. Only a keyed hash of it is
    /// stored.
    public var fingerprint: [UInt8]
    /// In order; numbers inside one stream follow each other.
    public var drafts: [EventDraft]
    /// What a repetition of the command is answered with: canonical JSON of at most 4 KiB.
    public var result: [UInt8]
    /// People whose keys are made with these events: those whom a `Personal` value names for the first time.
    public var newSubjects: [PersonID]

    public init(
        command: CommandID, fingerprint: [UInt8], drafts: [EventDraft], result: [UInt8],
        newSubjects: [PersonID] = []
    ) {
        self.command = command
        self.fingerprint = fingerprint
        self.drafts = drafts
        self.result = result
        self.newSubjects = newSubjects
    }
}

/// What became of a commit that didn't fail.
public enum CommitOutcome: Hashable, Sendable {
    /// Durable; the position of the last of its events.
    case committed(Position)
    /// The same command had been committed before, with this result; nothing was written.
    case repeated(result: [UInt8])
}

/// Why a commit wrote nothing, or may not have.
public enum CommitFailure: Error, Hashable {
    /// Another event has taken this number of the stream: read again, decide again.
    case raced(StreamID, number: Int64)
    /// The command's key was used with other content.
    case keyReused(CommandID)
    /// Written to the engine but not confirmed: it may or may not be durable. Repeat with the same key.
    case unclear(String)
    /// Nothing was written, e.g. the disk is full or the engine is closed.
    case unavailable(String)
}

/// How events are read back, by position only.
public protocol EventSource: Sendable {
    /// The position of the newest event that may be read; `.start` in an empty site.
    func head() async throws -> Position
    /// Events after `position` in order, at most `limit` (1 to 10,000).
    func envelopes(after position: Position, limit: Int) async throws -> [EventEnvelope]
    /// One stream's events from its first.
    func envelopes(of stream: StreamID) async throws -> [EventEnvelope]
    /// Ends at once when an event beyond `position` may be there, else when the task is cancelled.
    func waitForEvents(after position: Position) async throws
}

/// Gives out numbers of one kind of thing in a site.
public protocol IdentifierSource: Sendable {
    /// `count` (1 and up) numbers in a row that were never given out before: the first of them.
    func reserve(_ kind: IdentifierKind, count: Int64) async throws -> Int64
}

public enum IdentifierKind: String, Sendable, CaseIterable {
    case place, device, label, person, ticket, report, batch, sheet
}

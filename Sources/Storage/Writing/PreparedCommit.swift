import Ledger

/// A commit with everything done that needs no database: payloads encoded and sealed, keys wrapped, MACs
/// made.
struct PreparedCommit: Sendable {
    var command: CommandID
    var fingerprintMAC: [UInt8]
    var result: [UInt8]
    var events: [PreparedEvent]
    /// Keys that are made with it.
    var newKeys: [WrappedKey]
    /// Set by a test's fault only: the position after which it believes to write.
    var positionDrawnEarly: Position?
}

/// An event but for what the writing transaction gives it.
struct PreparedEvent: Sendable {
    var draft: EventDraft
    var payload: [UInt8]
    /// A person's name as the projection keeps it: sealed canonical JSON; nil for all but `personAdded`.
    var sealedName: [UInt8]?
    /// A person's mail address likewise; nil for all but a `personMailSet` that has one.
    var sealedMail: [UInt8]?
}

/// A person's key as it is stored.
struct WrappedKey: Hashable, Sendable {
    var person: PersonID
    var keyNumber: UInt32
    var bytes: [UInt8]
}

/// The person got a key from another writer after this commit was prepared: prepare again, under that key.
struct KeyTaken: Error {
    var person: PersonID
}

/// What happened, as the code names it, e.g. `ticket.accepted`, and the version of its payload.
///
/// A kind once written stays readable for ever: a changed payload is a new version.
public struct EventKind: Hashable, Sendable {
    public var name: String
    /// 1 and up.
    public var version: Int

    public init(_ name: String, version: Int = 1) {
        self.name = name
        self.version = version
    }
}

extension EventKind: CustomStringConvertible {
    public var description: String { "\(name).v\(version)" }
}

/// A thing that happened, with its payload: one closed enumeration for each part of the domain.
public protocol Fact: Hashable, Sendable {
    var kind: EventKind { get }
    var audience: Audience { get }
    /// Every kind that this enumeration can hold, newest version of each.
    static var kinds: [EventKind] { get }

    func payload(_ encoder: CanonicalEncoder) throws -> [UInt8]
    /// - Throws: `FactError.unknownKind`, or `CanonicalError` where the payload doesn't fit its kind.
    init(_ kind: EventKind, payload: [UInt8], _ decoder: CanonicalDecoder) throws
}

public enum FactError: Error, Hashable {
    case unknownKind(EventKind)
}

/// An event before it is written: everything but what the writing transaction gives it.
public struct EventDraft: Sendable {
    public var stream: StreamID
    /// The number that it must get in its stream, 1 and up; another event with this number makes the append
    /// fail.
    public var number: Int64
    /// When it happened as the sender claims; nil: at the moment of recording.
    public var occurredAt: Instant?
    /// The number of the last event that the sender had seen; nil where it didn't say.
    public var basedOn: Int64?
    public var actor: EventActor
    public var channel: Channel
    public var command: CommandID
    public var fact: any Fact

    public init(
        stream: StreamID, number: Int64, occurredAt: Instant? = nil, basedOn: Int64? = nil, actor: EventActor,
        channel: Channel, command: CommandID, fact: any Fact
    ) {
        self.stream = stream
        self.number = number
        self.occurredAt = occurredAt
        self.basedOn = basedOn
        self.actor = actor
        self.channel = channel
        self.command = command
        self.fact = fact
    }
}

/// An event as it is written: once, and never encoded again.
public struct EventEnvelope: Hashable, Sendable {
    public var site: SiteID
    public var position: Position
    public var stream: StreamID
    /// Gapless from 1 in its stream.
    public var number: Int64
    public var kind: EventKind
    /// Mendmark's clock in the writing transaction; never earlier than that of the position before.
    public var recordedAt: Instant
    public var occurredAt: Instant?
    public var basedOn: Int64?
    public var actor: EventActor
    public var channel: Channel
    public var command: CommandID
    public var audience: Audience
    /// Canonical JSON.
    public var payload: [UInt8]
    /// The hash's name: `sha256`.
    public var algorithm: String
    /// The hash of the event at the position before; 32 zero bytes at position 1.
    public var previousHash: [UInt8]
    public var hash: [UInt8]

    public init(
        site: SiteID, position: Position, stream: StreamID, number: Int64, kind: EventKind,
        recordedAt: Instant,
        occurredAt: Instant?, basedOn: Int64?, actor: EventActor, channel: Channel, command: CommandID,
        audience: Audience, payload: [UInt8], algorithm: String, previousHash: [UInt8], hash: [UInt8]
    ) {
        self.site = site
        self.position = position
        self.stream = stream
        self.number = number
        self.kind = kind
        self.recordedAt = recordedAt
        self.occurredAt = occurredAt
        self.basedOn = basedOn
        self.actor = actor
        self.channel = channel
        self.command = command
        self.audience = audience
        self.payload = payload
        self.algorithm = algorithm
        self.previousHash = previousHash
        self.hash = hash
    }

    /// When it happened: as claimed, else as recorded.
    public var happenedAt: Instant { occurredAt ?? recordedAt }
}

/// An event that was read back: its envelope and what happened.
public struct RecordedEvent<Happening: Fact>: Hashable, Sendable {
    public var envelope: EventEnvelope
    public var fact: Happening

    public init(envelope: EventEnvelope, fact: Happening) {
        self.envelope = envelope
        self.fact = fact
    }
}

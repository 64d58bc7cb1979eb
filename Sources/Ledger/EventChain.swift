/// The chain over a site's events: each hash covers every field of its envelope and the hash before it.
///
/// The hash itself is passed in, so that the ledger stays free of any cipher.
public struct EventChain: Sendable {
    public typealias Digest = @Sendable ([UInt8]) -> [UInt8]

    public let algorithm: String
    public let digest: Digest

    /// - Parameters:
    ///   - algorithm: the digest's name as envelopes bear it, e.g. `sha256`.
    ///   - digest: any bytes to a digest of 32 bytes.
    public init(algorithm: String, digest: @escaping Digest) {
        self.algorithm = algorithm
        self.digest = digest
    }

    /// What stands before the first event: 32 zero bytes.
    public static let origin = [UInt8](repeating: 0, count: 32)

    /// The hash that an envelope must bear; its own `hash` field is not looked at.
    public func hash(of envelope: EventEnvelope) -> [UInt8] { digest(Self.material(of: envelope)) }

    /// What is wrong with an envelope that follows `previousHash`, or nil.
    public func fault(in envelope: EventEnvelope, position: Position, previousHash: [UInt8]) -> ChainFault? {
        if envelope.position != position { return .gap(expected: position, found: envelope.position) }
        if envelope.algorithm != algorithm { return .algorithm(at: position, found: envelope.algorithm) }
        if envelope.previousHash != previousHash { return .broken(at: position) }
        if hash(of: envelope) != envelope.hash { return .altered(at: position) }
        return nil
    }

    /// Every field but the hash, each with its length in front as eight bytes, most significant first; an
    /// absent field has the length of all ones.
    static func material(of envelope: EventEnvelope) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(320 + envelope.payload.count)
        func add(_ field: some Collection<UInt8>) {
            withUnsafeBytes(of: UInt64(field.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: field)
        }
        func add(_ number: Int64?) {
            guard let number else {
                bytes.append(contentsOf: repeatElement(0xFF, count: 8))
                return
            }
            withUnsafeBytes(of: number.bigEndian) { field in add(Array(field)) }
        }
        func add(_ text: String) { add(text.utf8) }
        add(envelope.algorithm)
        add(envelope.site.rawValue)
        add(envelope.position.rawValue)
        add(envelope.stream.kind.rawValue)
        add(envelope.stream.number)
        add(envelope.number)
        add(envelope.kind.name)
        add(Int64(envelope.kind.version))
        add(envelope.recordedAt.microseconds)
        add(envelope.occurredAt?.microseconds)
        add(envelope.basedOn)
        add(envelope.actor.description)
        add(envelope.channel.rawValue)
        add(envelope.command.bytes)
        add(envelope.audience.rawValue)
        add(envelope.payload)
        add(envelope.previousHash)
        return bytes
    }
}

/// Where a chain doesn't hold.
public enum ChainFault: Hashable, Sendable {
    /// An event is missing, or stands twice.
    case gap(expected: Position, found: Position)
    case algorithm(at: Position, found: String)
    /// Its previous hash isn't that of the event before.
    case broken(at: Position)
    /// A field isn't what was hashed.
    case altered(at: Position)
}

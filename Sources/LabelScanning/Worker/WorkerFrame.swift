import Foundation

/// One message between the gateway and its worker: what it is, what it says of itself in JSON, and bytes.
///
/// On the wire: the kind (1 byte), the lengths of head and body (4 bytes each, the highest first), head, body.
struct WorkerFrame: Hashable, Sendable {
    enum Kind: UInt8 {
        // To the worker.
        case hello = 1
        case learn, labels, kept
        // From the worker.
        case ready = 16
        /// The photo is all there; whatever happens from now on is its doing.
        case taken
        /// Its header is in order.
        case decoding
        case answer, refused
    }

    var kind: Kind
    var head: [UInt8] = []
    var body: [UInt8] = []

    static let headerLength = 9
    static let headBytesMax = 1 << 20

    init(_ kind: Kind, body: [UInt8] = []) {
        self.kind = kind
        self.body = body
    }

    init(_ kind: Kind, _ value: some Encodable, body: [UInt8] = []) {
        self.kind = kind
        // Only values of our own are encoded, all of them finite numbers, texts and lists.
        head = Array((try? JSONEncoder().encode(value)) ?? Data())
        self.body = body
    }

    /// - Throws: `WorkerFault.foreign`
    func value<Value: Decodable>(_ type: Value.Type) throws(WorkerFault) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(head))
        } catch {
            throw .foreign
        }
    }

    var header: [UInt8] {
        [kind.rawValue] + Self.bytes(UInt32(head.count)) + Self.bytes(UInt32(body.count))
    }

    /// - Throws: `WorkerFault.foreign` where that isn't a header, or one of more than the limits.
    static func lengths(
        of header: [UInt8], bodyBytesMax: Int
    ) throws(WorkerFault) -> (kind: Kind, head: Int, body: Int) {
        let reader = ByteReader(header)
        guard let kind = header.first.flatMap(Kind.init), let head = reader.long(at: 1),
            let body = reader.long(at: 5), head <= headBytesMax, body <= bodyBytesMax
        else { throw .foreign }
        return (kind, head, body)
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}

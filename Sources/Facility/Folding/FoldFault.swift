public import Ledger

/// Why a fact doesn't continue a stream. It means a ledger or a projection that doesn't hold, never bad
/// input.
public enum FoldFault: Error, Hashable {
    /// The stream's first event must create its thing.
    case nothingThere(StreamID, EventKind)
    /// The thing was there already.
    case alreadyThere(StreamID, EventKind)
    /// A fact about another kind of thing than the stream's.
    case foreignFact(StreamID, EventKind)
    /// Another number than the one after the newest event.
    case wrongNumber(StreamID, expected: Int64, found: Int64)
    /// The payload names another thing than the stream does.
    case wrongIdentity(StreamID, found: Int64)
}

/// Where a fact stands: what every fold needs to know besides the fact.
struct FoldStep {
    var stream: StreamID
    var number: Int64
    var fact: RegisterFact

    /// Checks what must hold before a stream's first event creates a thing.
    func expectFirst(revision: Int64?, identity: Int64? = nil) throws(FoldFault) {
        guard revision == nil else { throw .alreadyThere(stream, fact.kind) }
        guard number == 1 else { throw .wrongNumber(stream, expected: 1, found: number) }
        if let identity, identity != stream.number { throw .wrongIdentity(stream, found: identity) }
    }

    /// The thing that a later event changes.
    func expectNext<Thing>(_ thing: Thing?, revision: (Thing) -> Int64) throws(FoldFault) -> Thing {
        guard let thing else { throw .nothingThere(stream, fact.kind) }
        guard number == revision(thing) + 1 else {
            throw .wrongNumber(stream, expected: revision(thing) + 1, found: number)
        }
        return thing
    }

    func expect(_ kind: StreamKind) throws(FoldFault) {
        guard stream.kind == kind else { throw .foreignFact(stream, fact.kind) }
    }
}

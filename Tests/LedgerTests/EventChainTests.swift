import Ledger
import Testing

@Suite struct EventChainTests {
    /// FNV-1a in four lanes: no cipher, but every byte counts.
    let chain = EventChain(algorithm: "toy") { bytes in
        (0..<4).flatMap { lane -> [UInt8] in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(lane)
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return withUnsafeBytes(of: hash.bigEndian, Array.init)
        }
    }

    private func sealed(_ change: (inout EventEnvelope) -> Void = { _ in }) -> EventEnvelope {
        var envelope = EventEnvelope(
            site: SiteID(1), position: Position(9), stream: StreamID(.ticket, 4), number: 2,
            kind: EventKind("ticket.accepted"), recordedAt: Instant(seconds: 100), occurredAt: nil,
            basedOn: nil,
            actor: .staff(PersonID(7)), channel: .desk,
            command: CommandID(at: Instant(seconds: 99), random: (1, 2)),
            audience: .staff, payload: Array("{}".utf8), algorithm: "toy", previousHash: EventChain.origin,
            hash: [])
        envelope.hash = chain.hash(of: envelope)
        change(&envelope)
        return envelope
    }

    private func fault(_ envelope: EventEnvelope) -> ChainFault? {
        chain.fault(in: envelope, position: Position(9), previousHash: EventChain.origin)
    }

    @Test func anUntouchedEventHasNoFault() { #expect(fault(sealed()) == nil) }

    @Test(
        arguments: [
            { $0.site = SiteID(2) }, { $0.stream = StreamID(.label, 4) },
            { $0.stream = StreamID(.ticket, 5) },
            { $0.number = 3 }, { $0.kind.name = "ticket.resolved" }, { $0.kind.version = 2 },
            { $0.recordedAt = Instant(microseconds: 100_000_001) }, { $0.occurredAt = Instant(seconds: 100) },
            { $0.basedOn = 1 }, { $0.actor = .staff(PersonID(8)) }, { $0.actor = .reporter(PersonID(7)) },
            { $0.channel = .phone }, { $0.command = CommandID(at: Instant(seconds: 99), random: (1, 3)) },
            { $0.audience = .everyone }, { $0.payload = Array("{ }".utf8) }, { $0.hash[31] ^= 1 },
            { $0.hash = [] },
        ] as [@Sendable (inout EventEnvelope) -> Void])
    func everyFieldThatWasAlteredIsFound(_ alter: @Sendable (inout EventEnvelope) -> Void) {
        #expect(fault(sealed(alter)) == .altered(at: Position(9)))
    }

    @Test func gapsForeignAlgorithmsAndBrokenLinksAreTold() {
        #expect(
            fault(sealed { $0.position = Position(10) }) == .gap(expected: Position(9), found: Position(10)))
        #expect(fault(sealed { $0.algorithm = "none" }) == .algorithm(at: Position(9), found: "none"))
        #expect(fault(sealed { $0.previousHash[0] = 1 }) == .broken(at: Position(9)))
    }

    @Test func bytesThatMoveFromOneFieldToTheNextChangeTheHash() {
        let left = sealed {
            $0.kind.name = "ab"
            $0.channel = .scan
        }
        let right = sealed {
            $0.kind.name = "a"
            $0.channel = .scan
        }
        #expect(chain.hash(of: left) != chain.hash(of: right))
        let claimed = sealed { $0.occurredAt = Instant(microseconds: -1) }
        #expect(chain.hash(of: claimed) != chain.hash(of: sealed()))
    }

    @Test func whenItHappenedIsAsClaimedElseAsRecorded() {
        #expect(sealed().happenedAt == Instant(seconds: 100))
        #expect(sealed { $0.occurredAt = Instant(seconds: 5) }.happenedAt == Instant(seconds: 5))
    }
}

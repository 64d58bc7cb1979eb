import Facility
import Foundation
import Ledger
import Testing

/// One golden file for each kind and version: what was written once must be read for ever.
@Suite struct RegisterFactCodingTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private let encoder = CanonicalEncoder(sealer: PlainSealer())
    private let decoder = CanonicalDecoder(opener: PlainSealer())

    private func golden(_ kind: EventKind) throws -> [UInt8] {
        Array(try Data(contentsOf: Self.folder.appending(path: "\(kind).json")))
    }

    @Test(arguments: FactSamples.all)
    func writingGivesTheGoldenBytes(_ fact: RegisterFact) throws {
        #expect(
            String(decoding: try fact.payload(encoder), as: UTF8.self)
                == String(decoding: try golden(fact.kind), as: UTF8.self))
    }

    @Test(arguments: FactSamples.all)
    func theGoldenBytesReadAsTheFact(_ fact: RegisterFact) throws {
        #expect(try RegisterFact(fact.kind, payload: try golden(fact.kind), decoder) == fact)
    }

    @Test func everyKindHasASampleAndAFile() throws {
        #expect(Set(FactSamples.all.map(\.kind)) == Set(RegisterFact.kinds))
        #expect(RegisterFact.kinds.count == FactSamples.all.count)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(RegisterFact.kinds.map { "\($0).json" }))
    }

    @Test func kindsAndVersionsThatNobodyKnowsAreRefused() {
        #expect(throws: FactError.unknownKind(EventKind("place.painted"))) {
            try RegisterFact(EventKind("place.painted"), payload: Array("{}".utf8), decoder)
        }
        #expect(throws: FactError.unknownKind(EventKind("place.added", version: 2))) {
            try RegisterFact(EventKind("place.added", version: 2), payload: Array("{}".utf8), decoder)
        }
    }

    @Test(arguments: RegisterFact.kinds.filter { !["person.passwordSet", "label.seen"].contains($0.name) })
    func aPayloadOfAnotherShapeIsRefused(_ kind: EventKind) {
        for text in ["", "[]", "7", "{\"x\":1}", "null"]
        where !(kind.name == "place.moved" || kind.name == "device.installed") || text != "{\"x\":1}" {
            #expect(throws: (any Error).self) { try RegisterFact(kind, payload: Array(text.utf8), decoder) }
        }
    }

    @Test func registerFactsAreForStaff() {
        #expect(FactSamples.all.allSatisfy { $0.audience == .staff })
    }
}

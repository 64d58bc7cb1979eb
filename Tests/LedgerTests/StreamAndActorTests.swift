import Ledger
import Testing

@Suite struct StreamAndActorTests {
    @Test(arguments: [
        EventActor.reporter(PersonID(1)), .staff(PersonID(.max)), .apiClient(PersonID(3)), .system("sweep"),
        .system("12"), .system("a:b"),
    ])
    func actorsReadBackFromTheirText(_ actor: EventActor) {
        #expect(EventActor(actor.description) == actor)
    }

    @Test(arguments: ["", "staff", "staff:", "staff:x", "boss:1", ":", "staff:1:2"])
    func otherTextsAreNoActors(_ text: String) { #expect(EventActor(text) == nil) }

    @Test func onlyTheMachineIsNobody() {
        #expect(EventActor.system("sweep").person == nil)
        #expect(EventActor.apiClient(PersonID(4)).person == PersonID(4))
    }

    @Test func identifiersAreBareNumbersInJSONAndKeys() throws {
        let bytes = try CanonicalEncoder().encode([SiteID(1): [SiteID(2)]])
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"1":[2]}"#)
        #expect(
            try CanonicalDecoder().decode([SiteID: [SiteID]].self, from: bytes) == [SiteID(1): [SiteID(2)]])
    }

    @Test func streamsAndKindsHaveReadableNames() {
        #expect(StreamID(.place, 12).description == "place/12")
        #expect(EventKind("place.added", version: 2).description == "place.added.v2")
        #expect(Position.start < Position(1))
    }
}

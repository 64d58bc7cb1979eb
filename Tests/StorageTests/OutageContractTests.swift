import Facility
import Ledger
import Testing
import TicketTracking

/// What cables, notices and incidents need of a storage, on every engine.
struct OutageContractTests {
    @Test(arguments: TestedStore.allCases)
    func `a point's cable and a place's notices come back whole; a switch lists its points by port`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let points = (1...3).map { id in
                SampleCommits.place(Int64(id), kind: .networkPoint, reference: "P\(id)", zh: "点\(id)")
            }
            let ports = ["Gi0/10", "Gi0/2"].enumerated().map { index, port in
                (
                    StreamID(.place, Int64(index + 1)), Int64(2),
                    RegisterFact.placeCabled(
                        PlaceCabled(port: SwitchPort(device: DeviceID(8), port: port), source: "csv"))
                )
            }
            let notice = Notice(
                number: 1,
                terms: NoticeTerms(
                    from: SampleCommits.start, hours: DailyHours("23:30-06:00"),
                    text: LocalizedName(zh: "夜间断网")))
            let posted = (StreamID(.place, 3), Int64(2), RegisterFact.placeNoticePosted(notice))
            _ = try await store.commit(
                SampleCommits.register(900, points.map(SampleCommits.added) + ports + [posted]))
            #expect(try await store.points(on: DeviceID(8)).map(\.reference) == ["P2", "P1"])
            #expect(try await store.points(on: DeviceID(9)) == [])
            let uplink = try await store.place(PlaceID(1))?.uplink
            #expect(uplink?.port.port == "Gi0/10" && uplink?.source == "csv")
            #expect(uplink?.since == SampleCommits.start)
            let place = try await store.place(PlaceID(3))
            #expect(place?.notices == [notice] && place?.noticeCount == 1)
        }
    }
}

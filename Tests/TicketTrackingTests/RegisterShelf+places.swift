import Facility
import Ledger
import RegisterShelf

extension RegisterShelf {
    /// Adds the places of the sample desk, in one commit.
    func addSamplePlaces() async throws {
        let command = CommandID(at: SampleDesk.monday, random: (1, 1))
        let drafts = SampleDesk.places.map { place in
            EventDraft(
                stream: StreamID(.place, place.id.rawValue), number: 1, actor: .system("test"),
                channel: .commandLine, command: command, fact: RegisterFact.placeAdded(place))
        }
        _ = try commit(Commit(command: command, fingerprint: [], drafts: drafts, result: []))
    }
}

import Ledger
import TicketTracking

/// Parts that many events share: what people wrote, as far as it is still shown, and where.
extension StoryTeller {
    func said(_ words: Personal<String>?) -> [String] {
        words.map { [$0.value.map { "“\($0)”" } ?? Self.erased] } ?? []
    }

    /// What is told of an event, and what became of it since.
    func details(
        of event: RecordedEvent<TicketFact>, shown: ShownEvents
    ) async -> [String] {
        let told = await details(of: shown.fact(event))
        switch shown.mark(event) {
        case .none: return told
        case .amended: return told + ["put right later"]
        // Nobody was erased: only these words are gone.
        case .redacted: return told.filter { !$0.hasSuffix(Self.erased) } + ["blacked out"]
        }
    }

    /// In the place of words whose owner's key is gone.
    static let erased = "erased"

    func reworks(_ ended: TicketID?) -> [String] {
        ended.map { ["takes up ticket \(desk.number(of: $0)) again (返修)"] } ?? []
    }

    func path(_ steps: [PlaceStep]) -> [String] {
        steps.isEmpty ? [] : ["at " + steps.map(\.reference).joined(separator: " › ")]
    }

    func reasons(_ reasons: [RoutingReason]) -> String {
        reasons.isEmpty
            ? " (the last rule)" : " because of " + reasons.map(\.condition).joined(separator: ", ")
    }
}

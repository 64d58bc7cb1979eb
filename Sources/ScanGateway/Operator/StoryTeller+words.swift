import Ledger
import TicketTracking

/// What people wrote, as far as it is still shown.
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
}

public import Facility
import Ledger

extension RepairDesk {
    private static let practiceAtOnce = 200

    /// Dismisses what was made for practice and isn't finished: nobody is to work on it, or to be called, once it is over.
    ///
    /// - Returns: how many tickets.
    /// - Throws: `CommitFailure`; whatever else the stores throw. Sent again under its key it goes on.
    public func endPractice(act: Act) async throws -> Int {
        var (count, last) = (0, TicketID?.none)
        while true {
            let page = try await tickets.unfinished(after: last, limit: Self.practiceAtOnce)
            guard let end = page.last else { return count }
            for id in page {
                guard let ticket = try await ticket(id), ticket.isPractice else { continue }
                var part = act.part(id.rawValue)
                part.by = .system("practice")
                do {
                    _ = try await perform(
                        .act(.dismiss(.test, words: "演练结束 / end of practice", confirmsHazard: true), on: id),
                        act: part)
                    count += 1
                } catch is Refusal {
                    // It ended by itself meanwhile.
                    continue
                }
            }
            last = end
        }
    }
}

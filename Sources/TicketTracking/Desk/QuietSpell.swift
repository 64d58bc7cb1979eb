public import Ledger

/// When a receiver may be disturbed again: what would come within a spell of quiet is gathered into one disturbance.
public enum QuietSpell {
    /// The moment at which a message goes out.
    ///
    /// - Parameters:
    ///   - wanted: the earliest that suits.
    ///   - taken: the moments at which the receiver is or was disturbed, at least a spell apart; any order.
    ///   - quiet: the spell.
    /// - Returns: one of `taken`, which the message joins, less than a spell after `wanted` or after one that came just
    ///   before it; or a new moment at least a spell after the one before and before the next.
    public static func moment(wanted: Instant, taken: [Instant], quiet: Duration) -> Instant {
        var moment = wanted
        for slot in taken.sorted() {
            if slot + quiet <= moment { continue }
            // Just before: it has gone out, or goes out too early.
            if slot < moment {
                moment = slot + quiet
                continue
            }
            // Soon after: it waits for that one. Any later one leaves room.
            return slot - moment < quiet ? slot : moment
        }
        return moment
    }
}

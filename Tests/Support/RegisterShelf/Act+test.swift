public import Facility
public import Ledger

extension Act {
    /// An act of the machine's own operator, under a key of its own unless one is given.
    public static func byOperator(
        _ number: UInt64, at instant: Instant = Instant(seconds: 1_788_000_000)
    ) -> Act {
        Act(
            by: .system("test"), at: instant, channel: .commandLine,
            command: CommandID(at: instant, random: (number, number)))
    }

    /// An act of a signed-in person with one grant.
    public static func by(
        _ person: Int64, _ role: Role, _ scope: GrantScope = .site, _ number: UInt64,
        at instant: Instant = Instant(seconds: 1_788_000_000)
    ) -> Act {
        Act(
            by: Principal(actor: .staff(PersonID(person)), grants: [Grant(role: role, scope: scope)]),
            at: instant,
            channel: .desk, command: CommandID(at: instant, random: (number, number)))
    }
}

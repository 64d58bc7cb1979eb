import Ledger

/// What becomes of work that nobody signs off (验收): it is asked for, then escalated, then waited for no longer, so that
/// no ticket hangs for ever; the follow-up asks its reporters all the same.
public struct SignOffRules: Hashable, Sendable {
    public enum Step: String, Hashable, Sendable, Codable, CaseIterable {
        /// The reporters are asked, and the team lead is told.
        case remind
        /// The team lead and the supervisor are told.
        case escalate
        /// The ticket goes on without.
        case lapse

        func isAfter(_ other: Step) -> Bool { rank > other.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

        var receivers: [EscalationRules.Receiver] {
            self == .remind ? [.teamLead] : [.teamLead, .supervisor]
        }
    }

    /// Service time of the team since the work was answered; each more than the one before.
    public var times: [Step: Duration]

    /// Two, four and five working days of eight hours.
    public static let standardTimes: [Step: Duration] = [
        .remind: .seconds(16 * 3_600), .escalate: .seconds(32 * 3_600), .lapse: .seconds(40 * 3_600),
    ]

    /// - Parameter times: what it leaves out is as in `standardTimes`.
    public init(times: [Step: Duration] = [:]) {
        self.times = Self.standardTimes.merging(times) { _, given in given }
    }

    public subscript(_ step: Step) -> Duration { times[step] ?? .seconds(40 * 3_600) }
}

public import Facility
import Ledger

/// Who is told that a ticket is late, when, and how often at most (升级): a ladder, as data.
public struct EscalationRules: Hashable, Sendable {
    /// One rung: at a share of the service time that a clock allows, these are told.
    public struct Step: Hashable, Sendable {
        /// Of the target's service time, 1 to 1,000; 100 is the due instant itself.
        public var percent: Int
        public var receivers: [Receiver]

        public init(percent: Int, receivers: [Receiver]) {
            self.percent = percent
            self.receivers = receivers
        }
    }

    /// Whom a rung or a hop names; who that is, is found when the message is sent.
    public enum Receiver: String, Hashable, Sendable, Codable, CaseIterable {
        /// The lead of the ticket; where nobody leads, its team.
        case assignee
        case team
        /// Whoever dispatches.
        case dutyDesk
        case teamLead, supervisor, head

        /// nil: no role, but a person or a team.
        public var role: Role? {
            switch self {
            case .assignee, .team: nil
            case .dutyDesk: .dispatcher
            case .teamLead: .teamLead
            case .supervisor: .supervisor
            case .head: .head
            }
        }
    }

    /// When those named are told each week of what is still late after the last rung.
    public struct Weekly: Hashable, Sendable {
        public var weekday: Weekday
        /// Of the local day, 0 to 1,439.
        public var minute: Int
        public var receivers: [Receiver]

        public init(weekday: Weekday, minute: Int, receivers: [Receiver]) {
            self.weekday = weekday
            self.minute = minute
            self.receivers = receivers
        }
    }

    /// The rungs of each clock, in the order of their percent; a clock without any only notes that it ran out.
    public var steps: ByClock<[Step]>
    public var weekly: Weekly?
    /// Nobody is disturbed more than once in it; hazards are excepted.
    public var quiet: Duration
    /// The furthest date until which an acknowledgement stops the ladder.
    public var acknowledgementMax: Duration

    public init(
        steps: ByClock<[Step]> = [:], weekly: Weekly? = nil, quiet: Duration = .seconds(600),
        acknowledgementMax: Duration = .seconds(3 * 86_400)
    ) {
        self.steps = steps
        for clock in ServiceClock.allCases {
            self.steps[clock]?.sort { $0.percent < $1.percent }
        }
        self.weekly = weekly
        self.quiet = quiet
        self.acknowledgementMax = acknowledgementMax
    }

    /// 50 % reminds the assignee, 80 % tells the team lead too, 100 % the supervisor, 150 % the head; Monday at half past
    /// eight lists what is late still.
    public static let standard: EscalationRules = {
        let ladder = [
            Step(percent: 50, receivers: [.assignee]), Step(percent: 80, receivers: [.assignee, .teamLead]),
            Step(percent: 100, receivers: [.assignee, .teamLead, .supervisor]),
            Step(percent: 150, receivers: [.assignee, .teamLead, .supervisor, .head]),
        ]
        return EscalationRules(
            steps: [.response: ladder, .arrival: ladder, .resolution: ladder],
            weekly: Weekly(weekday: .monday, minute: 510, receivers: [.supervisor, .head]))
    }()
}

/// Who is asked to acknowledge a hazard that nobody has, one after another, at any hour, until somebody does.
public struct HazardRules: Hashable, Sendable {
    /// How long each has, by the clock.
    public var within: Duration
    /// In turn, then from the first again; empty: nobody is.
    public var receivers: [EscalationRules.Receiver]

    public init(within: Duration = .seconds(300), receivers: [EscalationRules.Receiver] = []) {
        self.within = within
        self.receivers = receivers
    }

    public static let standard = HazardRules(receivers: [.dutyDesk, .teamLead, .supervisor, .head])

    /// Who is asked at a hop, 1 and up.
    func receiver(hop: Int) -> EscalationRules.Receiver? {
        receivers.isEmpty ? nil : receivers[(hop - 1) % receivers.count]
    }
}

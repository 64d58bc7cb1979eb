public import Facility

/// How a ticket gets from its team to a person, for teams with a rota, and for those that let their people choose.
public struct DispatchRules: Hashable, Sendable {
    /// 值班台: has a ticket by hand where nobody of its team can be asked; nil: it stays with the team.
    public var dutyDesk: TeamKey?
    /// How long whoever was asked may take to accept, by the clock; then the next one is asked.
    public var acceptance: [Priority: Duration]
    /// 抢单: teams whose people take tickets by themselves.
    public var pools: Set<TeamKey>

    public static let standardAcceptance: [Priority: Duration] = [
        .hazard: .seconds(300), .high: .seconds(900), .normal: .seconds(3_600), .low: .seconds(4 * 3_600),
    ]

    /// - Parameter acceptance: what it leaves out is as in `standardAcceptance`.
    public init(
        dutyDesk: TeamKey? = nil, acceptance: [Priority: Duration] = [:], pools: Set<TeamKey> = []
    ) {
        self.dutyDesk = dutyDesk
        self.acceptance = Self.standardAcceptance.merging(acceptance) { _, given in given }
        self.pools = pools
    }

    func acceptance(of priority: Priority) -> Duration { acceptance[priority] ?? .seconds(3_600) }
}

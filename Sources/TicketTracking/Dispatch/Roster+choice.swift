public import Ledger

/// Who of a team is asked, and why the others aren't.
public struct DutyChoice: Hashable, Sendable {
    /// nil: nobody can be asked.
    public var chosen: PersonID?
    /// In the order of `PassReason`; each person of the roster but the chosen one stands in it once.
    public var passed: [PassedOver]
}

extension Roster {
    /// Chooses: on duty, able to do it, not asked before; of those the least busy, then the nearest, then whoever was
    /// given a ticket longest ago.
    ///
    /// - Parameter asked: who was asked in this round already.
    public func choose(_ needs: WorkNeeds, after asked: Set<PersonID> = []) -> DutyChoice {
        var passed: [PassReason: [PersonID]] = [:]
        var left: [RosterCandidate] = []
        for candidate in candidates {
            if let reason = candidate.bar(to: needs, asked) {
                passed[reason, default: []].append(candidate.person)
            } else {
                left.append(candidate)
            }
        }
        func keep(_ reason: PassReason, _ isBest: (RosterCandidate) -> Bool) {
            for candidate in left where !isBest(candidate) {
                passed[reason, default: []].append(candidate.person)
            }
            left = left.filter(isBest)
        }
        if let least = left.map(\.load).min() { keep(.busier) { $0.load == least } }
        if left.contains(where: \.isNear) { keep(.farther) { $0.isNear } }
        if let first = left.min(by: { $0.waitsSince < $1.waitsSince }) {
            keep(.givenLater) { $0.person == first.person }
        }
        return DutyChoice(
            chosen: left.first?.person,
            passed: PassReason.allCases.compactMap { why in
                passed[why].map { PassedOver(why: why, people: $0) }
            })
    }
}

extension RosterCandidate {
    /// Why the person can't be asked at all; nil: can be.
    fileprivate func bar(to needs: WorkNeeds, _ asked: Set<PersonID>) -> PassReason? {
        if isDisabled { return .disabled }
        if !isEntitled { return .notEntitled }
        if !isOnDuty { return .offDuty }
        if !needs.trades.isEmpty, trades.isDisjoint(with: needs.trades) { return .lacksTrade }
        if !needs.skills.isSubset(of: skills) { return .lacksSkill }
        return asked.contains(person) ? .askedBefore : nil
    }

    /// Whoever was never given one has waited longest.
    fileprivate var waitsSince: Int64 { lastGiven?.microseconds ?? .min }
}

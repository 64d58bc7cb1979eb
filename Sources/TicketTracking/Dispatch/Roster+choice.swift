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
        var passed = PassReason.allCases.map { PassedOver(why: $0, people: []) }
        func pass(_ index: Int, _ why: PassReason) {
            passed[why.place].people.append(candidates[index].person)
        }
        // Indices: a candidate that is handed about is copied with its trades and skills.
        var left: [Int] = []
        for index in candidates.indices {
            if let why = candidates[index].bar(to: needs, asked) {
                pass(index, why)
            } else {
                left.append(index)
            }
        }
        func keep(_ why: PassReason, _ isBest: (Int) -> Bool) {
            for index in left where !isBest(index) { pass(index, why) }
            left = left.filter(isBest)
        }
        if let least = left.map({ candidates[$0].load }).min() {
            keep(.busier) { candidates[$0].load == least }
        }
        if left.contains(where: { candidates[$0].isNear }) { keep(.farther) { candidates[$0].isNear } }
        if let first = left.min(by: { candidates[$0].waitsSince < candidates[$1].waitsSince }) {
            keep(.givenLater) { $0 == first }
        }
        return DutyChoice(
            chosen: left.first.map { candidates[$0].person }, passed: passed.filter { !$0.people.isEmpty })
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

public import Facility

/// Who works when in one team, and what each can.
public struct TeamRota: Hashable, Sendable {
    public static let membersMax = 500

    /// In the order in which they are listed, which decides between people who are equal in all else.
    public let members: [RotaMember]
    public let patterns: [ShiftPattern]
    public let exceptions: [RotaException]

    private let byName: [SignInName: Int]
    private let extras: [CivilDay: [(SignInName, ShiftHours)]]

    /// - Returns: nil where somebody is listed twice, or somebody who isn't listed has a shift.
    public init?(members: [RotaMember], patterns: [ShiftPattern], exceptions: [RotaException] = []) {
        self.members = members
        self.patterns = patterns
        self.exceptions = exceptions
        byName = Dictionary(members.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var extras: [CivilDay: [(SignInName, ShiftHours)]] = [:]
        for case .extra(let name, let day, let hours) in exceptions {
            extras[day, default: []].append((name, hours))
        }
        self.extras = extras
        guard byName.count == members.count else { return nil }
        let named = patterns.flatMap { $0.turns.joined() } + exceptions.flatMap(\.people)
        guard named.allSatisfy({ byName[$0] != nil }) else { return nil }
    }

    /// Who was to give away shifts by a swap and has none that begins on that day, as far as the patterns and the swaps
    /// before it say; by the swap's place among the exceptions.
    public var emptySwaps: [(exception: Int, person: SignInName, day: CivilDay)] {
        var empty: [(exception: Int, person: SignInName, day: CivilDay)] = []
        for (index, exception) in exceptions.enumerated() {
            guard case .swap(let one, let first, let other, let second) = exception else { continue }
            let before = exceptions[..<index].filter { if case .swap = $0 { true } else { false } }
            let rota = TeamRota(members: members, patterns: patterns, exceptions: before)
            for (person, day) in [(one, first), (other, second)]
            where rota?.planned(on: day).contains(where: { $0.person == person }) == false {
                empty.append((index, person, day))
            }
        }
        return empty
    }

    public func member(_ name: SignInName) -> RotaMember? { byName[name].map { members[$0] } }

    /// The shifts that begin on a day, after swaps and without those who are away.
    func planned(on day: CivilDay) -> [PlannedShift] {
        var planned: [PlannedShift] = []
        for pattern in patterns {
            for person in pattern.people(on: day) {
                planned.append(PlannedShift(person: person, hours: pattern.hours, name: pattern.name))
            }
        }
        for exception in exceptions {
            guard case .swap(let one, let first, let other, let second) = exception else { continue }
            for index in planned.indices {
                if day == first, planned[index].person == one {
                    planned[index].person = other
                } else if day == second, planned[index].person == other {
                    planned[index].person = one
                }
            }
        }
        for (person, hours) in extras[day] ?? [] {
            planned.append(PlannedShift(person: person, hours: hours, name: nil))
        }
        let away = Set(exceptions.compactMap { $0.isAway(on: day) })
        return away.isEmpty ? planned : planned.filter { !away.contains($0.person) }
    }

    public static func == (left: TeamRota, right: TeamRota) -> Bool {
        left.members == right.members && left.patterns == right.patterns
            && left.exceptions == right.exceptions
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(members)
        hasher.combine(patterns)
        hasher.combine(exceptions)
    }
}

/// A shift of one person, by the clock on the wall.
struct PlannedShift: Hashable {
    var person: SignInName
    var hours: ShiftHours
    /// The pattern's; nil: an extra shift.
    var name: LocalizedName?
}

/// One of a team.
public struct RotaMember: Hashable, Sendable {
    public var name: SignInName
    public var trades: Set<TradeKey>
    public var skills: Set<SkillKey>

    public init(name: SignInName, trades: Set<TradeKey> = [], skills: Set<SkillKey> = []) {
        self.name = name
        self.trades = trades
        self.skills = skills
    }
}

/// Where a rota isn't as its patterns say.
public enum RotaException: Hashable, Sendable {
    /// Ill or on leave: no shift that begins on these days, an extra or a swapped one neither.
    case away(SignInName, from: CivilDay, through: CivilDay)
    case extra(SignInName, CivilDay, ShiftHours)
    /// The first's shifts that begin on the first day are the second's, and the second's on the second day the first's.
    case swap(SignInName, CivilDay, with: SignInName, CivilDay)

    var people: [SignInName] {
        switch self {
        case .away(let name, _, _), .extra(let name, _, _): [name]
        case .swap(let one, _, let other, _): [one, other]
        }
    }

    fileprivate func isAway(on day: CivilDay) -> SignInName? {
        guard case .away(let name, let first, let last) = self, first <= day, day <= last else { return nil }
        return name
    }
}

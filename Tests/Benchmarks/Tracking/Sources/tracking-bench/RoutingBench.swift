import Facility
import Ledger
import TicketTracking

/// How long a routing decision takes: 500 rules, of which the last holds, and a team of 200 people.
struct RoutingBench {
    private static let rules = 500
    private static let people = 200
    private static let rounds = 1_001

    private let policy: DeskPolicy
    private let team: TeamKey
    private let path: [Place]
    private let roster: Roster
    private let report: Report

    init() throws {
        team = try BenchDesk.key("network")
        let kinds: [PlaceKind] = [.campus, .building, .floor, .room]
        path = kinds.enumerated().map { index, kind in
            Place(
                id: PlaceID(Int64(index + 1)), parent: index == 0 ? nil : PlaceID(Int64(index)), kind: kind,
                reference: "WT-3J-F\(index)", name: LocalizedName(zh: "处"))
        }
        policy = try Self.policy(team)
        let onDuty = policy.rota.onDuty(team, at: BenchDesk.start) ?? []
        let members = policy.rota.teams[team]?.members ?? []
        let trade: TradeKey = try BenchDesk.key("network")
        let candidates = members.enumerated().map { index, member in
            RosterCandidate(
                person: PersonID(Int64(index + 1)), trades: [trade], isOnDuty: onDuty.contains(member.name),
                load: index * 7 % 5, isNear: index % 3 == 0,
                lastGiven: BenchDesk.start - .seconds(index * 37 % 4_001))
        }
        roster = Roster(team: team, rotaVersion: 1, candidates: candidates)
        let words = "宿舍里的网口插上网线没有反应，室友的也一样，昨天晚上还是好的。Room 204, second socket."
        report = Report(
            id: ReportID(1), reporter: PersonID(9_000), channel: .scan, place: .at(PlaceID(4)),
            category: try BenchDesk.key("network.point"), words: .clear(words, of: PersonID(9_000)))
    }

    /// Rules that ask for places, categories, words, hours and organisations in turn, none of which the report meets.
    private static func policy(_ team: TeamKey) throws -> DeskPolicy {
        let base = try BenchDesk.policy()
        var rules: [RoutingRule] = []
        for number in 0..<Self.rules - 1 {
            var condition = RoutingCondition()
            switch number % 5 {
            case 0: condition.places = ["LH-\(number)", "LH-\(number + 1)", "LH-\(number + 2)"]
            case 1: condition.categories = [try BenchDesk.key("network.cable"), try BenchDesk.key("water")]
            case 2: condition.words = TextHints(["词\(number)", "projector\(number)", "漏水\(number)"])
            case 3:
                condition.places = ["WT-3J-F1"]
                condition.hours = ServiceHours(start: 60, end: 61)
            default:
                condition.places = ["WT-3J-F2"]
                condition.placeKinds = [.telecomCloset]
            }
            rules.append(RoutingRule(name: "rule \(number)", condition: condition, target: .team(team)))
        }
        rules.append(RoutingRule(name: "last", target: .team(team)))
        return try DeskPolicy(
            version: 1, zone: base.zone, organisations: base.organisations, teams: base.teams,
            categories: ["network.point", "network.cable", "water"].map { text in
                CategoryRule(
                    category: FaultCategory(
                        key: try BenchDesk.key(text), name: LocalizedName(en: text)),
                    needs: WorkNeeds(trades: [try BenchDesk.key("network")]))
            }, routing: try RoutingTable(rules), targets: base.targets,
            calendar: try BenchDesk.calendar("Asia/Shanghai"), followUp: base.followUp,
            trades: [Trade(key: try BenchDesk.key("network"), name: LocalizedName(en: "network"))],
            rota: try rota(team, base.zone))
    }

    /// Three shifts of weekly turns and one of all days.
    private static func rota(_ team: TeamKey, _ zone: ServiceZone) throws -> Rota {
        let names = try (0..<people).map { number in
            guard let name = SignInName("person.\(number)") else { throw BenchDesk.Malformed(text: "name") }
            return name
        }
        let patterns = try (0..<4).map { number in
            let part = Array(names[(number * 50)..<(number * 50 + 50)])
            guard let hours = ShiftHours(start: number * 360, end: (number * 360 + 540) % 1_440),
                let pattern = ShiftPattern(
                    name: LocalizedName(en: "shift \(number)"), weekdays: Set(Weekday.allCases), hours: hours,
                    turns: [part, part], since: CivilDay(number: 20_000))
            else { throw BenchDesk.Malformed(text: "shift") }
            return pattern
        }
        guard let rota = TeamRota(members: names.map { RotaMember(name: $0) }, patterns: patterns) else {
            throw BenchDesk.Malformed(text: "rota")
        }
        return Rota(version: 1, zone: zone, teams: [team: rota])
    }

    func run() throws {
        var chosen: Set<PersonID> = []
        var context = DecisionContext(
            by: .system("bench"), at: BenchDesk.start, policy: policy, path: path)
        context.rosters[team] = roster
        let decision = try Measured.median(rounds: Self.rounds) {
            let facts = try Ticket.decide(
                .report(report, reworkOf: nil), on: nil, id: TicketID(1), in: context)
            if case .offered(let offered)? = facts.last, let to = offered.to { chosen.insert(to) }
        }
        Measured.row("routing_rules", Double(policy.routing.rules.count), "rules", digits: 0)
        Measured.row("routing_people", Double(roster.candidates.count), "people", digits: 0)
        Measured.row("report_routed_and_offered", decision, "us")
        let needs = policy.categories[0].needs
        let choice = Measured.median(rounds: Self.rounds) {
            if let one = roster.choose(needs).chosen { chosen.insert(one) }
        }
        Measured.row("choice_of_lead", choice, "us")
        var onDuty = 0
        let duty = Measured.median(rounds: Self.rounds) {
            onDuty &+= policy.rota.onDuty(team, at: BenchDesk.start)?.count ?? 0
        }
        Measured.row("who_is_on_duty", duty, "us")
        Measured.row("routing_decision", decision + duty, "us")
        guard chosen.count == 1, onDuty > 0 else { throw BenchDesk.Malformed(text: "choice") }
    }
}

import Facility
import Ledger
import TicketTracking

/// What a list of tickets asks for, as the condition of a query and the values that it binds: `$1` is the site, `$2` the
/// limit.
struct TicketConditions {
    private(set) var values: [SQLValue]
    private var conditions = ["site = $1"]
    private let dialect: Dialect

    var text: String { conditions.joined(separator: " AND ") }

    init(_ query: TicketQuery, _ site: SiteID, _ dialect: Dialect) {
        self.dialect = dialect
        values = [.integer(site.rawValue), .integer(Int64(query.limit))]
        narrow(to: query.states)
        if !query.places.isEmpty {
            let list = "[" + query.places.map { String($0.rawValue) }.joined(separator: ",") + "]"
            conditions.append("place IN (\(dialect.integersOfList(bind(.text(list)))))")
        }
        if let device = query.device { conditions.append("device = \(bind(.integer(device.rawValue)))") }
        if let team = query.team { conditions.append("team = \(bind(.text(team.rawValue)))") }
        if let lead = query.lead { conditions.append("lead = \(bind(.integer(lead.rawValue)))") }
        let houses =
            among("team", query.teams.map(\.rawValue))
            + among("referred_to", query.referredTo.map(\.rawValue))
        if !houses.isEmpty { conditions.append(Self.either(houses)) }
        if query.unlocatedOnly { conditions.append("is_located = 0") }
        if query.proposalsOnly { conditions.append("is_open = 1 AND grouping_state = 'proposed'") }
        if let place = query.below { conditions.append(below(place)) }
        if let category = query.category {
            conditions.append("category = \(bind(.text(category.rawValue)))")
        }
        if query.urgedOnly { conditions.append("urged_at IS NOT NULL") }
        if let reach = query.reach { conditions.append(within(reach)) }
        if let due = query.due {
            conditions.append("clock_due >= \(bind(.integer(due.lowerBound.microseconds)))")
            conditions.append("clock_due < \(bind(.integer(due.upperBound.microseconds)))")
        }
        if let place = query.after, query.urgedOnly, let urgedAt = place.urgedAt {
            let place = [urgedAt.microseconds, place.id.rawValue].map { bind(.integer($0)) }
            conditions.append("(urged_at, id) > (\(place.joined(separator: ", ")))")
        } else if let place = query.after, query.due != nil, let due = place.due {
            let place = [due.microseconds, place.id.rawValue].map { bind(.integer($0)) }
            conditions.append("(clock_due, id) > (\(place.joined(separator: ", ")))")
        } else if let place = query.after {
            let place = [
                Int64(place.priority.rawValue), place.openedAt.microseconds, place.id.rawValue,
            ].map { bind(.integer($0)) }
            conditions.append("(priority, opened_at, id) > (\(place.joined(separator: ", ")))")
        }
    }

    private mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    private mutating func narrow(to states: Set<TicketState>) {
        guard !states.isEmpty else { return }
        // Said in the words of the partial index, so that the planner takes it.
        if states.isSubset(of: TicketState.open) { conditions.append("is_open = 1") }
        if states != TicketState.open { conditions += among("state", states.map(\.rawValue)) }
    }

    /// - Returns: one condition; none where no names are given.
    private mutating func among(_ column: String, _ names: [String]) -> [String] {
        if names.isEmpty { return [] }
        let bound = names.sorted().map { bind(.text($0)) }
        return ["\(column) IN (\(bound.joined(separator: ", ")))"]
    }

    private mutating func within(_ reach: TicketReach) -> String {
        var ways = ["lead = \(bind(.integer(reach.person.rawValue)))"]
        if reach.hazards { ways.append("is_hazard = 1 OR priority = \(Priority.hazard.rawValue)") }
        ways += among("referred_to", reach.referredTo.map(\.rawValue))
        ways += within(reach.all)
        let nobodys = within(reach.nobodys)
        if !nobodys.isEmpty { ways.append("lead IS NULL AND \(Self.either(nobodys))") }
        return Self.either(ways)
    }

    private mutating func within(_ scopes: TicketReach.Scopes) -> [String] {
        if scopes.isSite { return ["1 = 1"] }
        return among("team", scopes.teams.map(\.rawValue))
            + scopes.places.sorted().map { below($0) }
    }

    private mutating func below(_ place: PlaceID) -> String {
        // By its full name: a list that is taken apart has a column "path" of its own.
        "\(bind(.integer(place.rawValue))) IN (\(dialect.integersOfKeptList("tickets.path")))"
    }

    private static func either(_ ways: [String]) -> String {
        "(" + ways.map { "(\($0))" }.joined(separator: " OR ") + ")"
    }
}

import Facility
import Ledger
import Testing

@testable import TicketTracking

/// Lists are narrowed in the storage by what a reader's grants reach, and checked ticket by ticket by what they show.
@Suite("What somebody's lists reach")
struct TicketReachTests {
    private static let scopes: [GrantScope] =
        [.site, .subtree(PlaceID(2)), .subtree(PlaceID(9))]
        + ["network", "repairs", "desk"].compactMap { TeamKey($0) }.map { .team($0) }
        + ["centre", "logistics", "elsewhere"].compactMap { OrganisationKey($0) }.map { .organisation($0) }

    private static func rows() -> [TicketRow] {
        var rows: [TicketRow] = []
        for team in [TeamKey("network"), TeamKey("repairs"), nil] {
            for lead in [nil, PersonID(7), PersonID(8)] {
                for house in [nil, OrganisationKey("logistics"), OrganisationKey("elsewhere")] {
                    for (isHazard, path) in [(false, [PlaceID(1)]), (true, [PlaceID(1), PlaceID(2)])] {
                        rows.append(
                            TicketRow(
                                id: TicketID(Int64(rows.count + 1)),
                                state: house == nil ? .assigned : .referred,
                                place: path.last, isLocated: true, device: nil, category: nil,
                                isHazard: isHazard, priority: isHazard ? .hazard : .normal, team: team,
                                lead: lead, openedAt: SampleDesk.monday, changedAt: SampleDesk.monday,
                                responseDue: nil, resolutionDue: nil, holdUntil: nil, reportCount: 1,
                                mergedInto: nil, revision: 1, path: path, referredTo: house))
                    }
                }
            }
        }
        return rows
    }

    @Test("hold exactly the tickets of which something is shown, whatever the role and the scope")
    func same() throws {
        let policy = try SampleDesk.policy(dutyDesk: try SampleDesk.key("desk"))
        let rows = Self.rows()
        var reached: Set<Int> = []
        for role in Role.allCases {
            for scope in Self.scopes {
                let principal = Principal(
                    actor: .staff(PersonID(7)), grants: [Grant(role: role, scope: scope)])
                let reach = TicketReach(of: principal, at: SampleDesk.monday, under: policy)
                let shown = rows.filter {
                    TicketSight(of: $0, for: principal, on: SampleDesk.monday, under: policy) > .nothing
                }
                #expect(rows.filter { reach?.includes($0) ?? true } == shown, "\(role) \(scope)")
                reached.insert(shown.count)
            }
        }
        #expect(reached.count > 5, "the grants make no difference: \(reached)")
    }

    @Test("a grant that holds no more reaches nothing but the own tickets")
    func ended() throws {
        let principal = Principal(
            actor: .staff(PersonID(7)),
            grants: [Grant(role: .dispatcher, scope: .site, until: SampleDesk.monday)])
        let reach = try #require(
            TicketReach(of: principal, at: SampleDesk.monday, under: try SampleDesk.policy()))
        #expect(reach == TicketReach(person: PersonID(7)))
    }
}

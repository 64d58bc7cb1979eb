import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Who sees what of a ticket")
struct TicketSightTests {
    private let policy: DeskPolicy

    init() throws { policy = try SampleDesk.policy(dutyDesk: SampleDesk.key("desk")) }

    private func sight(_ principal: Principal, of ticket: Ticket, at path: [Place] = SampleDesk.path)
        -> TicketSight
    {
        TicketSight(of: ticket, at: path, for: principal, on: SampleDesk.monday, under: policy)
    }

    @Test("Each role shows what it is for, wherever its scope covers the ticket", arguments: Role.allCases)
    func roles(_ role: Role) throws {
        let whole: Set<Role> = [
            .technician, .dutyStudent, .dispatcher, .caller, .teamLead, .supervisor, .buildingKeeper,
        ]
        let outline: Set<Role> = [.head, .auditor, .systemAdministrator, .contractor]
        let expected: TicketSight =
            whole.contains(role) ? .whole : outline.contains(role) ? .outline : .nothing
        let ticket = try SampleDesk.opened()
        let covering: [GrantScope] = [
            .site, .team(try SampleDesk.key("network")), .organisation(try SampleDesk.key("centre")),
            .subtree(PlaceID(2)),
        ]
        for scope in covering { #expect(sight(SampleDesk.staff(role, scope), of: ticket) == expected) }
        let others: [GrantScope] = [
            .team(try SampleDesk.key("repairs")), .organisation(try SampleDesk.key("logistics")),
            .subtree(PlaceID(5)),
        ]
        for scope in others { #expect(sight(SampleDesk.staff(role, scope), of: ticket) == .nothing) }
    }

    @Test(
        "The duty desk, which is asked about every hazard, sees it whosever it is, and nothing else by that")
    func dutyDesk() throws {
        let student = SampleDesk.staff(.dutyStudent, .team(try SampleDesk.key("desk")))
        let hazard = try SampleDesk.opened(SampleDesk.report(isHazard: true))
        #expect(hazard.team?.rawValue == "repairs" && sight(student, of: hazard) == .whole)
        #expect(
            TicketSight(of: hazard.row, for: student, on: SampleDesk.monday, under: policy) == .whole)
        #expect(sight(student, of: try SampleDesk.opened()) == .nothing)
        let facilities = SampleDesk.staff(.facilities, .team(try SampleDesk.key("desk")))
        #expect(sight(facilities, of: hazard) == .nothing)
    }

    @Test("Whoever may send a command sees at least the outline", arguments: TicketCommandName.allCases)
    func actors(_ command: TicketCommandName) throws {
        let right = TicketRight.of(command)
        guard !right.isForAll else { return }
        for role in right.roles { #expect(TicketSight.of(role) >= .outline, "\(role.rawValue)") }
        let ticket = try SampleDesk.opened()
        for role in Role.allCases {
            let principal = SampleDesk.staff(role)
            let mayAct = right.isHeld(
                by: principal, at: SampleDesk.monday, on: ticket, path: SampleDesk.path, reporter: nil)
            if mayAct { #expect(sight(principal, of: ticket) >= .outline, "\(role.rawValue)") }
        }
    }

    @Test("A contractor sees the own cases whole, nobody's as far as one takes it on, and no colleague's")
    func contractors() throws {
        let team = GrantScope.team(try SampleDesk.key("network"))
        let contractor = SampleDesk.staff(.contractor, team)
        let colleague = SampleDesk.staff(.contractor, team, person: 7)
        let free = try SampleDesk.opened()
        #expect(free.lead == nil && sight(contractor, of: free) == .outline)
        let taken = try free.after(.accept(PersonID(900)))
        #expect(sight(contractor, of: taken) == .whole)
        #expect(sight(colleague, of: taken) == .nothing)
        // What else is held counts as well.
        var both = colleague
        both.grants.insert(Grant(role: .technician, scope: .site))
        #expect(sight(both, of: taken) == .whole)
    }

    @Test("Whoever has a ticket sees it, whatever the grants say; a grant that is over shows nothing")
    func hands() throws {
        let ticket = try SampleDesk.opened().after(.accept(PersonID(900)))
        let lead = Principal(actor: .staff(PersonID(900)))
        #expect(sight(lead, of: ticket) == .whole)
        let now = SampleDesk.monday
        let over = Principal(
            actor: .staff(PersonID(901)), grants: [Grant(role: .supervisor, scope: .site, until: now)])
        #expect(sight(over, of: ticket) == .nothing)
        #expect(sight(.system("sweep"), of: ticket) == .whole)
        #expect(sight(Principal(actor: .reporter(PersonID(101))), of: ticket) == .nothing)
    }

    @Test("An organisation sees what was referred to it, and lists show what pages show")
    func referred() throws {
        let ticket = try #require(try Stage.referred.ticket())
        let carrier = SampleDesk.staff(.dispatcher, .organisation(try SampleDesk.key("carrier")))
        #expect(sight(carrier, of: ticket) == .whole)
        let theirs = SampleDesk.staff(.contractor, .organisation(try SampleDesk.key("carrier")), person: 7)
        #expect(sight(theirs, of: ticket) == .whole)
        let others = SampleDesk.staff(.contractor, .organisation(try SampleDesk.key("centre")), person: 7)
        #expect(sight(others, of: ticket) <= .outline)
        let policy = try SampleDesk.policy()
        for role in Role.allCases {
            for scope: GrantScope in [
                .site, .team(try SampleDesk.key("network")), .organisation(try SampleDesk.key("centre")),
                .subtree(PlaceID(2)), .team(try SampleDesk.key("repairs")),
            ] {
                let principal = SampleDesk.staff(role, scope)
                let free = try SampleDesk.opened()
                let listed = TicketSight(
                    of: free.row, for: principal, on: SampleDesk.monday, under: policy)
                #expect(listed == sight(principal, of: free), "\(role.rawValue)")
            }
        }
    }
}

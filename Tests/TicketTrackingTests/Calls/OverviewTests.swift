import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Who sees many tickets at once")
struct OverviewTests {
    private func refusal(_ overview: Overview, _ principal: Principal) -> Refusal? {
        do {
            _ = try OverviewScope(of: overview, for: principal, at: SampleDesk.monday)
            return nil
        } catch { return error }
    }

    @Test("Each overview has its roles; for any other it says which they are")
    func roles() {
        let allowed: [Overview: Set<Role>] = [
            .callsDue: [.caller, .dispatcher, .teamLead, .supervisor], .drawSample: [.supervisor],
            .checkSample: [.supervisor, .auditor], .rates: [.teamLead, .supervisor, .head, .auditor],
        ]
        for overview in Overview.allCases {
            for role in Role.allCases {
                let isAllowed = allowed[overview]?.contains(role) == true
                let expected = isAllowed ? nil : Refusal.overview(overview, roles: allowed[overview] ?? [])
                #expect(refusal(overview, SampleDesk.staff(role)) == expected, "\(overview) \(role)")
            }
            #expect(refusal(overview, .system("operator")) == nil)
            #expect(refusal(overview, Principal(actor: .reporter(PersonID(101)))) != nil)
        }
    }

    @Test("A grant that is over gives nothing, and a sample is drawn for the whole site only")
    func terms() throws {
        let past = Grant(role: .supervisor, scope: .site, until: SampleDesk.monday - .seconds(1))
        let ended = Principal(actor: .staff(PersonID(9)), grants: [past])
        #expect(refusal(.rates, ended) != nil)
        let team = SampleDesk.staff(.supervisor, .team(try SampleDesk.key("network")))
        #expect(refusal(.rates, team) == nil && refusal(.drawSample, team) != nil)
        #expect(refusal(.checkSample, team) != nil)
    }

    @Test("Of a team, an organisation or a subtree only its tickets are seen")
    func scopes() throws {
        let ticket = try SampleDesk.opened(SampleDesk.report())
        func sees(_ scope: GrantScope) throws -> Bool {
            try OverviewScope(of: .rates, for: SampleDesk.staff(.teamLead, scope), at: SampleDesk.monday)
                .covers(ticket)
        }
        #expect(ticket.team?.rawValue == "network" && ticket.path.map(\.id) == SampleDesk.path.map(\.id))
        #expect(try sees(.site) && sees(.team(try SampleDesk.key("network"))))
        #expect(try !sees(.team(try SampleDesk.key("repairs"))))
        #expect(try sees(.subtree(PlaceID(2))) && !sees(.subtree(PlaceID(5))))
    }
}

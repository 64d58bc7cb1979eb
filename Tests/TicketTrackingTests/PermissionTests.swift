import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Who may do what")
struct PermissionTests {
    private func isPermitted(
        _ command: TicketCommandName, _ principal: Principal, on ticket: Ticket,
        path: [Place] = SampleDesk.path,
        about reporter: PersonID? = nil
    ) -> Bool {
        TicketRight.of(command).isHeld(
            by: principal, at: SampleDesk.monday, on: ticket, path: path, reporter: reporter)
    }

    @Test(
        "A role that a command doesn't name is refused by that command", arguments: TicketCommandName.allCases
    )
    func roles(_ command: TicketCommandName) throws {
        let ticket = try SampleDesk.opened()
        let right = TicketRight.of(command)
        for role in Role.allCases {
            let isNamed = right.roles.contains(role) || right.isForAll
            #expect(isPermitted(command, SampleDesk.staff(role), on: ticket) == isNamed, "\(role.rawValue)")
        }
    }

    @Test(
        "Displays, auditors and administrators send no command but a report; heads acknowledge, who keeps calendars counts by them"
    )
    func onlookers() {
        for command in TicketCommandName.allCases where command != .report && command != .joinReport {
            var roles = TicketRight.of(command).roles
            if command == .acknowledge { #expect(roles.remove(.head) != nil) }
            if command == .recalculate { #expect(roles.remove(.systemAdministrator) != nil) }
            #expect(
                roles.isDisjoint(with: [
                    .head, .display, .auditor, .systemAdministrator, .securityAdministrator, .reporter,
                    .apiClient,
                ]))
        }
    }

    @Test("A scope covers its team, organisation, subtree or everything, and nothing else")
    func scopes() throws {
        let ticket = try SampleDesk.opened()
        func accepts(_ scope: GrantScope) -> Bool {
            isPermitted(.accept, SampleDesk.staff(.technician, scope), on: ticket)
        }
        #expect(accepts(.site))
        #expect(accepts(.team(try SampleDesk.key("network"))))
        #expect(!accepts(.team(try SampleDesk.key("repairs"))))
        #expect(accepts(.organisation(try SampleDesk.key("centre"))))
        #expect(!accepts(.organisation(try SampleDesk.key("logistics"))))
        #expect(accepts(.subtree(PlaceID(2))))
        #expect(!accepts(.subtree(PlaceID(5))))
    }

    @Test("A grant that ended or hasn't begun gives no right")
    func terms() throws {
        let ticket = try SampleDesk.opened()
        let now = SampleDesk.monday
        let ended = Grant(role: .dispatcher, scope: .site, until: now)
        let coming = Grant(role: .dispatcher, scope: .site, from: now + .seconds(1))
        let principal = Principal(actor: .staff(PersonID(900)), grants: [ended, coming])
        #expect(!isPermitted(.assign, principal, on: ticket))
    }

    @Test("Reporters act on their own reports only")
    func reporters() throws {
        let ticket = try SampleDesk.opened()
        let own = Principal(actor: .reporter(PersonID(101)))
        let stranger = Principal(actor: .reporter(PersonID(102)))
        for command: TicketCommand in [
            .withdraw(ReportID(1), words: nil), .urge(ReportID(1), words: "快点"),
            .amend(ReportID(1), contact: Contact(phone: "13900139000")),
            .comment("门锁着", isPublic: false, photos: [], report: ReportID(1)),
        ] {
            let facts = try Ticket.decide(command, on: ticket, id: ticket.id, in: SampleDesk.context(by: own))
            #expect(!facts.isEmpty)
            #expect(throws: Refusal.notPermitted(command.name, roles: TicketRight.of(command.name).roles)) {
                try Ticket.decide(command, on: ticket, id: ticket.id, in: SampleDesk.context(by: stranger))
            }
        }
        #expect(throws: Refusal.self) {
            try Ticket.decide(.workRemotely, on: ticket, id: ticket.id, in: SampleDesk.context(by: own))
        }
    }

    @Test("What a reporter writes is sealed as the reporter's and shown to nobody else")
    func ownWords() throws {
        let ticket = try SampleDesk.opened()
        let command = TicketCommand.comment("门锁着", isPublic: true, photos: [], report: ReportID(1))
        let own = Principal(actor: .reporter(PersonID(101)))
        let fact = try #require(
            try Ticket.decide(command, on: ticket, id: ticket.id, in: SampleDesk.context(by: own)).first)
        guard case .commented(let comment) = fact else { throw Missing() }
        #expect(comment.words.owner == PersonID(101))
        #expect(!comment.isPublic)
        #expect(fact.audience == .staff)
    }

    @Test("A contractor works on own cases only")
    func contractors() throws {
        let ticket = try SampleDesk.opened().after(
            .assign(try SampleDesk.key("network"), lead: PersonID(7), assistants: [PersonID(8)]))
        let scope = GrantScope.team(try SampleDesk.key("network"))
        #expect(isPermitted(.accept, SampleDesk.staff(.contractor, scope, person: 7), on: ticket))
        #expect(isPermitted(.comment, SampleDesk.staff(.contractor, scope, person: 8), on: ticket))
        #expect(!isPermitted(.accept, SampleDesk.staff(.contractor, scope, person: 9), on: ticket))
    }

    @Test("The lead is somebody who may accept it for that team; whoever assists works anywhere")
    func fitness() throws {
        let ticket = try SampleDesk.opened()
        let (network, repairs): (TeamKey, TeamKey) = (
            try SampleDesk.key("network"), try SampleDesk.key("repairs")
        )
        let roles = TicketRight.of(.accept).roles
        for (team, lead) in [(network, 17), (repairs, 7), (network, 18), (network, 99)] as [(TeamKey, Int64)]
        {
            #expect(throws: Refusal.unfitLead(PersonID(lead), team, roles: roles)) {
                try ticket.after(.assign(team, lead: PersonID(lead), assistants: []))
            }
        }
        #expect(throws: Refusal.unfitAssistant(PersonID(18), roles: roles)) {
            try ticket.after(.assign(network, lead: PersonID(7), assistants: [PersonID(18)]))
        }
        let mixed = try ticket.after(.assign(repairs, lead: PersonID(17), assistants: [PersonID(7)]))
        #expect(mixed.lead == PersonID(17) && mixed.assistants == [PersonID(7)])
        #expect(throws: Refusal.unfitLead(PersonID(17), network, roles: roles)) {
            try ticket.after(.accept(PersonID(17)))
        }
    }

    @Test("Nobody takes over a colleague's ticket, but a dispatcher may accept for somebody")
    func leads() throws {
        let ticket = try SampleDesk.opened()
        let technician = SampleDesk.staff(.technician, person: 8)
        #expect(throws: Refusal.notPermitted(.accept, roles: [.dispatcher, .teamLead])) {
            try ticket.after(.accept(PersonID(7)), SampleDesk.context(by: technician))
        }
        let taken = try ticket.after(.accept(PersonID(7)))
        #expect(taken.lead == PersonID(7))
        #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
            try taken.after(.workRemotely, SampleDesk.context(by: technician))
        }
        #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
            try taken.after(.resolve(SampleDesk.solved), SampleDesk.context(by: technician))
        }
    }
}

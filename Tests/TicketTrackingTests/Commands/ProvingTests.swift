import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Parts, devices and signing off")
struct ProvingTests {
    private static let seven = SampleDesk.staff(.technician, person: 7)

    private func working() throws -> Ticket {
        try SampleDesk.opened().after(.accept(PersonID(7))).after(
            .workRemotely, SampleDesk.context(by: Self.seven))
    }

    @Test("Parts are noted with their number, and late ones all the same")
    func parts() throws {
        let ticket = try working()
        let command = TicketCommand.recordParts("RJ45 模块", quantity: 2, serial: " ")
        let noted = try ticket.after(command, SampleDesk.context(by: Self.seven, basedOn: 1))
        #expect(noted.parts == [TicketFact.PartsUsed(part: "RJ45 模块", quantity: 2)])
        let more = try noted.after(.resolve(SampleDesk.solved)).after(
            .recordParts("网线", quantity: 1, serial: "SN-1"), SampleDesk.context(by: Self.seven))
        #expect(more.parts.count == 2)
        let refusals: [(TicketCommand, Refusal)] = [
            (.recordParts(" ", quantity: 1, serial: nil), .emptyText(field: "part")),
            (
                .recordParts(String(repeating: "长", count: 201), quantity: 1, serial: nil),
                .textTooLong(field: "part", charactersMax: 200, found: 201)
            ),
            (
                .recordParts("x", quantity: 0, serial: nil),
                .number(field: "quantity", expected: 1...10_000, found: 0)
            ),
        ]
        for (command, refusal) in refusals { #expect(throws: refusal) { try ticket.after(command) } }
        #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
            try ticket.after(command, SampleDesk.context(by: SampleDesk.staff(.technician, person: 9)))
        }
    }

    @Test("The ticket keeps both devices and is about the new one from then on")
    func devices() throws {
        let ticket = try working()
        let command = TicketCommand.replaceDevice(nil, by: DeviceID(9), retiresOld: true, words: "烧了")
        #expect(throws: Refusal.noDevice) { try ticket.after(command) }
        let named = TicketCommand.replaceDevice(DeviceID(8), by: DeviceID(9), retiresOld: true, words: "烧了")
        let after = try ticket.after(named, SampleDesk.context(by: Self.seven))
        #expect(after.device == DeviceID(9))
        #expect(after.replacements.map(\.old) == [DeviceID(8)] && after.replacements[0].isOldRetired)
        // A second one names the first's successor by itself.
        let twice = try after.after(.replaceDevice(nil, by: DeviceID(10), retiresOld: false, words: "也坏"))
        #expect(twice.replacements.map(\.old) == [DeviceID(8), DeviceID(9)])
        // What was done before the sender knew how things stood is noted, and moves no device.
        let late = try Ticket.decide(
            named, on: ticket, id: ticket.id, in: SampleDesk.context(by: Self.seven, basedOn: 1))
        guard case .lateNoted(let note) = late.first else { throw Missing() }
        #expect(late.count == 1 && note.command == "replaceDevice" && note.words?.value == "烧了")
    }

    private func signing(_ categories: Set<FaultCategoryKey>, at instant: Instant = SampleDesk.monday) throws
        -> DecisionContext
    {
        var context = try SampleDesk.context(at: instant)
        context.policy = try SampleDesk.policy(work: WorkRules(signOffCategories: categories))
        return context
    }

    @Test(
        "Where its kind asks for it, nothing closes a ticket that nobody signed off",
        arguments: [true, false])
    func required(isAsked: Bool) throws {
        let context = try signing(isAsked ? [try SampleDesk.key("network")] : [])
        let resolved = try working().after(.resolve(SampleDesk.solved), context)
        let pleased = TicketCommand.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)
        var calling = context
        calling.principal = SampleDesk.caller
        let called = try resolved.after(pleased, calling)
        #expect(called.state == (isAsked ? .resolved : .closed))
        guard isAsked else { return }
        #expect(throws: Refusal.signOffMissing(FaultCategoryKey("network.outage"))) {
            try called.after(.close, context)
        }
        #expect(called.deadlines(under: context.policy).map(\.kind) == [.signOff])
        var keeper = context
        keeper.principal = SampleDesk.staff(.buildingKeeper, person: 902)
        let closed = try called.after(.signOff(nil, words: "灯都亮了"), keeper)
        #expect(closed.state == .closed && closed.closing == .satisfied && closed.signedOffAt != nil)
    }

    @Test("Signed off before the call, the call closes it; a reopened ticket is to be signed off anew")
    func order() throws {
        var context = try signing([try SampleDesk.key("network")])
        let resolved = try working().after(.resolve(SampleDesk.solved), context)
        context.principal = Principal(actor: .reporter(PersonID(101)))
        let signed = try resolved.after(.signOff(ReportID(1), words: nil), context)
        #expect(signed.state == .resolved)
        #expect(throws: Refusal.unchanged(.signOff)) {
            try signed.after(.signOff(ReportID(1), words: nil), context)
        }
        let again = try signed.after(.reopen(ReportID(1), words: "又断了"), context)
        #expect(again.signedOffAt == nil)
        context.principal = SampleDesk.caller
        let pleased = TicketCommand.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)
        #expect(try signed.after(pleased, context).state == .closed)
        #expect(throws: Refusal.notPermitted(.signOff, roles: [.buildingKeeper, .supervisor])) {
            try signed.after(.signOff(nil, words: nil), context)
        }
    }

    @Test(
        "Whoever worked on it signs nothing off: lead, assistants, whoever was there, whatever else they may")
    func signers() throws {
        let network: TeamKey = try SampleDesk.key("network")
        let resolved = try SampleDesk.opened().after(
            .assign(network, lead: PersonID(7), assistants: [PersonID(8)]), .accept(PersonID(7))
        ).after(
            .workRemotely, SampleDesk.context(by: SampleDesk.staff(.teamLead, person: 900))
        ).after(.resolve(SampleDesk.solved), SampleDesk.context(by: SampleDesk.staff(.teamLead, person: 901)))
        for person: Int64 in [7, 8, 900, 901] {
            for role in [Role.supervisor, .buildingKeeper] {
                #expect(throws: Refusal.signerRepaired(PersonID(person))) {
                    try resolved.after(
                        .signOff(nil, words: nil),
                        SampleDesk.context(by: SampleDesk.staff(role, person: person)))
                }
            }
        }
        #expect(
            try resolved.after(
                .signOff(nil, words: nil), SampleDesk.context(by: SampleDesk.staff(.supervisor, person: 902))
            ).signedOffAt != nil)
        // Not even the own report's.
        var own = SampleDesk.report()
        own.reporter = PersonID(7)
        let ofOneself = try SampleDesk.opened(own).after(.accept(PersonID(7)), .resolve(SampleDesk.solved))
        #expect(throws: Refusal.signerRepaired(PersonID(7))) {
            try ofOneself.after(
                .signOff(ReportID(1), words: nil),
                SampleDesk.context(by: SampleDesk.staff(.caller, person: 7)))
        }
    }

    @Test("Signing off what has moved since is refused")
    func late() throws {
        let ticket = try working().after(.resolve(SampleDesk.solved))
        let keeper = try SampleDesk.context(by: SampleDesk.staff(.buildingKeeper), basedOn: 1)
        #expect(throws: Refusal.late(.signOff, basedOn: 1, newest: ticket.revision)) {
            try ticket.after(.signOff(nil, words: nil), keeper)
        }
    }
}
